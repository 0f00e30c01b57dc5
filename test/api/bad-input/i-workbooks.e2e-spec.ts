import type { INestApplicationContext } from '@nestjs/common';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import {
  archiveBomb,
  sheetWithDoctype,
  workbookEntries,
  workbookFile,
} from '../../hostile-files/workbook-file.js';
import { zipFile, type ZipEntry } from '../../hostile-files/zip-file.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { imported, upload, type UploadFields } from '../../support/imports.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { startWorker } from '../../support/worker.js';
import { expectAlive, refused } from './oracle.js';

const UNIT = 'CTR-AF-I';
const AF: UploadFields = { partner: 'AF', profile: 'AF-XLSX' };
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;
/** No sender waits longer for being told that the file is a wrong one. */
const MAX_WAIT_MS = 5_000;

const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
/** The profile asks for their lines, also where they hold nothing. */
const OTHERS = [
  'SERVICES_RENDERED',
  'SURVEY_ANSWERS',
  'SATISFIED_ANSWERS',
  'WAIT_MINUTES_MEAN',
  'COMPLAINTS_RECEIVED',
  'COMPLAINTS_RESOLVED_ON_TIME',
  'STAFF_MONTH_END',
  'WINDOWS_OPEN',
  'OPEN_DAYS',
];
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`;
/** A sound month of one Afghan unit; `visitors` and `period` are raw cells. */
function month(visitors: string, period = inline('B1', '1405/07'), extra = ''): string {
  const head = row(1, inline('A1', 'month'), period) + row(3, inline('A3', 'indicator'), inline('B3', UNIT));
  const others = OTHERS.map((code, index) => row(5 + index, inline(`A${5 + index}`, `Other [${code}]`)));
  return `${head}${row(4, inline('A4', 'Visitors [VISITORS]'), visitors)}${others.join('')}${extra}`;
}
const withEntries = (...extra: ZipEntry[]) => zipFile([...workbookEntries({ rows: month('') }), ...extra]);

/** The end record says that the true figures stand in a ZIP64 record, which there is not. */
function zip64Lie(): Buffer {
  const file = workbookFile();
  file.writeUInt32LE(0xffffffff, file.length - 6);
  return file;
}

const relation = (type: string) =>
  `<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://x.example/a" TargetMode="External"/>`;

