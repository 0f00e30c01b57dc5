import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ConnectorsService, ReconcilePartner } from '#collection';
import { programContext } from '#platform';
import { startApi, type TestApi } from '../support/app.js';
import { call } from '../support/client.js';
import { startFakePartner, type FakePartner } from '../support/fake-partner.js';
import { signedIn } from '../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData, slotOf } from '../support/reporting.js';
import { eventually, startWorker } from '../support/worker.js';

const SAMPLES = join(import.meta.dirname, '..', '..', 'config', 'samples');
const sample = (name: string) => readFileSync(join(SAMPLES, name));
const expected = JSON.parse(sample('expected.json').toString()) as Record<
  string,
  {
    partner: string;
    scheme: string;
    period: string;
    units: Record<string, Record<string, string | { kind: string }>>;
  }
>;
const BACKENDS = ['postgres', 'redis'] as const;
const redisUrl = process.env.ASAN_TEST_REDIS;

describe.each(BACKENDS)('October 2026 from six countries, queue on %s', (backend) => {
  if (backend === 'redis' && !redisUrl) {
    it.skip('needs a redis-server', () => undefined);
    return;
  }

  let api: TestApi;
  let worker: INestApplicationContext;
  let partnerSystem: FakePartner;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    partnerSystem = await startFakePartner(() => ({ body: sample('pakistan-endpoint.json').toString() }));
    const queue: Record<string, string> = backend === 'redis' ? { REDIS_URL: `${redisUrl}/11` } : {};
    const environment = { ...queue, EGRESS_ALLOW: partnerSystem.host };
    api = await startApi({ now: '2026-11-22T08:00:00Z', environment });
    worker = await startWorker(api, environment);
    await loadReferenceData(api);
    for (const { partner, units } of Object.values(expected)) {
      for (const unit of Object.keys(units)) {
        const type = unit.startsWith('NET-') ? 'NETWORK' : unit.startsWith('REG-') ? 'REGION' : 'CENTRE';
        await addReportingUnit(api, {
          partner,
          unit,
          type,
          parent: type === 'NETWORK' || !units[`NET-${partner}`] ? undefined : `NET-${partner}`,
        });
      }
      await generateSlots(api, partner);
      tokens.set(partner, await signedIn(api, { role: 'COORDINATOR', scope: partner }));
    }
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
    await partnerSystem.close();
  });

  async function upload(partner: string, file: string, type: string): Promise<any> {
    const form = new FormData();
    form.set('partner', partner);
    form.set('file', new Blob([sample(file)], { type }), file);
    const answer = await fetch(`${api.url}/api/v1/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.get(partner)}` },
      body: form,
    });
    return { status: answer.status, body: await answer.json() };
  }

  const finished = (partner: string, id: string) =>
    eventually(async () => {
      const { body } = await call(api.url, `/api/v1/imports/${id}`, { token: tokens.get(partner) });
      return ['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED'].includes(body.state) && body;
    });

  async function collectedCells(
    partner: string,
    unit: string,
    period: string,
  ): Promise<Record<string, unknown>> {
    const slot = await slotOf(api, tokens.get(partner) ?? '', unit, period);
    const { body } = await call(api.url, `/api/v1/submissions/${slot.submission.id}`, {
      token: tokens.get(partner),
    });
    const filled = body.cells.filter((cell: any) => cell.kind !== 'MISSING');
    return Object.fromEntries(
      filled.map((cell: any) => [cell.cell, cell.kind === 'NUMBER' ? cell.value : { kind: cell.kind }]),
    );
  }

  async function expectCollected(file: string): Promise<void> {
    const { partner, scheme, period, units } = expected[file];
    for (const [unit, cells] of Object.entries(units)) {
      expect(await collectedCells(partner, unit, `${scheme}:${period}`)).toEqual(cells);
    }
  }

  it.each([
    ['ET', 'ethiopia-upload.csv', 'text/csv'],
    ['AF', 'afghanistan-workbook.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['ID', 'indonesia-export.csv', 'text/csv'],
    ['UG', 'uganda-dhis2.json', 'application/json'],
  ])('collects the file that %s uploads', async (partner, file, type) => {
    const received = await upload(partner, file, type);
    expect(received.status).toBe(202);
    const done = await finished(partner, received.body.id);
    expect(done).toMatchObject({ state: 'SUCCEEDED', problem: null });
    await expectCollected(file);
    const job = await call(api.url, `/api/v1/jobs/${done.job}`, { token: tokens.get(partner) });
    expect(job.body).toMatchObject({
      state: 'SUCCEEDED',
      progress: { unit: 'rows' },
      resultLinks: [`/api/v1/imports/${done.id}`, `/api/v1/imports/${done.id}/rows`],
    });
    expect(job.body.progress.done).toBe(job.body.progress.total);
  });

  it('collects what Uzbekistan pushes with its service client', async () => {
    const admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const body = { partner: 'UZ', code: 'DXM-MIS', name: 'National system', scopes: ['feed:write'] };
    const client = await call(api.url, '/api/v1/service-clients', { method: 'POST', token: admin, body });
    const { body: issued } = await call(api.url, `/api/v1/service-clients/${client.body.id}/keys`, {
      method: 'POST',
      token: admin,
      body: {},
    });
    const pushed = await call(api.url, '/api/v1/feeds/report-values', {
      method: 'POST',
      token: issued.key,
      body: JSON.parse(sample('uzbekistan-push.json').toString()),
    });
    expect(pushed.status).toBe(202);
    expect(await finished('UZ', pushed.body.id)).toMatchObject({ state: 'SUCCEEDED', channel: 'FEED' });
    await expectCollected('uzbekistan-push.json');
  });

  it("pulls Pakistan's month from the partner's system on the round, once", async () => {
    const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');
    const url = `${partnerSystem.url}/kpi?month={month}`;
    await api.app
      .get(ConnectorsService)
      .register(ctx, { partner: 'PK', code: 'PK-API', profile: 'PK-REST', url, token: 'partner-token' });
    await api.database.admin.query(
      `update app.report_slot set waived_at = now() where partner = 'PK' and aligned_to <> '2026-10'`,
    );
    const round = worker.get(ReconcilePartner);
    expect(await round.run('PK')).toMatchObject({ slotsAdded: 0, pullsOrdered: 1 });
    expect(await round.run('PK')).toMatchObject({ slotsAdded: 0, pullsOrdered: 0 });
    await eventually(
      async () =>
        (
          await api.database.admin.query(
            `select 1 from app.import where partner = 'PK' and state = 'SUCCEEDED'`,
          )
        ).rowCount,
    );
    await expectCollected('pakistan-endpoint.json');
    expect(partnerSystem.requests).toEqual([
      { path: '/kpi?month=2026-10', authorization: 'Bearer partner-token' },
    ]);
    const { rows } = await api.database.admin.query('select token_sealed from app.connector');
    expect(rows[0].token_sealed).not.toContain('partner-token');
  });

  it('answers 200 with the earlier import for the very same file', async () => {
    const again = await upload('ET', 'ethiopia-upload.csv', 'text/csv');
    expect(again.status).toBe(200);
    expect(again.body.state).toBe('SUCCEEDED');
  });

  it('keeps for every value the row of the file that it came from', async () => {
    const { rows } = await api.database.admin.query(
      `select c.value::text, c.source, c.source_ref->'at' as at from app.cell_revision c join app.submission b on b.id = c.submission_id
        join app.report_slot s on s.id = b.slot_id where s.unit = 'CTR-ET-HAW' and c.cell = 'VISITORS'`,
    );
    expect(rows).toEqual([
      { value: '5154', source: 'UPLOAD', at: { row: 4, column: 'C', header: 'VISITORS' } },
    ]);
  });
});
