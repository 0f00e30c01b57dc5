import type { INestApplicationContext } from '@nestjs/common';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { zipFile } from '../../hostile-files/zip-file.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { csvMonth, imported, upload, type UploadFields } from '../../support/imports.js';
import { addScopes, signedIn } from '../../support/people.js';
import { addReportingUnit, CORE_CELLS, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { startWorker } from '../../support/worker.js';
import { expectAlive, refused } from './oracle.js';

const UNIT = 'CTR-PK-H';
const HEADER = 'unit,period,VISITORS,OPEN_DAYS';
const OCTOBER = 'GREGORIAN_MONTH:2026-10';
const line = (visitors: string, days = '22') => `${UNIT},${OCTOBER},${visitors},${days}`;
const file = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;

describe('bad input, group H: files', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let pakistan: string;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addScopes(api.database, 'ET');
    await addReportingUnit(api, { partner: 'PK', unit: UNIT });
    await generateSlots(api, 'PK');
    pakistan = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });
  afterEach(() =>
    api.database.admin.query(
      'truncate app.import_report, app.import_part, app.import, app.cell_revision, app.submission cascade',
    ),
  );

  /** What an import left behind besides itself. */
  async function left(): Promise<Record<string, number>> {
    const { rows } = await api.database.admin.query(
      `select (select count(*)::int from app.submission) as submissions, (select count(*)::int from app.cell_revision) as cells,
              (select count(*)::int from app.import_row) as rows, (select count(*)::int from app.import_report) as reports`,
    );
    return rows[0];
  }
  const NOTHING = { submissions: 0, cells: 0, rows: 0, reports: 0 };

  async function expectRefusedWhole(content: string | Buffer, code: string, fields: UploadFields = {}) {
    const done = await imported(api, pakistan, content, fields);
    expect([done.state, done.problem?.code]).toEqual(['FAILED', code]);
    expect(await left()).toEqual(NOTHING);
    await expectAlive(api);
    return done;
  }

  it('84: refuses an empty file at once', async () => {
    await refused(api, { status: 422, code: 'empty-file' }, () => upload(api, pakistan, ''));
  });

  it('85: refuses a file beyond 10 MB while it is still coming', async () => {
    const large = Buffer.alloc(11 * 1024 * 1024, 'a');
    await refused(api, { status: 413, code: 'file-too-large' }, () => upload(api, pakistan, large));
  });

  it.each<[string, string, string | Buffer]>([
    ['84', 'header-only', `${HEADER}\n`],
    ['84', 'blank', ' \n \n'],
    ['85', '100,001 rows', file(...Array.from({ length: 100_001 }, () => line('1')))],
    ['85', '201 columns', `${Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')}\n`],
    ['85', 'a field of 40,000 characters', file(line('1'.repeat(40_000)))],
    ['85', 'a record beyond 64 KB', file(`${line('1')},${'x'.repeat(70_000)}`)],
    ['86', 'an unclosed quotation mark', file(`${UNIT},${OCTOBER},"12,22`)],
    ['86', 'a quotation mark in the middle', file(`${UNIT},${OCTOBER},1"2,22`)],
    ['86', 'a ragged row', file(line('12'), `${line('13')},5`)],
    ['87', 'UTF-16', Buffer.from(`\ufeff${file(line('12'))}`, 'utf16le')],
    ['87', 'invalid UTF-8', Buffer.from([...Buffer.from(file(line('12'))), 0xc3, 0x28])],
    ['87', 'a Turkish code page', Buffer.from(`${HEADER}\nCTR-\xde,${OCTOBER},1,2\n`, 'latin1')],
    ['88', 'a heading twice', 'unit,period,VISITORS,VISITORS\n'],
    ['88', 'a heading missing', `unit,VISITORS\n${UNIT},12\n`],
    ['88', 'an unknown heading', `${HEADER},BRIBES\n${line('12')},1\n`],
    ['88', 'no known heading at all', 'a,b,c\n1,2,3\n'],
    ['89', 'semicolons', 'unit;period;VISITORS\n'],
    ['92', "another country's unit", file(line('12'), `CTR-ET-ADD,${OCTOBER},12,22`)],
    ['93', 'a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['93', 'a page', '<!doctype html><script>alert(1)</script>'],
    ['93', 'a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
    ['93', 'an archive', zipFile([{ name: 'a.csv', content: file(line('12')) }])],
    ['36', 'no month at all', file(`${UNIT},soon,12,22`)],
    ['36', 'a thirteenth month', file(`${UNIT},GREGORIAN_MONTH:2026-13,12,22`)],
    ['36', 'two months', file(line('12'), `CTR-PK-X,GREGORIAN_MONTH:2026-09,1,2`)],
  ])('%s: refuses a CSV with %s whole', async (_row, condition, content) => {
    const expected: Record<string, string> = {
      'header-only': 'no-rows',
      blank: 'empty-file',
      '100,001 rows': 'too-many-rows',
      '201 columns': 'too-many-columns',
      'a field of 40,000 characters': 'field-too-long',
      'a record beyond 64 KB': 'record-too-long',
      'an unclosed quotation mark': 'malformed-csv',
      'a quotation mark in the middle': 'malformed-csv',
      'a ragged row': 'malformed-csv',
      'UTF-16': 'bad-encoding',
      'invalid UTF-8': 'bad-encoding',
      'a Turkish code page': 'bad-encoding',
      'a heading twice': 'header-duplicate',
      'a heading missing': 'header-missing',
      'an unknown heading': 'header-unknown',
      'no known heading at all': 'template-not-recognised',
      semicolons: 'template-not-recognised',
      "another country's unit": 'country-mismatch',
      'no month at all': 'invalid-period',
      'a thirteenth month': 'invalid-period',
      'two months': 'periods-mixed',
    };
    await expectRefusedWhole(content, expected[condition] ?? 'type-mismatch');
  });

  it.each<[string, string, string]>([
    ['a NUL byte', file(line('1\u00002')), 'bad-encoding'],
    ['a code point that hides', file(line('1\u202e2')), 'invalid-number'],
  ])('87: takes no value with %s', async (_condition, content, code) => {
    const done = await imported(api, pakistan, content);
    const { body } = await call(api.url, `/api/v1/imports/${done.id}/rows?outcome=REJECTED`, {
      token: pakistan,
    });
    expect(
      [done.problem?.code, ...body.data.map((row: any) => row.problems[0].code)].filter(Boolean),
    ).toEqual([code]);
    const stored = await api.database.admin.query("select 1 from app.cell_revision where cell = 'VISITORS'");
    expect(stored.rows).toEqual([]);
  });

  it.each([
    ['in another order', `OPEN_DAYS,VISITORS,period,unit\n22,12,${OCTOBER},${UNIT}\n`],
    ['with a byte order mark', `\ufeff${file(line('12'))}`],
    ['with hard spaces', `unit\u00a0,period,VISITORS,\u00a0OPEN_DAYS\n${line('12')}\n`],
    ['with Windows line ends', file(line('12')).replaceAll('\n', '\r\n')],
  ])('88: takes headings %s', async (_condition, content) => {
    expect(await imported(api, pakistan, content)).toMatchObject({
      state: 'SUCCEEDED',
      counts: { CREATED: 2 },
    });
  });

  it.each(['1,5', '1 000', "1'000", '1e3', '0x1F', '٣', '-', 'NaN', '1.1234567', '9'.repeat(16)])(
    '89: never guesses the number %j: the cell is named by row and column',
    async (given) => {
      const done = await imported(api, pakistan, file(line(`"${given}"`)));
      const { body } = await call(api.url, `/api/v1/imports/${done.id}/rows?outcome=REJECTED`, {
        token: pakistan,
      });
      expect(done).toMatchObject({ state: 'PARTIALLY_SUCCEEDED', problemsTotal: 1, counts: { REJECTED: 1 } });
      expect(body.data).toMatchObject([{ given, at: { row: 2, column: 'C', header: 'VISITORS' } }]);
      expect(['invalid-number', 'number-out-of-range']).toContain(body.data[0].problems[0].code);
    },
  );

  it.each(['=HYPERLINK("http://evil.example";"x")', '@SUM(A1)', '+cmd|calc', '-1+1', '\t=1+1'])(
    '90: takes %j for text and no number',
    async (given) => {
      const done = await imported(api, pakistan, file(line(`"${given.replaceAll('"', '""')}"`)));
      expect(done).toMatchObject({ counts: { CREATED: 1, REJECTED: 1 } });
    },
  );

  it.each([
    ['equal', '12'],
    ['different', '13'],
  ])('91: names a unit that comes twice with %s values', async (_condition, second) => {
    const done = await imported(api, pakistan, file(line('12'), line(second)));
    const { body } = await call(api.url, `/api/v1/imports/${done.id}/rows?outcome=REJECTED`, {
      token: pakistan,
    });
    expect(body.data).toMatchObject([{ at: { row: 3 }, problems: [{ code: 'duplicate-row' }] }]);
    const { rows } = await api.database.admin.query(
      "select value::text from app.cell_revision where cell = 'VISITORS'",
    );
    expect(rows).toEqual([{ value: '12' }]);
  });

  it("92: refuses a coordinator's file for another partner like one for no partner", async () => {
    const notFound = { status: 404, code: 'not-found' };
    const answers = [
      await refused(api, notFound, () => upload(api, pakistan, file(line('12')), { partner: 'ET' })),
      await refused(api, notFound, () => upload(api, pakistan, file(line('12')), { partner: 'XX' })),
    ];
    expect(answers[0].body.detail).toBe(answers[1].body.detail);
  });

  it('92: names a unit that is not the partner’s', async () => {
    const done = await imported(api, pakistan, file(line('12'), `CTR-PK-NOWHERE,${OCTOBER},1,2`));
    const { body } = await call(api.url, `/api/v1/imports/${done.id}/rows?outcome=REJECTED`, {
      token: pakistan,
    });
    expect(body.data).toMatchObject([
      { given: 'CTR-PK-NOWHERE', at: { row: 3 }, problems: [{ code: 'unknown-unit' }] },
    ]);
  });

  it('36: refuses a file for another month than the sender said', async () => {
    await expectRefusedWhole(file(line('12')), 'period-mismatch', { period: 'GREGORIAN_MONTH:2026-09' });
  });

  it.each([
    ['37', 'that is not open yet', 'GREGORIAN_MONTH:2026-12', 'period-not-open'],
    ['37', 'before the unit reported', 'GREGORIAN_MONTH:2020-01', 'period-not-open'],
  ])('%s: refuses a month %s', async (_row, _condition, period, code) => {
    const done = await imported(api, pakistan, csvMonth([{ unit: UNIT, period }]));
    expect(done).toMatchObject({ state: 'FAILED', reports: [{ outcome: 'REJECTED', problem: { code } }] });
    expect(await left()).toMatchObject({ submissions: 0, cells: 0 });
  });

  it.each([
    ['that does not exist', 'NO-SUCH'],
    ['of another partner', 'ET-CSV'],
  ])('refuses a layout %s and names those that exist', async (_condition, profile) => {
    const code = 'template-not-recognised';
    const { body } = await refused(api, { status: 422, code }, () =>
      upload(api, pakistan, file(line('12')), { profile }),
    );
    expect(body.errors).toMatchObject([{ pointer: '/profile', params: { known: expect.any(Array) } }]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an unknown field', { isApproved: 'true' }, 'unknown-member'],
    ['a mode that does not exist', { mode: 'FORCE' }, 'validation-failed'],
    ['an atomicity that does not exist', { atomicity: 'NONE' }, 'validation-failed'],
    ['a partner in small letters', { partner: 'pk' }, 'unknown-country'],
    ['a partner with a hidden character', { partner: 'P\u200bK' }, 'unknown-country'],
    ['no month', { period: '2026-13' }, 'invalid-period'],
    ['the word today for a month', { period: 'today' }, 'invalid-period'],
  ])('refuses an upload with %s', async (_condition, fields, code) => {
    await refused(api, { status: 422, code }, () => upload(api, pakistan, file(line('12')), fields));
  });

  it.each([
    'x.php',
    '../../etc/passwd.csv',
    `${'n'.repeat(500)}.csv`,
    '\u202egpj.csv',
    'NUL.csv',
    "'; drop table import; --.csv",
  ])('93: takes the name %j for data and nothing else', async (name) => {
    const done = await imported(api, pakistan, file(line('12')), {}, name);
    expect(done.state).toBe('SUCCEEDED');
    const { rows } = await api.database.admin.query(
      'select length(f.name) <= 255 as short from app.import_file f join app.import i on i.file_id = f.id where i.id = $1',
      [done.id],
    );
    expect(rows).toEqual([{ short: true }]);
  });

  it('94: answers 200 with the earlier import for the very same file', async () => {
    const first = await imported(api, pakistan, file(line('12')));
    const again = await upload(api, pakistan, file(line('12')));
    expect([again.status, again.body.id]).toEqual([200, first.id]);
  });

  it('95: lists the first 1,000 faults and counts all of them', async () => {
    const columns = Object.keys(CORE_CELLS);
    const units = Array.from({ length: 2_000 }, (_, n) => `CTR-PK-N${n}`);
    const done = await imported(
      api,
      pakistan,
      csvMonth(
        units.map((unit) => ({ unit })),
        columns,
      ),
    );
    expect(done.problemsTotal).toBe(2_000);
    expect(done.counts).toEqual({ REJECTED: 1_000 });
  });
});
