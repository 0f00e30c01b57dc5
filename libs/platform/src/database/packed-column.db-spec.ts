import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { packed, unpacked } from './packed-column.js';

describe(packed.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  const roundTrip = async (values: readonly (string | number | null)[]): Promise<unknown> => {
    const { rows } = await database.admin.query(`select ${unpacked('$1')} as values`, [packed(values)]);
    return rows[0].values;
  };

  it.each<[string, (string | number | null)[]]>([
    ['nothing', []],
    ['codes and gaps', ['VISITORS', null, 'OPEN_DAYS', null]],
    ['one gap', [null]],
    ['numbers', [1, 20, 300]],
    ['lines, quotation marks and backslashes', ['a\nb', '"\\', '{}', 'NULL', '\\N']],
    ['other scripts', ['آسان', 'ኢትዮጵያ', 'Ələt']],
  ])('comes out as it went in: %s', async (_what, values) => {
    expect(await roundTrip(values)).toEqual(values.map((value) => (value === null ? null : String(value))));
  });

  it('carries any text as JSON text', async () => {
    const text = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(text, async (texts) => {
        const out = (await roundTrip(texts.map((value) => JSON.stringify(value)))) as string[];
        expect(out.map((value) => JSON.parse(value))).toEqual(texts);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['', '\u001d', 'a\u001eb'])('refuses what would fall apart', (value) => {
    expect(() => packed(['VISITORS', value])).toThrow('A packed column');
  });
});
