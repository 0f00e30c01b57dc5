import type { INestApplicationContext } from '@nestjs/common';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { csvMonth, finishedImport, imported, upload } from '../../support/imports.js';
import { addScopes, signedIn } from '../../support/people.js';
import {
  addReportingUnit,
  CORE_CELLS,
  generateSlots,
  loadReferenceData,
  slotOf,
} from '../../support/reporting.js';
import { startWorker } from '../../support/worker.js';

const OCTOBER = '2026-10';

describe('imports of a month by file', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;
  let units = 0;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-0' });
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  async function newUnits(count: number): Promise<string[]> {
    const added = Array.from({ length: count }, () => `CTR-PK-I${(units += 1)}`);
    for (const unit of added) await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    return added;
  }

  const get = (path: string) => call(api.url, `/api/v1${path}`, { token: coordinator });
  const commit = (id: string, rev: number) =>
    call(api.url, `/api/v1/imports/${id}/commit`, {
      method: 'POST',
      token: coordinator,
      headers: { 'if-match': `"r${rev}"` },
    });
  const save = (submission: string, cell: string, value: string, baseRev: number) =>
    call(api.url, `/api/v1/submissions/${submission}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body: { cells: [{ cell, baseRev, value }] },
    });
  async function draftOf(unit: string): Promise<string> {
    const slot = await slotOf(api, coordinator, unit, OCTOBER);
    const draft = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token: coordinator,
    });
    return draft.body.id as string;
  }
  async function storedCells(unit: string): Promise<Record<string, string>> {
    const { rows } = await api.database.admin.query(
      `select c.cell, c.value::text from app.cell_revision c join app.submission b on b.id = c.submission_id
        join app.report_slot s on s.id = b.slot_id where s.unit = $1 and c.is_current and c.value is not null`,
      [unit],
    );
    return Object.fromEntries(rows.map(({ cell, value }) => [cell, value]));
  }
  const lock = (unit: string) =>
    api.database.admin.query(
      `update app.submission b set state = 'SUBMITTED' from app.report_slot s where s.id = b.slot_id and s.unit = $1`,
      [unit],
    );

  it('compares without writing, then fills on commit', async () => {
    const [unit] = await newUnits(1);
    const compared = await imported(api, coordinator, csvMonth([{ unit }]), { mode: 'VALIDATE' });
    expect(compared).toMatchObject({ state: 'VALIDATED', counts: { NEW: 8 }, reports: [] });
    expect(await storedCells(unit)).toEqual({});
    expect((await commit(compared.id, compared.rev)).status).toBe(202);
    const filled = await finishedImport(api, coordinator, compared.id);
    expect(filled).toMatchObject({
      state: 'SUCCEEDED',
      counts: { CREATED: 8 },
      reports: [{ unit, outcome: 'FILLED', problem: null }],
    });
    expect(await storedCells(unit)).toEqual(CORE_CELLS);
  });

  it('refuses a commit without the revision that was read, and a second one', async () => {
    const [unit] = await newUnits(1);
    const compared = await imported(api, coordinator, csvMonth([{ unit }]), { mode: 'VALIDATE' });
    const stale = await commit(compared.id, compared.rev + 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'precondition-failed']);
    await commit(compared.id, compared.rev);
    const filled = await finishedImport(api, coordinator, compared.id);
    const again = await commit(compared.id, filled.rev);
    expect([again.status, again.body.code]).toEqual([409, 'invalid-transition']);
  });

  it('keeps what a person typed after the comparison and says that it is stale', async () => {
    const [unit] = await newUnits(1);
    const draft = await draftOf(unit);
    await save(draft, 'VISITORS', '900', 0);
    const compared = await imported(api, coordinator, csvMonth([{ unit }]), { mode: 'VALIDATE' });
    expect(compared.counts).toEqual({ NEW: 7, CHANGED: 1 });
    await save(draft, 'VISITORS', '901', 1);
    await commit(compared.id, compared.rev);
    const done = await finishedImport(api, coordinator, compared.id);
    expect(done).toMatchObject({
      state: 'FAILED',
      reports: [{ unit, outcome: 'REJECTED', problem: { code: 'stale-validation' } }],
    });
    expect(await storedCells(unit)).toEqual({ VISITORS: '901' });
  });

  it('takes a cell over that a person filled with the same number in the meantime', async () => {
    const [unit] = await newUnits(1);
    const draft = await draftOf(unit);
    const compared = await imported(api, coordinator, csvMonth([{ unit }]), { mode: 'VALIDATE' });
    await save(draft, 'VISITORS', CORE_CELLS.VISITORS, 0);
    await commit(compared.id, compared.rev);
    expect(await finishedImport(api, coordinator, compared.id)).toMatchObject({
      state: 'SUCCEEDED',
      counts: { CREATED: 7, UNCHANGED: 1 },
    });
  });

  it('fills the free reports and names the locked one', async () => {
    const [free, locked] = await newUnits(2);
    await draftOf(locked);
    await lock(locked);
    const done = await imported(api, coordinator, csvMonth([{ unit: free }, { unit: locked }]));
    expect(done).toMatchObject({ state: 'PARTIALLY_SUCCEEDED', counts: { CREATED: 8, SKIPPED: 8 } });
    expect(done.reports.map((report: any) => [report.unit, report.outcome, report.problem?.code])).toEqual([
      [free, 'FILLED', undefined],
      [locked, 'REJECTED', 'locked'],
    ]);
    expect([await storedCells(free), await storedCells(locked)]).toEqual([CORE_CELLS, {}]);
  });

  it('writes nothing at all with atomicity ALL and one locked report, and lets the next file in', async () => {
    const [free, locked] = await newUnits(2);
    await draftOf(locked);
    await lock(locked);
    const file = csvMonth([{ unit: free }, { unit: locked }]);
    const done = await imported(api, coordinator, file, { atomicity: 'ALL' });
    expect(done).toMatchObject({
      state: 'FAILED',
      problem: { code: 'locked' },
      counts: { SKIPPED: 16 },
      reports: [],
    });
    expect([await storedCells(free), await storedCells(locked)]).toEqual([{}, {}]);
    expect((await slotOf(api, coordinator, free, OCTOBER)).submission).toBeNull();
    const next = await imported(api, coordinator, csvMonth([{ unit: free }]));
    expect(next.state).toBe('SUCCEEDED');
  });

  it('takes the sound cells and names the wrong one by row and column', async () => {
    const [first, second] = await newUnits(2);
    const done = await imported(
      api,
      coordinator,
      csvMonth([{ unit: first }, { unit: second, cells: { VISITORS: '12a' } }]),
    );
    expect(done).toMatchObject({
      state: 'PARTIALLY_SUCCEEDED',
      problemsTotal: 1,
      counts: { CREATED: 15, REJECTED: 1 },
    });
    const { body } = await get(`/imports/${done.id}/rows?outcome=REJECTED`);
    expect(body.data).toMatchObject([
      {
        row: 16,
        given: '12a',
        at: { row: 3, column: 'C', header: 'VISITORS' },
        outcome: 'REJECTED',
        problems: [{ code: 'invalid-number', severity: 'BLOCK' }],
      },
    ]);
    expect(await storedCells(second)).not.toHaveProperty('VISITORS');
  });

  it('answers 200 with the earlier import for the very same bytes, and writes nothing twice', async () => {
    const [unit] = await newUnits(1);
    const file = csvMonth([{ unit }]);
    const first = await imported(api, coordinator, file);
    const again = await upload(api, coordinator, file);
    expect([again.status, again.body.id]).toEqual([200, first.id]);
  });

  it('shows the import of another partner to nobody else', async () => {
    const [unit] = await newUnits(1);
    const { id } = await imported(api, coordinator, csvMonth([{ unit }]));
    await addScopes(api.database, 'ET');
    const foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    const paths = [`/imports/${id}`, `/imports/${id}/rows`];
    const answers = await Promise.all(
      paths.map((path) => call(api.url, `/api/v1${path}`, { token: foreign })),
    );
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'not-found'],
      [404, 'not-found'],
    ]);
  });
});
