import { describe, expect, it } from '@jest/globals';
import { readCsvGrid } from './csv-grid.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const WINDOWS_1254 = Buffer.from('unit,ad\nX,Gümüşhane\n'.replace('ş', '\u00fe'), 'latin1');

describe(readCsvGrid.name, () => {
  it('reads texts as they are, blanks as nothing, and keeps the row numbers of the file', () => {
    const { rows } = readCsvGrid(Buffer.from('\ufeffa,b\r\n\r\n"x ""y"", z",\r\n'));
    expect(rows).toEqual([
      { row: 1, cells: [{ text: 'a' }, { text: 'b' }] },
      { row: 3, cells: [{ text: 'x "y", z' }, null] },
    ]);
  });

  it('keeps text that looks like a formula as text', () => {
    const { rows } = readCsvGrid(Buffer.from('=HYPERLINK("http://x.example")|,@SUM\n'.replaceAll('"', '')));
    expect(rows[0]?.cells[1]).toEqual({ text: '@SUM' });
  });

  it.each<[string, Buffer | string, string, object]>([
    ['an empty file', '', 'empty-file', {}],
    ['a file of nothing but a byte-order mark', '\ufeff\r\n', 'empty-file', {}],
    ['UTF-16', Buffer.from('\ufeffunit,A\n', 'utf16le'), 'bad-encoding', {}],
    ['UTF-16 without a mark', Buffer.from('unit,A\n', 'utf16le'), 'bad-encoding', {}],
    ['Windows-1254', WINDOWS_1254, 'bad-encoding', {}],
    ['NUL bytes', 'a,b\n1,\u00002\n', 'bad-encoding', {}],
    ['an overlong UTF-8 sequence', Buffer.from([0x61, 0xc0, 0xaf]), 'bad-encoding', {}],
    ['a PNG image', PNG, 'type-mismatch', {}],
    ['an HTML page', '\ufeff <!DOCTYPE html><html>', 'type-mismatch', {}],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004'), 'type-mismatch', {}],
    ['an ELF program', Buffer.from('\u007fELF'), 'type-mismatch', {}],
    ['a quote that is never closed', 'a,b\n1,2\n"3,4\n', 'malformed-csv', { row: 3 }],
    ['a quote in the middle of a field', 'a,b\n1,x"y\n', 'malformed-csv', { row: 2 }],
    ['text after a closing quote', 'a,b\n1,"x"y\n', 'malformed-csv', { row: 2 }],
    ['a short row', 'a,b\n1,2\n3\n', 'malformed-csv', { row: 3 }],
    ['a long row', 'a,b\n1,2,3\n', 'malformed-csv', { row: 2 }],
    ['201 columns', 'x,'.repeat(200), 'too-many-columns', { row: 1 }],
    ['100 001 rows', 'x\n'.repeat(100_001), 'too-many-rows', {}],
    [
      'a record of more than 64 KB',
      `a,b\n${'x'.repeat(40_000)},${'y'.repeat(40_000)}\n`,
      'record-too-long',
      {},
    ],
    [
      'a field of more than 32 767 characters',
      `${'x'.repeat(40_000)}\n`,
      'field-too-long',
      { row: 1, column: 'A' },
    ],
    ['a file of more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'file-too-large', {}],
  ])('refuses %s', (_name, content, code, at) => {
    const read = (): unknown => readCsvGrid(Buffer.from(content));
    expect(read).toThrow(
      expect.objectContaining({ name: 'FileRefusal', code, at: expect.objectContaining(at) }),
    );
  });
});
