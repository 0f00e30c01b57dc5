import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectorsService } from '#collection';
import { programContext, projectRoot } from '#platform';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { startFakePartner, type FakePartner, type PartnerAnswer } from '../../support/fake-partner.js';
import { forbiddenTargets } from '../../support/forbidden-targets.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';
import { PullSource } from '../../../libs/collection/src/sources/pull-source.js';

const MONTH = '2026-10';
const GOOD = readFileSync(join(projectRoot(), 'config', 'samples', 'pakistan-endpoint.json'), 'utf8');

describe('pulls from a partner’s system', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let partner: FakePartner;
  let answer: ReturnType<PartnerAnswer>;
  let connectors = 0;

  beforeAll(async () => {
    ensureParserIsBuilt();
    partner = await startFakePartner(() => answer);
    const environment = { EGRESS_ALLOW: partner.host };
    api = await startApi({ now: '2026-11-05T08:00:00Z', environment });
    worker = await startWorker(api, environment);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB' });
    await generateSlots(api, 'PK');
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
    await partner.close();
  });

  const register = (url: string) => {
    const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');
    const code = `PK-${(connectors += 1)}`;
    return api.app
      .get(ConnectorsService)
      .register(ctx, { partner: 'PK', code, profile: 'PK-REST', url, token: 'partner-token' });
  };

  /** Asks once, as the worker does; answers what the connector and the job remember of it. */
  async function pulled(
    url = `${partner.url}/kpi?month={month}`,
  ): Promise<{ problem: any; job: any; failures: number; retry_at: Date }> {
    const connector = await register(url);
    const jobId = randomUUID();
    await api.database.admin.query(
      `insert into app.job (id, partner, type, subject_id, state, unit, created_by, created_at, queue, job_name)
       values ($1, 'PK', $2, $3, 'QUEUED', 'reports', 'test', now(), 'collection', 'pull-source')`,
      [jobId, `PULL ${MONTH}`, connector.id],
    );
    await worker
      .get(PullSource)
      .run({ id: connector.id, jobId, scope: 'PK' })
      .catch(() => undefined);
    const { rows } = await api.database.admin.query(
      'select last_problem as problem, last_attempt_at, failures, retry_at from app.connector where id = $1',
      [connector.id],
    );
    expect(rows[0].last_attempt_at).not.toBeNull();
    const job = await api.database.admin.query('select state, problem from app.job where id = $1', [jobId]);
    // Otherwise the worker would take it up again while the next test counts requests.
    await api.database.admin.query("update app.job set state = 'CANCELLED' where id = $1", [jobId]);
    return { ...rows[0], job: job.rows[0] };
  }
  const imports = async () =>
    (await api.database.admin.query('select count(*)::int as n from app.import')).rows[0].n as number;

  it.each<[string, ReturnType<PartnerAnswer>, string]>([
    ['redirects', { status: 301, headers: { location: '/elsewhere' } }, 'unexpected-redirect'],
    ['shows a page', { contentType: 'text/html', body: '<html></html>' }, 'bad-content-type'],
    ['answers 200 with nothing', { body: '' }, 'empty-response'],
    ['fails with 500', { status: 500, body: '{}' }, 'bad-status'],
    ['refuses the token', { status: 401, body: '{}' }, 'bad-status'],
    ['asks for patience', { status: 503, headers: { 'retry-after': '1000000000' } }, 'bad-status'],
    ['answers with six megabytes', { body: 'x'.repeat(6 * 1024 * 1024) }, 'response-too-large'],
  ])('remembers at the connector that the partner %s, and when to ask again', async (_what, given, code) => {
    answer = given;
    const before = [await imports(), partner.requests.length];
    const { problem, job, failures, retry_at } = await pulled();
    expect(problem).toEqual({ code, detail: expect.any(String) });
    expect([job.state, job.problem.code, failures]).toEqual(['FAILED', code, 1]);
    expect(retry_at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-05T08:00:00Z'));
    expect([await imports(), partner.requests.length]).toEqual([before[0], before[1] + 1]);
  });

  it('stays away for a day at most, however long the partner asks for', async () => {
    answer = { status: 503, headers: { 'retry-after': '1000000000' } };
    const { retry_at } = await pulled();
    expect(retry_at.toISOString()).toBe('2026-11-06T08:00:00.000Z');
  });

  it('takes 204 for a month without figures so far, and no failure', async () => {
    answer = { status: 204 };
    const before = await imports();
    const { problem, job } = await pulled();
    expect([problem.code, job.state, await imports()]).toEqual(['ok-no-data', 'SUCCEEDED', before]);
  });

  it('refuses at the fetch, for good and without a connection, what is not allowed any more', async () => {
    const elsewhere = await startFakePartner(() => ({}));
    const { problem, job } = await pulledFrom(elsewhere);
    expect([problem.code, job.state, job.problem.code]).toEqual([
      'target-not-allowed',
      'FAILED',
      'target-not-allowed',
    ]);
  });

  /** The exemption was withdrawn after the connector had been registered. */
  async function pulledFrom(elsewhere: FakePartner): Promise<{ problem: any; job: any }> {
    const connector = await register(`${partner.url}/kpi`);
    await api.database.admin.query('update app.connector set url = $2 where id = $1', [
      connector.id,
      elsewhere.url,
    ]);
    const jobId = randomUUID();
    await api.database.admin.query(
      `insert into app.job (id, partner, type, subject_id, state, unit, created_by, created_at, queue, job_name)
       values ($1, 'PK', $2, $3, 'QUEUED', 'reports', 'test', now(), 'collection', 'pull-source')`,
      [jobId, `PULL ${MONTH}`, connector.id],
    );
    await worker.get(PullSource).run({ id: connector.id, jobId, scope: 'PK' });
    const { rows } = await api.database.admin.query(
      'select last_problem as problem from app.connector where id = $1',
      [connector.id],
    );
    const job = await api.database.admin.query('select state, problem from app.job where id = $1', [jobId]);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
    return { problem: rows[0].problem, job: job.rows[0] };
  }

  it.each<[string, ReturnType<PartnerAnswer>, string]>([
    ['another month', { body: GOOD.replace('"2026-10"', '"2026-09"') }, 'period-mismatch'],
    ['another country', { body: GOOD.replaceAll('ISB-G9', 'CTR-ET-ADD') }, 'country-mismatch'],
    ['something that is no JSON', { body: 'oops' }, 'malformed-json'],
  ])('turns away %s as it would a file', async (_what, given, code) => {
    answer = given;
    await pulled();
    const found = await eventually(async () => {
      const { rows } = await api.database.admin.query(
        "select state, problem from app.import where state not in ('UPLOADED') order by created_at desc, id desc limit 1",
      );
      return rows[0]?.problem?.code === code && rows[0];
    });
    expect(found.state).toBe('FAILED');
    const stored = await api.database.admin.query('select count(*)::int as n from app.cell_revision');
    expect(stored.rows).toEqual([{ n: 0 }]);
  });

  it('stores no connector that points to what is not public', async () => {
    const before = await api.database.admin.query('select count(*)::int as n from app.connector');
    const targets = forbiddenTargets().filter((target) => URL.canParse(target));
    const codes = await Promise.all(
      targets.slice(0, 60).map((url) =>
        register(url).then(
          () => url,
          (error: { code?: string }) => error.code,
        ),
      ),
    );
    const after = await api.database.admin.query('select count(*)::int as n from app.connector');
    expect(new Set(codes)).toEqual(new Set(['target-not-allowed']));
    expect(after.rows).toEqual(before.rows);
  });
});
