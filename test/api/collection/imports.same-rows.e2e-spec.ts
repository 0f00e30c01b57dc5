import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { csvMonth, finishedImport, imported, upload } from '../../support/imports.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { startWorker } from '../../support/worker.js';
import { download, filledIn } from '../../support/workbooks.js';

/** Goal C3 asks for 10,000 a night; each push of a change tries a hundred. */
const REPORTS = Number(process.env.ASAN_TEST_C3_REPORTS ?? 100);
const REPORTS_PER_FILE = 25;
const RUNS = Math.ceil(REPORTS / REPORTS_PER_FILE);
const OCTOBER = 'GREGORIAN_MONTH:2026-10';
const WAYS = ['FORM', 'JSON', 'CSV', 'XLSX'] as const;
type Way = (typeof WAYS)[number];

const WHOLE = ['VISITORS', 'SERVICES_RENDERED', 'SURVEY_ANSWERS', 'OPEN_DAYS', 'TICKETS_ISSUED'];
const DECIMAL = ['WAIT_MINUTES_MEAN', 'SERVICE_MINUTES_MEAN'];
const CSV_MARKS: Record<string, string> = { NOT_APPLICABLE: 'NA', NOT_COLLECTED: 'NC' };
/** A workbook offers fewer kinds than a file of the platform's own CSV. */
const SHEET_WORDS: Record<string, string> = { NOT_APPLICABLE: 'Not applicable' };

/** What a report says about one cell: a number as text, a kind instead of one, or nothing. */
type Said = { value: string } | { kind: string } | null;
type Report = Record<string, Said>;

const whole = fc.bigInt({ min: 0n, max: 999_999_999_999_999n }).map(String);
const decimal = fc
  .tuple(whole, fc.stringMatching(/^[0-9]{1,6}$/))
  .map(([before, after]) => `${before}.${after}`);
