import { beforeAll, describe, expect, it } from '@jest/globals';
import { ensureParserIsBuilt } from '../../../../test/hostile-files/built-parser.js';
import { archiveBomb, heavyWorkbook } from '../../../../test/hostile-files/workbook-file.js';
import { parseInChild } from './parse-in-child.js';

const LIMIT = { refusal: expect.objectContaining({ code: 'parser-limit' }) };

beforeAll(() => ensureParserIsBuilt());

describe(parseInChild.name, () => {
  it('hands back the layout of a sound CSV file', async () => {
    const outcome = await parseInChild({ format: 'CSV', delimiter: ';' }, Buffer.from('unit;A\nX;1\n'));
    expect(outcome).toEqual({
      layout: {
        kind: 'GRID',
        sheets: [
          {
            name: '',
            hidden: false,
            rightToLeft: false,
            rows: [
              { row: 1, cells: [{ text: 'unit' }, { text: 'A' }] },
              { row: 2, cells: [{ text: 'X' }, { text: '1' }] },
            ],
          },
        ],
      },
    });
  });

  it('hands back a JSON tree with the digits of the source', async () => {
    const outcome = await parseInChild({ format: 'JSON' }, Buffer.from('[14.90]'));
    const root = { type: 'array', items: [{ type: 'number', text: '14.90' }] };
    expect(outcome).toEqual({ layout: { kind: 'TREE', root } });
  });

  it('hands back the reason when the file is refused', async () => {
    const outcome = await parseInChild({ format: 'CSV' }, Buffer.from('a,b\n1\n'));
    expect(outcome).toEqual({
      refusal: { code: 'malformed-csv', message: expect.any(String), at: { row: 2 } },
    });
  });

  it('refuses an archive of 200 KB that inflates to 200 MB without inflating it', async () => {
    const outcome = await parseInChild({ format: 'XLSX' }, archiveBomb(200));
    expect(outcome).toEqual({ refusal: expect.objectContaining({ code: 'archive-bomb' }) });
  });

  it('answers parser-limit when the child runs out of memory', async () => {
    const outcome = await parseInChild({ format: 'XLSX' }, heavyWorkbook(2_000, 150), { memoryMb: 8 });
    expect(outcome).toEqual(LIMIT);
  });

  it('answers parser-limit when the child runs out of time', async () => {
    const outcome = await parseInChild({ format: 'XLSX' }, heavyWorkbook(2_000, 150), { timeoutMs: 30 });
    expect(outcome).toEqual(LIMIT);
  });

  it('answers parser-limit when the child has more to say than it may', async () => {
    const outcome = await parseInChild({ format: 'XLSX' }, heavyWorkbook(200, 100), { outputBytes: 10_000 });
    expect(outcome).toEqual(LIMIT);
  });
});
