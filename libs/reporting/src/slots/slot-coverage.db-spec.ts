import { programContext, SettableClock, Transactions } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { call } from '../../../../test/support/client.js';
import { addScopes, signedIn } from '../../../../test/support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../../../test/support/reporting.js';
import { eventually } from '../../../../test/support/worker.js';
import { SlotCoverageService } from './slot-coverage.service.js';

const NOW = '2026-11-05T08:00:00.000Z';
const UNIT = 'CTR-PK-S1';
const WAITING =
  "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

describe(SlotCoverageService.name, () => {
  let api: TestApi;
  let coordinator: string;

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-A', reportsFrom: '2026-09-01' });
    await generateSlots(api, 'ET');
    await query("update app.assignment set valid_until = valid_from where partner = 'ET'");
    await addScopes(api.database, 'PK');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    (api.clock as SettableClock).set(NOW);
    await addReportingUnit(api, { partner: 'PK', unit: UNIT, reportsFrom: '2026-09-01' });
    await generateSlots(api, 'PK');
  });
  afterEach(async () => {
    for (const table of [
      'cell_revision',
      'submission',
      'report_slot',
      'assignment',
      'unit_status_interval',
      'unit',
    ])
      await query(`delete from app.${table} where partner = 'PK'`);
  });

  const query = (sql: string, values: unknown[] = []) => api.database.admin.query(sql, values);
  const cancelUncovered = (scopes = ['PK'], partner = 'PK') => {
    const ctx = programContext('SCHEDULER', 'test', scopes, 'test');
    const coverage = api.app.get(SlotCoverageService);
    return api.app.get(Transactions).run(ctx, (tx) => coverage.cancelUncovered(tx, partner));
  };
  const cancelled = async (partner = 'PK') => {
    const { rows } = await query(
      'select aligned_to as month, cancel_reason as reason from app.report_slot where partner = $1 and cancelled_at is not null order by 1',
      [partner],
    );
    return rows.map(({ month, reason }) => `${month} ${reason}`);
  };
  const endAssignment = (day: string | null) =>
    query("update app.assignment set valid_until = $1 where partner = 'PK'", [day]);
  const closeUnit = (day: string) =>
    query(
      "update app.unit_status_interval set until_earliest = $1, until_latest = $1, until_precision = 'DAY' where partner = 'PK'",
      [day],
    );
  async function openDraft(month: string): Promise<string> {
    const { rows } = await query("select id from app.report_slot where partner = 'PK' and aligned_to = $1", [
      month,
    ]);
    const path = `/api/v1/report-slots/${rows[0].id}/submissions`;
    return (await call(api.url, path, { method: 'POST', token: coordinator })).body.id;
  }
  const enter = (submission: string) =>
    call(api.url, `/api/v1/submissions/${submission}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body: { cells: [{ cell: 'VISITORS', baseRev: 0, value: '5' }] },
    });

  it('cancels nothing that is covered', async () => {
    expect(await cancelUncovered()).toEqual({ cancelled: 0, restored: 0 });
    expect(await cancelled()).toEqual([]);
  });

  it('cancels what begins after the end of the assignment', async () => {
    await endAssignment('2026-12-01');
    expect(await cancelUncovered()).toEqual({ cancelled: 3, restored: 0 });
    expect(await cancelled()).toEqual([
      '2026-12 NO_ASSIGNMENT',
      '2027-01 NO_ASSIGNMENT',
      '2027-02 NO_ASSIGNMENT',
    ]);
  });

  it('cancels the months in which the centre did not work, not the one in which it closed', async () => {
    await closeUnit('2026-12-02');
    expect(await cancelUncovered()).toEqual({ cancelled: 2, restored: 0 });
    expect(await cancelled()).toEqual(['2027-01 CENTRE_NOT_OPERATING', '2027-02 CENTRE_NOT_OPERATING']);
  });

  it('changes nothing when it runs again, and nothing twice when two run together', async () => {
    await endAssignment('2026-12-01');
    const outcomes = await Promise.all([cancelUncovered(), cancelUncovered(), cancelUncovered()]);
    expect(outcomes.reduce((sum, outcome) => sum + outcome.cancelled, 0)).toBe(3);
    expect(await cancelUncovered()).toEqual({ cancelled: 0, restored: 0 });
    const { rows } = await query(
      "select count(*)::int as n from app.audit_event where action = 'slot.cancel' and entity_id in (select id::text from app.report_slot where partner = 'PK')",
    );
    expect(rows).toEqual([{ n: 3 }]);
  });

  it('keeps what somebody began to fill in', async () => {
    await enter(await openDraft('2026-10'));
    await endAssignment('2026-10-01');
    await cancelUncovered();
    expect(await cancelled()).not.toContain('2026-10 NO_ASSIGNMENT');
    expect(await cancelled()).toContain('2026-11 NO_ASSIGNMENT');
  });

  it('cancels a report whose draft is empty', async () => {
    await openDraft('2026-10');
    await endAssignment('2026-10-01');
    await cancelUncovered();
    expect(await cancelled()).toContain('2026-10 NO_ASSIGNMENT');
  });

  it('lets an entry that is under way win', async () => {
    const draft = await openDraft('2026-10');
    await endAssignment('2026-10-01');
    const writer = await api.database.admin.connect();
    await writer.query('begin');
    await writer.query(
      "select 1 from app.report_slot where partner = 'PK' and aligned_to = '2026-10' for update",
    );
    const cancelling = cancelUncovered();
    await eventually(async () => (await query(WAITING)).rowCount);
    await writer.query(
      `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, source, entered_by, entered_at)
       values ('PK', $1, 'VISITORS', 1, 'NUMBER', 5, 'MANUAL', 'somebody', now())`,
      [draft],
    );
    await writer.query('commit');
    writer.release();
    await cancelling;
    expect(await cancelled()).not.toContain('2026-10 NO_ASSIGNMENT');
  });

  it('expects again what it had cancelled when it is covered after all', async () => {
    await endAssignment('2026-12-01');
    await cancelUncovered();
    await endAssignment(null);
    expect(await cancelUncovered()).toEqual({ cancelled: 0, restored: 3 });
    expect(await cancelled()).toEqual([]);
  });

  it.each([null, '2026-09-01'])(
    'leaves alone what was cancelled otherwise, with an assignment until %s',
    async (day) => {
      await query(
        "update app.report_slot set cancelled_at = now(), rev = 7 where partner = 'PK' and aligned_to = '2026-10'",
      );
      await endAssignment(day);
      await cancelUncovered();
      const { rows } = await query(
        "select cancel_reason, rev from app.report_slot where partner = 'PK' and aligned_to = '2026-10'",
      );
      expect(rows).toEqual([{ cancel_reason: null, rev: 7 }]);
    },
  );

  it('goes by the clock that it is given', async () => {
    (api.clock as SettableClock).set('2026-11-30T19:00:00.000Z');
    await endAssignment('2027-02-01');
    await cancelUncovered();
    const { rows } = await query(
      "select cancelled_at as at from app.report_slot where partner = 'PK' and cancelled_at is not null",
    );
    expect(rows).toEqual([{ at: new Date('2026-11-30T19:00:00.000Z') }]);
  });

  it('leaves an audit record with the reason', async () => {
    await endAssignment('2027-02-01');
    await cancelUncovered();
    const { rows } = await query(
      `select a.action, a.after from app.audit_event a join app.report_slot s on s.id::text = a.entity_id
        where s.partner = 'PK' and a.action like 'slot.%' and s.aligned_to = '2027-02'`,
    );
    expect(rows).toEqual([{ action: 'slot.cancel', after: { reason: 'NO_ASSIGNMENT' } }]);
  });

  it('touches no slot of a partner out of scope', async () => {
    expect(await cancelUncovered(['PK'], 'ET')).toEqual({ cancelled: 0, restored: 0 });
    expect(await cancelled('ET')).toEqual([]);
    expect((await cancelUncovered(['ET'], 'ET')).cancelled).toBeGreaterThan(0);
  });
});