const said = (number: fc.Arbitrary<string>, kinds: readonly string[]): fc.Arbitrary<Said> =>
  fc.oneof(
    { weight: 6, arbitrary: number.map((value) => ({ value })) },
    { weight: 1, arbitrary: fc.constantFrom(...kinds).map((kind) => ({ kind })) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
/** A report with no cell at all is none; the number of visitors is always there. */
const reportWith = (kinds: readonly string[]): fc.Arbitrary<Report> =>
  fc.record({
    ...Object.fromEntries(WHOLE.map((cell) => [cell, said(whole, kinds)])),
    ...Object.fromEntries(DECIMAL.map((cell) => [cell, said(fc.oneof(whole, decimal), kinds)])),
    VISITORS: whole.map((value): Said => ({ value })),
  });
/** The first report of a file goes by workbook as well. */
const fileful: fc.Arbitrary<Report[]> = fc
  .tuple(
    reportWith(Object.keys(SHEET_WORDS)),
    fc.array(reportWith(Object.keys(CSV_MARKS)), {
      minLength: REPORTS_PER_FILE - 1,
      maxLength: REPORTS_PER_FILE - 1,
    }),
  )
  .map(([first, others]) => [first, ...others]);

describe('the same month by form, JSON, CSV and workbook', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;
  let feed: string;
  let slots: Map<string, string>;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    for (let run = 0; run < RUNS; run += 1) {
      for (const way of WAYS) {
        for (const unit of unitsOf(run, way))
          await addReportingUnit(api, { partner: 'PK', unit, reportsFrom: '2026-10-01' });
      }
    }
    await generateSlots(api, 'PK');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    feed = await feedKey();
    const { rows } = await api.database.admin.query(
      'select unit, id from app.report_slot where period_id = $1',
      [OCTOBER],
    );
    slots = new Map(rows.map(({ unit, id }) => [unit, id]));
  }, 120_000);
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  /** Workbooks are made and read one by one, so one of each file's reports goes that way. */
  function unitsOf(run: number, way: Way): string[] {
    const count = way === 'XLSX' ? 1 : REPORTS_PER_FILE;
    return Array.from({ length: count }, (_, n) => `CTR-PK-${way}-${run}-${n}`);
  }

  async function feedKey(): Promise<string> {
    const admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const post = (path: string, body: object) =>
      call(api.url, `/api/v1/service-clients${path}`, { method: 'POST', token: admin, body });
    const client = await post('', {
      partner: 'PK',
      code: 'C3',
      name: 'Pushing system',
      scopes: ['feed:write'],
    });
    return (await post(`/${client.body.id}/keys`, {})).body.key;
  }

  const filled = (given: Report) =>
    Object.entries(given).flatMap(([cell, is]) => (is ? [{ cell, ...is }] : []));

  async function byForm(unit: string, given: Report): Promise<void> {
    const open = `/api/v1/report-slots/${slots.get(unit)}/submissions`;
    const draft = await call(api.url, open, { method: 'POST', token: coordinator });
    const body = { cells: filled(given).map((cell) => ({ ...cell, baseRev: 0 })) };
    const path = `/api/v1/submissions/${draft.body.id}/cells`;
    const saved = await call(api.url, path, { method: 'PATCH', token: coordinator, body });
    expect(saved.status).toBe(200);
  }

  async function byJson(units: readonly string[], reports: readonly Report[]): Promise<void> {
    const rows = reports.flatMap((given, n) =>
      filled(given).map(({ cell, ...is }) => ({ unit: units[n], indicator: cell, ...is })),
    );
    const body = { period: OCTOBER, source: 'C3', rows };
    const pushed = await call(api.url, '/api/v1/feeds/report-values', { method: 'POST', token: feed, body });
    expect(pushed.status).toBe(202);
    expect(await finishedImport(api, coordinator, pushed.body.id)).toMatchObject({ state: 'SUCCEEDED' });
  }

  async function byCsv(units: readonly string[], reports: readonly Report[]): Promise<void> {
    const textOf = (is: Said) => (is === null ? '' : 'value' in is ? is.value : CSV_MARKS[is.kind]!);
    const lines = reports.map((given, n) => ({
      unit: units[n]!,
      cells: Object.fromEntries(Object.entries(given).map(([cell, is]) => [cell, textOf(is)])),
    }));
    const done = await imported(api, coordinator, csvMonth(lines, [...WHOLE, ...DECIMAL]));
    expect(done).toMatchObject({ state: 'SUCCEEDED' });
  }

  async function byWorkbook(unit: string, given: Report): Promise<void> {
    const path = `/api/v1/report-slots/${slots.get(unit)}/template.xlsx?lang=en`;
    const { content } = await download(api, coordinator, path);
    const lines = Object.fromEntries(
      filled(given).map(({ cell, ...is }) => [
        cell,
        'value' in is ? { figure: is.value } : { kind: SHEET_WORDS[is.kind] },
      ]),
    );
    const answer = await upload(
      api,
      coordinator,
      await filledIn(content, lines),
      { profile: undefined },
      'month.xlsx',
    );
    expect(answer.status).toBe(202);
    expect(await finishedImport(api, coordinator, answer.body.id)).toMatchObject({ state: 'VALIDATED' });
    const { body, headers } = await call(api.url, `/api/v1/imports/${answer.body.id}`, {
      token: coordinator,
    });
    const ifMatch = headers.get('etag') ?? `"r${body.rev}"`;
    const commit = `/api/v1/imports/${answer.body.id}/commit`;
    await call(api.url, commit, { method: 'POST', token: coordinator, headers: { 'if-match': ifMatch } });
    expect(await finishedImport(api, coordinator, answer.body.id)).toMatchObject({ state: 'SUCCEEDED' });
  }

  /** The stored cells of a unit's report as the database holds them, decimals with every digit. */
  async function rowsOf(unit: string): Promise<object[]> {
    const { rows } = await api.database.admin.query(
      `select c.cell, c.kind, c.value::text, c.rev, c.reason, c.explanation, c.draft_text from app.cell_revision c
         join app.submission b on b.id = c.submission_id where b.slot_id = $1 order by c.cell`,
      [slots.get(unit)],
    );
    return rows;
  }

  it(`gives identical rows for ${REPORTS} random reports`, async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fileful, async (reports) => {
        const units = Object.fromEntries(WAYS.map((way) => [way, unitsOf(run, way)])) as Record<
          Way,
          string[]
        >;
        run += 1;
        for (const [n, given] of reports.entries()) await byForm(units.FORM[n]!, given);
        await byJson(units.JSON, reports);
        await byCsv(units.CSV, reports);
        await byWorkbook(units.XLSX[0]!, reports[0]!);
        for (const [n, given] of reports.entries()) {
          const typed = await rowsOf(units.FORM[n]!);
          expect(typed).toHaveLength(filled(given).length);
          expect(await rowsOf(units.JSON[n]!)).toEqual(typed);
          expect(await rowsOf(units.CSV[n]!)).toEqual(typed);
        }
        expect(await rowsOf(units.XLSX[0]!)).toEqual(await rowsOf(units.FORM[0]!));
      }),
      // Units are used up by each run, so a failure is shown as it was found.
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 3_600_000);
});
