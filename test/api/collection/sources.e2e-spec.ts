import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectorsService, ReconcilePartner, SourceWatch } from '#collection';
import { programContext, projectRoot, type SettableClock } from '#platform';
import { PullSource } from '../../../libs/collection/src/sources/pull-source.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { startFakePartner, type FakePartner, type PartnerAnswer } from '../../support/fake-partner.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';

const MONTH = '2026-10';
const NOW = '2026-11-03T08:00:00Z';
const GOOD = JSON.parse(
  readFileSync(join(projectRoot(), 'config', 'samples', 'pakistan-endpoint.json'), 'utf8'),
) as { generatedAt?: string; centres: Array<{ footfall: { visitors: number } }> };

/** The good month with another number of visitors, made at an instant. */
function month(visitors: number, generatedAt?: string): string {
  const report = structuredClone(GOOD);
  report.centres[0].footfall.visitors = visitors;
  if (generatedAt !== undefined) report.generatedAt = generatedAt;
  return JSON.stringify(report);
}

describe('a source over time', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let partner: FakePartner;
  let answer: ReturnType<PartnerAnswer>;
  let connector: string;
  let desk: string;

  beforeAll(() => ensureParserIsBuilt());
  beforeEach(async () => {
    partner = await startFakePartner(() => answer);
    const environment = { EGRESS_ALLOW: partner.host };
    api = await startApi({ now: NOW, environment });
    worker = await startWorker(api, environment);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'PK');
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
    const input = {
      partner: 'PK',
      code: 'PK-API',
      profile: 'PK-REST',
      url: `${partner.url}/kpi`,
      token: null,
    };
    connector = (await api.app.get(ConnectorsService).register(ctx(), input)).id;
  }, 60_000);
  afterEach(async () => {
    await partner?.close();
    await worker?.close();
    await api?.close();
  });

  const ctx = () => programContext('OPERATOR', 'test', ['PK'], 'test');
  const watch = () => worker.get(SourceWatch).check(ctx(), 'PK');
  /** Moves the clock, and signs in anew: a session does not last for days. */
  async function setNow(now: string): Promise<void> {
    (api.clock as SettableClock).set(now);
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
  }
  const runs = async () =>
    (await call(api.url, `/api/v1/connectors/${connector}/runs`, { token: desk })).body.data as any[];
  const findings = async (query = '') =>
    (await call(api.url, `/api/v1/source-findings?partner=PK${query}`, { token: desk })).body.data as any[];
  const state = async () => (await call(api.url, `/api/v1/connectors/${connector}`, { token: desk })).body;
  const visitors = async () => {
    const { rows } = await api.database.admin.query(
      "select value from app.cell_revision where cell = 'VISITORS' order by rev desc limit 1",
    );
    return rows[0]?.value === undefined ? undefined : Number(rows[0].value);
  };

  /** Asks once, and waits until what came of it is dealt with; answers the newest line of the log. */
  async function pull(given: ReturnType<PartnerAnswer>): Promise<any> {
    answer = given;
    const jobId = randomUUID();
    await api.database.admin.query(
      `insert into app.job (id, partner, type, subject_id, state, unit, created_by, created_at, queue, job_name)
       values ($1, 'PK', $2, $3, 'QUEUED', 'reports', 'test', $4, 'collection', 'pull-source')`,
      [jobId, `PULL ${MONTH}`, connector, api.clock.instant()],
    );
    await worker.get(PullSource).run({ id: connector, jobId, scope: 'PK' });
    await eventually(async () => {
      const { rows } = await api.database.admin.query('select 1 from app.import where finished_at is null');
      return rows.length === 0;
    });
    return (await runs())[0];
  }

  it('asks only for what changed since, and takes nothing in when nothing did', async () => {
    const headers = { etag: '"v1"', 'last-modified': 'Tue, 03 Nov 2026 06:00:00 GMT' };
    expect(await pull({ body: month(1000), headers })).toMatchObject({ status: 'TAKEN' });
    expect(await pull({ status: 304 })).toMatchObject({ status: 'UNCHANGED', import: null });
    expect(partner.requests[1]).toMatchObject({ etag: '"v1"', since: 'Tue, 03 Nov 2026 06:00:00 GMT' });
  });

  it('asks for the whole again after an import that failed', async () => {
    const headers = { etag: '"v1"' };
    await pull({ body: month(1000).replace('"2026-10"', '"2026-09"'), headers });
    await pull({ body: month(1000), headers });
    expect(partner.requests[1].etag).toBeUndefined();
    expect(await visitors()).toBe(1000);
  });

  it('recognises the same month when it comes again', async () => {
    const first = await pull({ body: month(1000) });
    expect(await pull({ body: month(1000) })).toMatchObject({ status: 'REPEATED', import: first.import });
  });

  it('takes a newer report of the same month', async () => {
    await pull({ body: month(1000), headers: { 'last-modified': 'Tue, 03 Nov 2026 06:00:00 GMT' } });
    await pull({ body: month(1010), headers: { 'last-modified': 'Tue, 03 Nov 2026 07:00:00 GMT' } });
    expect(await visitors()).toBe(1010);
  });

  it('leaves an older report alone', async () => {
    await pull({ body: month(1010), headers: { 'last-modified': 'Tue, 03 Nov 2026 07:00:00 GMT' } });
    const late = await pull({
      body: month(1000),
      headers: { 'last-modified': 'Tue, 03 Nov 2026 06:00:00 GMT' },
    });
    expect([late.status, await visitors()]).toEqual(['STALE', 1010]);
  });

  it('opens the circuit after five failures in a row, and asks nothing while it is open', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await pull({ status: 500, body: '{}' });
    expect((await state()).breaker).toMatchObject({ state: 'OPEN', failures: 5 });
    const asked = partner.requests.length;
    await pull({ body: month(1000) });
    expect(partner.requests).toHaveLength(asked);
  });

  it('closes it again when the probe after the wait succeeds', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await pull({ status: 500, body: '{}' });
    await setNow('2026-11-03T10:00:00Z');
    expect(await pull({ body: month(1000) })).toMatchObject({ status: 'TAKEN' });
    expect((await state()).breaker).toEqual({ state: 'CLOSED', failures: 0, retryAt: null });
  });

  it('is not asked by the round while it waits after a failure', async () => {
    await pull({ status: 503, body: '{}', headers: { 'retry-after': '7200' } });
    await setNow('2026-11-03T09:30:00Z');
    expect((await worker.get(ReconcilePartner).run('PK')).pullsOrdered).toBe(0);
    await setNow('2026-11-03T10:01:00Z');
    expect((await worker.get(ReconcilePartner).run('PK')).pullsOrdered).toBe(1);
  });

  it('is not asked by the round outside its hours', async () => {
    await api.database.admin.query("update app.connector set hours = '{18}'");
    expect((await worker.get(ReconcilePartner).run('PK')).pullsOrdered).toBe(0);
    await setNow('2026-11-03T13:10:00Z');
    expect((await worker.get(ReconcilePartner).run('PK')).pullsOrdered).toBe(1);
  });

  it('keeps what a person entered, and reports both values', async () => {
    await pull({ body: month(1000) });
    await api.database.admin.query("update app.cell_revision set source = 'FORM' where cell = 'VISITORS'");
    const run = await pull({ body: month(2000) });
    expect(await visitors()).toBe(1000);
    const { body } = await call(api.url, `/api/v1/imports/${run.import}/rows?outcome=SKIPPED`, {
      token: desk,
    });
    expect(body.data).toMatchObject([
      { cell: 'VISITORS', value: '2000', was: { value: '1000' }, problems: [{ code: 'human-value-kept' }] },
    ]);
  });

  describe('the watch', () => {
    it('finds nothing while there is still time', async () => {
      expect(await watch()).toEqual({ opened: 0, closed: 0 });
    });

    it('finds a source quiet before the deadline, once', async () => {
      const { rows } = await api.database.admin.query('select min(due_at) as due from app.report_slot');
      await setNow(new Date(rows[0].due.getTime() - 36 * 3_600_000).toISOString());
      expect(await watch()).toEqual({ opened: 1, closed: 0 });
      expect(await watch()).toEqual({ opened: 0, closed: 0 });
      const [finding] = await findings();
      expect(finding).toMatchObject({ kind: 'QUIET', name: 'PK-API', month: MONTH, closedAt: null });
      expect(Date.parse(finding.openedAt)).toBeLessThan(Date.parse(finding.dueAt));
    });

    it('closes it when the month arrives', async () => {
      const { rows } = await api.database.admin.query('select min(due_at) as due from app.report_slot');
      await setNow(new Date(rows[0].due.getTime() - 36 * 3_600_000).toISOString());
      await watch();
      await pull({ body: month(1000) });
      expect(await watch()).toEqual({ opened: 0, closed: 1 });
      expect(await findings()).toEqual([]);
      expect(await findings('&open=false')).toHaveLength(1);
    });

    it('finds that a source changed its shape, with the members that are new', async () => {
      await pull({ body: month(1000).replace('"centres"', '"mood":"good","centres"') });
      expect(await watch()).toEqual({ opened: 1, closed: 0 });
      expect(await findings()).toMatchObject([
        { kind: 'SHAPE_CHANGED', name: 'PK-API', code: 'header-unknown', fields: ['mood'], month: MONTH },
      ]);
    });

    it('closes that with the next good month', async () => {
      await pull({ body: month(1000).replace('"centres"', '"mood":"good","centres"') });
      await watch();
      await setNow('2026-11-03T09:00:00Z');
      await pull({ body: month(1000) });
      expect(await watch()).toEqual({ opened: 0, closed: 1 });
    });

    it('is part of the hourly round', async () => {
      const { rows } = await api.database.admin.query('select min(due_at) as due from app.report_slot');
      await setNow(new Date(rows[0].due.getTime() - 36 * 3_600_000).toISOString());
      await worker.get(ReconcilePartner).run('PK');
      expect(await findings()).toHaveLength(1);
    });
  });
});