describe('bad input, group I: workbooks', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'AF', unit: UNIT });
    await generateSlots(api, 'AF');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'AF' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });
  afterEach(() =>
    api.database.admin.query(
      'truncate app.import_report, app.import, app.cell_revision, app.submission cascade',
    ),
  );

  const send = (content: Buffer): Promise<Answer> => upload(api, coordinator, content, AF, 'report.xlsx');
  async function refusedAtOnce(content: Buffer, status: number, code: string): Promise<void> {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    await refused(api, { status, code }, () => send(content));
    expect(performance.now() - started).toBeLessThan(MAX_WAIT_MS);
    expect(process.memoryUsage().rss - before).toBeLessThan(MAX_GROWTH_BYTES);
  }
  async function turnedAway(content: Buffer, code: string): Promise<void> {
    const done = await imported(api, coordinator, content, AF, 'report.xlsx');
    expect([done.state, done.problem?.code]).toEqual(['FAILED', code]);
    const { rows } = await api.database.admin.query('select 1 from app.cell_revision');
    expect(rows).toEqual([]);
    await expectAlive(api);
  }
  async function rejected(visitors: string): Promise<any> {
    const done = await imported(api, coordinator, workbookFile({ rows: month(visitors) }), AF, 'report.xlsx');
    const { body } = await call(api.url, `/api/v1/imports/${done.id}/rows?outcome=REJECTED`, {
      token: coordinator,
    });
    return body.data;
  }

  it.each<[string, () => Buffer]>([
    ['200 KB that inflate to 200 MB', () => archiveBomb(200)],
    [
      'a part of a ratio of 1:1000',
      () => withEntries({ name: 'xl/x.xml', content: Buffer.alloc(1_000_000) }),
    ],
    ['an archive within the archive', () => withEntries({ name: 'xl/x.zip', content: workbookFile() })],
    [
      '201 parts',
      () => withEntries(...Array.from({ length: 201 }, (_part, n) => ({ name: `xl/${n}`, content: '' }))),
    ],
  ])('96: refuses at once %s', async (_condition, content) => {
    await refusedAtOnce(content(), 422, 'archive-bomb');
  });

  it('97: turns away a million rows', async () => {
    await turnedAway(
      workbookFile({ rows: month('', undefined, row(1_000_001, inline('A1000001', 'x'))) }),
      'too-many-rows',
    );
  });

  it('97: turns away a cell in the last corner of a sheet', async () => {
    const corner = row(99, inline('XFD99', 'x'));
    await turnedAway(workbookFile({ rows: month('', undefined, corner) }), 'cell-out-of-template');
  });

  it('97: takes a declared dimension of the whole sheet for the claim that it is', async () => {
    const rows = month('<c r="B4"><v>12</v></c>');
    const sheet = `<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`;
    const done = await imported(api, coordinator, workbookFile({ sheet }), AF, 'report.xlsx');
    expect(done).toMatchObject({ state: 'SUCCEEDED', counts: { CREATED: 1 } });
  });

  it.each<[string, () => Buffer]>([
    ['a local header of another name', () => withEntries({ name: 'xl/a', localName: 'xl/b', content: 'x' })],
    [
      'parts that share bytes',
      () => withEntries({ name: 'xl/x', localName: '[Content_Types].xml', content: '', overlapping: true }),
    ],
    ['a ZIP64 record that is not there', zip64Lie],
    ['a part twice', () => withEntries({ name: 'xl/x', content: '' }, { name: 'XL/X', content: '' })],
    ['a name that leads outside', () => withEntries({ name: '../../evil.xml', content: 'x' })],
    ['an absolute name', () => withEntries({ name: '/etc/passwd', content: 'x' })],
    ['a link', () => withEntries({ name: 'xl/a', content: 'x', symlink: true })],
    ['an encrypted part', () => withEntries({ name: 'xl/a', content: 'x', encrypted: true })],
  ])('98: refuses at once an archive with %s', async (_condition, content) => {
    await refusedAtOnce(content(), 422, 'malformed-archive');
  });

  it.each<[string, string]>([
    ['a DOCTYPE with entities that multiply', sheetWithDoctype()],
    [
      'an external entity',
      `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>`,
    ],
    [
      'an inclusion',
      `<worksheet xmlns="${MAIN}" xmlns:xi="http://www.w3.org/2001/XInclude"><sheetData><xi:include href="file:///etc/passwd"/></sheetData></worksheet>`,
    ],
  ])('99: refuses at once a sheet with %s', async (_condition, sheet) => {
    await refusedAtOnce(workbookFile({ sheet }), 422, 'forbidden-xml');
  });

  it.each<[string, () => Buffer]>([
    [
      'macros by its type',
      () =>
        workbookFile({
          contentTypes:
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
        }),
    ],
    ['macros by a part', () => withEntries({ name: 'xl/vbaProject.bin', content: 'x' })],
    [
      'a link to a running program',
      () =>
        withEntries({
          name: 'xl/externalLinks/externalLink1.xml',
          content: '<externalLink><ddeLink/></externalLink>',
        }),
    ],
    ['a link to another workbook', () => workbookFile({ relations: relation('externalLinkPath') })],
    ['an embedded object', () => withEntries({ name: 'xl/embeddings/oleObject1.bin', content: 'x' })],
    ['a remote template', () => workbookFile({ relations: relation('attachedTemplate') })],
  ])('100: refuses at once a workbook with %s', async (_condition, content) => {
    await refusedAtOnce(content(), 422, 'forbidden-content');
  });

  it('101: takes the result of a formula with a remark, and never its text', async () => {
    const formula = workbookFile({ rows: month('<c r="B4"><f>1+1</f><v>999</v></c>') });
    const done = await imported(api, coordinator, formula, AF, 'report.xlsx');
    const { body } = await call(api.url, `/api/v1/imports/${done.id}/rows`, { token: coordinator });
    expect(body.data).toMatchObject([{ cell: 'VISITORS', value: '999', problems: [{ code: 'formula' }] }]);
  });

  it.each([
    ['a number written as words', inline('B4', 'many'), 'invalid-number'],
    ['a number with a percent sign', inline('B4', '۹۰٪'), 'invalid-number'],
    ['an error', '<c r="B4" t="e"><v>#DIV/0!</v></c>', 'error-cell'],
    ['a truth value', '<c r="B4" t="b"><v>1</v></c>', 'boolean-cell'],
    ['a formula that was never computed', '<c r="B4"><f>1+1</f></c>', 'formula-without-value'],
  ])('103: names the cell with %s', async (_condition, cell, code) => {
    const rows = await rejected(cell);
    expect(rows).toMatchObject([{ at: { row: 4, column: 'B' }, problems: [{ code }] }]);
  });

  it.each([
    ['day 60 of the calendar', '<c r="B1"><v>60</v></c>'],
    ['a day before the first', '<c r="B1"><v>-1</v></c>'],
    ['a day with an hour', '<c r="B1"><v>46300.5</v></c>'],
    ['a day of the other epoch', '<c r="B1"><v>44838</v></c>'],
  ])('104: turns away a month given as %s', async (_condition, period) => {
    await turnedAway(workbookFile({ rows: month('<c r="B4"><v>1</v></c>', period) }), 'invalid-period');
  });

  it.each<[string, () => Buffer, number, string]>([
    [
      'a shared text that does not exist',
      () => workbookFile({ rows: month('<c r="B4" t="s"><v>7</v></c>') }),
      422,
      'malformed-archive',
    ],
    [
      'a missing part',
      () => workbookFile({ without: ['xl/worksheets/sheet1.xml'] }),
      422,
      'malformed-archive',
    ],
    ['its end cut off', () => workbookFile().subarray(0, 300), 422, 'malformed-archive'],
    [
      'the old binary format',
      () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      415,
      'unsupported-media-type',
    ],
    [
      'the OpenDocument format',
      () => zipFile([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      415,
      'unsupported-media-type',
    ],
    ['text for content', () => Buffer.from('unit,period\n'), 422, 'type-mismatch'],
  ])('105: refuses at once a workbook with %s', async (_condition, content, status, code) => {
    await refusedAtOnce(content(), status, code);
  });

  it('106: turns away 51 sheets', async () => {
    const sheets = Array.from(
      { length: 50 },
      (_sheet, n) => `<sheet name="S${n}" sheetId="${n + 2}" r:id="rId1"/>`,
    );
    await turnedAway(workbookFile({ sheets: sheets.join('') }), 'template-mismatch');
  });

  it.each<[string, () => Buffer]>([
    [
      '70,000 styles',
      () =>
        withEntries({
          name: 'xl/styles.xml',
          content: `<styleSheet>${'<xf numFmtId="0" fontId="0"/>'.repeat(70_000)}</styleSheet>`,
        }),
    ],
    [
      'a million shared texts',
      () => workbookFile({ sharedStrings: Array.from({ length: 1_000_000 }, () => '<t>a</t>') }),
    ],
  ])('106: refuses at once %s', async (_condition, content) => {
    await refusedAtOnce(content(), 422, 'archive-bomb');
  });
});
