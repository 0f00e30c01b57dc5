import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { TEST_SOURCE } from '../../../libs/collection/src/sources/source.jobs.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { startFakePartner, type FakePartner, type PartnerAnswer } from '../../support/fake-partner.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';

const GOOD = readFileSync(join(projectRoot(), 'config', 'samples', 'pakistan-endpoint.json'), 'utf8');
const SECRET = 'a-very-secret-partner-token';

describe('connectors', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let partner: FakePartner;
  let answer: ReturnType<PartnerAnswer>;
  let desk: string;
  let admin: string;
  let codes = 0;

  beforeAll(async () => {
    ensureParserIsBuilt();
    partner = await startFakePartner(() => answer);
    const environment = { EGRESS_ALLOW: partner.host };
    api = await startApi({ now: '2026-11-05T08:00:00Z', environment });
    worker = await startWorker(api, environment);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB' });
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-ADD' });
    await generateSlots(api, 'PK');
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    await post('/connector-hosts', admin, { partner: 'PK', host: partner.host });
  });
  afterAll(async () => {
    await partner?.close();
    await worker?.close();
    await api?.close();
  });

  const post = (path: string, token: string, body?: object, tag?: string): Promise<Answer> =>
    call(api.url, `/api/v1${path}`, {
      method: 'POST',
      token,
      body,
      headers: tag === undefined ? {} : { 'if-match': tag },
    });
  const patch = (id: string, body: object, tag: string, token = desk): Promise<Answer> =>
    call(api.url, `/api/v1/connectors/${id}`, { method: 'PATCH', token, body, headers: { 'if-match': tag } });
  const create = (more: object = {}, token = desk): Promise<Answer> =>
    post('/connectors', token, {
      partner: 'PK',
      code: `PK-${(codes += 1)}`,
      profile: 'PK-REST',
      url: `${partner.url}/kpi?month={month}`,
      secret: SECRET,
      ...more,
    });
  const approve = (id: string, token = admin, tag = '"r1"') =>
    post(`/connectors/${id}/approval`, token, undefined, tag);
  async function approved(more: object = {}): Promise<string> {
    const { body } = await create(more);
    await approve(body.id);
    return body.id as string;
  }
  async function tested(id: string): Promise<any> {
    const ordered = await post(`/connectors/${id}/test-run`, desk, { month: '2026-10' });
    expect(ordered.status).toBe(202);
    return eventually(async () => {
      const { body } = await call(api.url, `/api/v1/connectors/${id}/runs`, { token: desk });
      return body.data[0];
    });
  }

  it('is written down by one person and waits for another', async () => {
    const { status, body } = await create();
    expect([status, body.approval.state, body.enabled, body.breaker.state]).toEqual([
      201,
      'PENDING',
      false,
      'CLOSED',
    ]);
  });

  it('never shows its secret, and stores it sealed', async () => {
    const { body } = await create();
    expect(body.hasSecret).toBe(true);
    const shown = await call(api.url, `/api/v1/connectors/${body.id}`, { token: desk });
    const { rows } = await api.database.admin.query('select to_jsonb(c)::text as text from app.connector c');
    const audit = await api.database.admin.query(
      "select coalesce(after::text, '') as text from app.audit_event",
    );
    const everywhere = [
      JSON.stringify([body, shown.body]),
      ...rows.map((r) => r.text),
      ...audit.rows.map((r) => r.text),
    ];
    expect(everywhere.join('\n')).not.toContain(SECRET);
  });

  it('is approved by a second person only', async () => {
    const { body } = await create({}, admin);
    const own = await approve(body.id, admin);
    expect([own.status, own.body.code]).toEqual([403, 'four-eyes']);
    const director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
    expect((await approve(body.id, director)).body.approval.state).toBe('APPROVED');
  });

  it('is approved once', async () => {
    const id = await approved();
    const { status, body } = await approve(id, admin, '"r2"');
    expect([status, body.code]).toEqual([409, 'invalid-transition']);
  });

  it.each([
    ['address', { url: 'REPLACED' }],
    ['secret', { secret: 'another-token' }],
    ['layout', { profile: 'ASAN-PUSH' }],
  ])('needs approval again after a change of its %s', async (_what, change) => {
    const id = await approved();
    const body = 'url' in change ? { url: `${partner.url}/elsewhere` } : change;
    expect((await patch(id, body, '"r2"')).body.approval.state).toBe('PENDING');
  });

  it('stays approved when its hours change', async () => {
    const id = await approved();
    const { body } = await patch(id, { hours: [6, 18], daysAfterPeriod: 2, enabled: true }, '"r2"');
    expect([body.approval.state, body.hours, body.daysAfterPeriod, body.enabled]).toEqual([
      'APPROVED',
      [6, 18],
      2,
      true,
    ]);
  });

  it('refuses a change of what changed since', async () => {
    const { body } = await create();
    expect((await patch(body.id, { enabled: true }, '"r9"')).status).toBe(412);
  });

  it("refuses a host that is not on the country's list", async () => {
    const { status, body } = await create({ url: 'https://kpi.example.org/month' });
    expect([status, body.code]).toEqual([422, 'target-not-allowed']);
  });

  it("does not count a host of another country's list", async () => {
    await post('/connector-hosts', admin, { partner: 'ET', host: 'kpi.example.org' });
    const { body } = await create({ url: 'https://kpi.example.org/month' });
    expect(body.code).toBe('target-not-allowed');
  });

  it.each([
    'http://127.1/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://2130706433/',
    'https://①②⑦.⓪.⓪.①/',
    'https://localhost./',
    'https://127.0.0.1.nip.io/',
    'gopher://kpi.example.org/',
    'file:///etc/passwd',
    'https://kpi.example.org:22/',
    'https://u@kpi.example.org/',
    'no address at all',
  ])('refuses the target %s', async (url) => {
    const { status, body } = await create({ url });
    expect([status, body.code]).toEqual([422, 'target-not-allowed']);
  });

  it.each(['127.0.0.1', '10.0.0.5', '169.254.169.254', '2130706433', '0x7f000001'])(
    'puts %s on no list of hosts',
    async (host) => {
      const { status, body } = await post('/connector-hosts', admin, { partner: 'PK', host });
      expect([status, body.code]).toEqual([422, 'target-not-allowed']);
    },
  );

  it.each(['COORDINATOR', 'PARTNER_SUPERVISOR', 'DATA_ENTRY'])(
    'lets no %s enter an address',
    async (role) => {
      const token = await signedIn(api, { role, scope: 'PK' });
      expect((await create({}, token)).status).toBe(403);
      const { body } = await create();
      expect((await patch(body.id, { url: `${partner.url}/mine` }, '"r1"', token)).status).toBe(403);
    },
  );

  it("is nobody else's to see", async () => {
    const { body } = await create();
    const stranger = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    expect((await call(api.url, `/api/v1/connectors/${body.id}`, { token: stranger })).status).toBe(404);
    expect((await call(api.url, `/api/v1/connectors/${body.id}/runs`, { token: stranger })).status).toBe(404);
  });

  it('takes a code once in a country', async () => {
    const { body } = await create();
    const again = await create({ code: body.code });
    expect([again.status, again.body.code]).toEqual([409, 'name-taken']);
  });

  it('is not asked before it is approved, not even for a test', async () => {
    const { body } = await create();
    const refused = await post(`/connectors/${body.id}/test-run`, desk, { month: '2026-10' });
    expect([refused.status, refused.body.code]).toEqual([409, 'invalid-transition']);
  });

  it('shows in a test what would be understood, and stores no figure', async () => {
    answer = { body: GOOD };
    const run = await tested(await approved());
    expect(run).toMatchObject({
      kind: 'TEST',
      status: 'TESTED',
      month: '2026-10',
      import: null,
      problem: null,
    });
    expect(run.dryRun).toMatchObject({ period: 'GREGORIAN_MONTH:2026-10', rejected: 0, unmapped: [] });
    expect(run.bodyHash).toMatch(/^[0-9a-f]{16}$/);
    const { rows } = await api.database.admin.query('select count(*)::int as n from app.import');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('asks with the secret, in a header', async () => {
    answer = { body: GOOD };
    partner.requests.length = 0;
    await tested(await approved());
    expect(partner.requests[0]).toMatchObject({
      path: '/kpi?month=2026-10',
      authorization: `Bearer ${SECRET}`,
    });
  });

  it('logs a failed test with its reason, and leaves the breaker alone', async () => {
    answer = { status: 500, body: '{}' };
    const id = await approved();
    expect(await tested(id)).toMatchObject({ status: 'FAILED', problem: { code: 'bad-status' } });
    const { body } = await call(api.url, `/api/v1/connectors/${id}`, { token: desk });
    expect(body.breaker).toEqual({ state: 'CLOSED', failures: 0, retryAt: null });
  });

  it('is refused at the fetch once its host was withdrawn', async () => {
    const id = await approved();
    const hosts = await call(api.url, '/api/v1/connector-hosts?partner=PK', { token: admin });
    const host = hosts.body.data.find((one: any) => one.host === partner.host && one.withdrawnAt === null);
    await post(`/connector-hosts/${host.id}/withdrawal`, admin, undefined, `"r${host.rev}"`);
    partner.requests.length = 0;
    expect(await tested(id)).toMatchObject({ status: 'FAILED', problem: { code: 'target-not-allowed' } });
    expect(partner.requests).toEqual([]);
    await post('/connector-hosts', admin, { partner: 'PK', host: partner.host });
  });

  it('orders its tests as jobs of the country', async () => {
    const id = await approved();
    await post(`/connectors/${id}/test-run`, desk, { month: '2026-10' });
    const { rows } = await api.database.admin.query(
      'select partner, job_name from app.job where subject_id = $1',
      [id],
    );
    expect(rows).toEqual([{ partner: 'PK', job_name: TEST_SOURCE.name }]);
  });
});
