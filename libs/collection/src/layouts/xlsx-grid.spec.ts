import { randomBytes } from 'node:crypto';
import ExcelJS from 'exceljs';
import { describe, expect, it } from '@jest/globals';
import {
  archiveBomb,
  heavyWorkbook,
  sheetWithDoctype,
  workbookEntries,
  workbookFile,
} from '../../../../test/hostile-files/workbook-file.js';
import type { WorkbookParts } from '../../../../test/hostile-files/workbook-file.js';
import { zipFile } from '../../../../test/hostile-files/zip-file.js';
import type { ZipEntry } from '../../../../test/hostile-files/zip-file.js';
import type { GridCell } from './layout.js';
import { readXlsxGrid } from './xlsx-grid.js';

const MEGABYTE = 1024 * 1024;
/** Noise does not compress, so a lie about its size may stay below the permitted ratio. */
const NOISE = randomBytes(720_000);

async function firstCell(parts: WorkbookParts): Promise<GridCell | null | undefined> {
  const sheets = await readXlsxGrid(workbookFile(parts));
  return sheets[0]?.rows[0]?.cells[0];
}

function withEntries(...extra: ZipEntry[]): Buffer {
  return zipFile([...workbookEntries(), ...extra]);
}

describe(readXlsxGrid.name, () => {
  it('reads what a spreadsheet library writes: sheets, direction, hidden state, texts and numbers', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('گزارش', { views: [{ rightToLeft: true }] });
    sheet.getCell('B2').value = 'متن';
    sheet.getCell('C2').value = 8.7;
    workbook.addWorksheet('Codes', { state: 'veryHidden' }).getCell('A1').value = 1;
    const bytes = Buffer.from((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
    expect(await readXlsxGrid(bytes)).toEqual([
      {
        name: 'گزارش',
        hidden: false,
        rightToLeft: true,
        rows: [{ row: 2, cells: [null, { text: 'متن' }, { number: '8.7' }] }],
      },
      { name: 'Codes', hidden: true, rightToLeft: false, rows: [{ row: 1, cells: [{ number: '1' }] }] },
    ]);
  });

  it.each<[string, WorkbookParts, GridCell | undefined]>([
    [
      'a shared text',
      { rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', sharedStrings: ['<t>hello</t>'] },
      { text: 'hello' },
    ],
    [
      'a shared text in formatting runs without its reading aid',
      {
        rows: '<row><c t="s"><v>0</v></c></row>',
        sharedStrings: ['<r><t>1</t></r><r><t>2</t></r><rPh><t>x</t></rPh>'],
      },
      { text: '12' },
    ],
    ['an inline text', { rows: '<row><c t="inlineStr"><is><t>a</t></is></c></row>' }, { text: 'a' }],
    ['a number as its digits', { rows: '<row><c><v>14.90</v></c></row>' }, { number: '14.90' }],
    [
      'a number with an exponent as plain digits',
      { rows: '<row><c><v>1.5E3</v></c></row>' },
      { number: '1500' },
    ],
    [
      'a binary fraction brought back to 15 digits',
      { rows: '<row><c><v>8.6999999999999993</v></c></row>' },
      { number: '8.7' },
    ],
    [
      'a formula with its cached value',
      { rows: '<row><c><f>1+1</f><v>999</v></c></row>' },
      { number: '999', formula: true },
    ],
    [
      'a formula without a value',
      { rows: '<row><c><f>1+1</f></c></row>' },
      { problem: 'formula-without-value', formula: true },
    ],
    [
      'an error',
      { rows: '<row><c t="e"><v>#DIV/0!</v></c></row>' },
      { problem: 'error-cell', raw: '#DIV/0!' },
    ],
    ['a truth value', { rows: '<row><c t="b"><v>1</v></c></row>' }, { problem: 'boolean-cell', raw: 'TRUE' }],
    ['nothing in a cell that has only a style', { rows: '<row><c r="XFD1" s="4"/></row>' }, undefined],
  ])('reads %s', async (_name, parts, expected) => {
    expect(await firstCell(parts)).toEqual(expected);
  });

  it('ignores a declared dimension of the whole sheet', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const sheet = `<worksheet xmlns="${main}"><dimension ref="A1:XFD1048576"/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`;
    expect(await firstCell({ sheet })).toEqual({ number: '1' });
  });

  it.each<[string, Buffer, string]>([
    ['text', Buffer.from('a,b'), 'type-mismatch'],
    ['an old binary workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'unsupported-media-type'],
    ['an OpenDocument sheet', zipFile([{ name: 'mimetype', content: 'x' }]), 'unsupported-media-type'],
    ['a truncated file', workbookFile().subarray(0, 600), 'malformed-archive'],
    ['a missing workbook part', workbookFile({ without: ['xl/workbook.xml'] }), 'malformed-archive'],
    ['a missing sheet part', workbookFile({ without: ['xl/worksheets/sheet1.xml'] }), 'malformed-archive'],
    ['a bomb that says so', archiveBomb(65), 'archive-bomb'],
    ['a bomb that lies about its size', archiveBomb(2, 60_000), 'malformed-archive'],
    [
      'one entry of a high ratio',
      withEntries({ name: 'xl/x.xml', content: Buffer.alloc(1_000_000) }),
      'archive-bomb',
    ],
    [
      '201 entries',
      withEntries(...Array.from({ length: 196 }, (_e, i) => ({ name: `xl/${i}`, content: '' }))),
      'archive-bomb',
    ],
    [
      'an entry of more than 64 MB',
      withEntries({ name: 'xl/x', content: NOISE, claimedSize: 65 * MEGABYTE }),
      'archive-bomb',
    ],
    [
      'entries of more than 100 MB together',
      withEntries(...['xl/x', 'xl/y'].map((name) => ({ name, content: NOISE, claimedSize: 60 * MEGABYTE }))),
      'archive-bomb',
    ],
    [
      'entries that share bytes',
      withEntries({ name: 'xl/x', localName: '[Content_Types].xml', content: '', overlapping: true }),
      'malformed-archive',
    ],
    [
      '51 sheets',
      workbookFile({
        sheets: Array.from({ length: 50 }, (_s, i) => `<sheet name="S${i}" r:id="rId1"/>`).join(''),
      }),
      'template-mismatch',
    ],
    [
      'a sheet without a part of its own',
      workbookFile({ sheets: '<sheet name="S" r:id="rId77"/>' }),
      'malformed-archive',
    ],
    [
      'a cell of more than 32 767 characters',
      workbookFile({ rows: `<row><c t="inlineStr"><is><t>${'a1b2'.repeat(8_200)}</t></is></c></row>` }),
      'field-too-long',
    ],
    [
      'a shared text of more than 32 767 characters',
      workbookFile({ sharedStrings: [`<t>${'a1b2'.repeat(8_200)}</t>`] }),
      'field-too-long',
    ],
    ['more than half a million cells', heavyWorkbook(5_001, 100), 'archive-bomb'],
    [
      'an entry twice',
      withEntries({ name: 'xl/x', content: '' }, { name: 'XL/x', content: '' }),
      'malformed-archive',
    ],
    ['a name with ..', withEntries({ name: '../evil', content: '' }), 'malformed-archive'],
    ['an absolute name', withEntries({ name: '/etc/passwd', content: '' }), 'malformed-archive'],
    ['an encrypted entry', withEntries({ name: 'xl/a', content: 'x', encrypted: true }), 'malformed-archive'],
    ['a link', withEntries({ name: 'xl/a', content: 'x', symlink: true }), 'malformed-archive'],
    [
      'a local header of another name',
      withEntries({ name: 'xl/a', localName: 'xl/b', content: 'x' }),
      'malformed-archive',
    ],
    ['a DOCTYPE', workbookFile({ sheet: sheetWithDoctype() }), 'forbidden-xml'],
    ['XML nested 100 deep', workbookFile({ rows: '<x>'.repeat(100) }), 'forbidden-xml'],
    ['XML that is not well formed', workbookFile({ rows: '<row>' }), 'malformed-archive'],
    ['a macro part', withEntries({ name: 'xl/vbaProject.bin', content: 'x' }), 'forbidden-content'],
    [
      'a macro-enabled content type',
      workbookFile({
        contentTypes:
          '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
      }),
      'forbidden-content',
    ],
    [
      'an external link',
      withEntries({ name: 'xl/externalLinks/externalLink1.xml', content: 'x' }),
      'forbidden-content',
    ],
    [
      'an embedded object',
      withEntries({ name: 'xl/embeddings/oleObject1.bin', content: 'x' }),
      'forbidden-content',
    ],
    [
      'a relation to another file',
      workbookFile({
        relations: '<Relationship Id="r9" Type="t" Target="http://x.example" TargetMode="External"/>',
      }),
      'forbidden-content',
    ],
    [
      'a cell at XFD1048576',
      workbookFile({ rows: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' }),
      'cell-out-of-template',
    ],
    [
      'a row beyond the limit',
      workbookFile({ rows: '<row r="100001"><c r="A100001"><v>1</v></c></row>' }),
      'too-many-rows',
    ],
    [
      'a shared text that does not exist',
      workbookFile({ rows: '<row><c t="s"><v>7</v></c></row>' }),
      'malformed-archive',
    ],
    ['a number that is none', workbookFile({ rows: '<row><c><v>0x1F</v></c></row>' }), 'malformed-archive'],
    [
      'a cell in the wrong row',
      workbookFile({ rows: '<row r="1"><c r="A2"><v>1</v></c></row>' }),
      'malformed-archive',
    ],
    [
      'a cell twice',
      workbookFile({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>' }),
      'malformed-archive',
    ],
    ['a row twice', workbookFile({ rows: '<row r="1"/><row r="1"/>' }), 'malformed-archive'],
    [
      'one long shared text referred to a thousand times',
      workbookFile({
        sharedStrings: [`<t>${'a1b2'.repeat(8_000)}</t>`],
        rows: Array.from({ length: 1_000 }, (_r, i) => `<row r="${i + 1}"><c t="s"><v>0</v></c></row>`).join(
          '',
        ),
      }),
      'archive-bomb',
    ],
  ])('refuses %s', async (_name, bytes, code) => {
    await expect(readXlsxGrid(bytes)).rejects.toMatchObject({ name: 'FileRefusal', code });
  });
});
