import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { csvMonth, upload } from '../../support/imports.js';
import { addScopes, signedIn } from '../../support/people.js';
import { expectProblem, judged, refused } from './oracle.js';

const unavailable = { status: 503, code: 'queue-unavailable' };
const PATIENCE_MS = 3_000;

/** A port on which nobody listens: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe('bad input, group G: the queue is away', () => {
  let api: TestApi;
  let coordinator: string;
  let key: string;

  beforeAll(async () => {
    api = await startApi({ environment: { REDIS_URL: `redis://127.0.0.1:${await closedPort()}` } });
    await addScopes(api.database, 'PK');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const client = await call(api.url, '/api/v1/service-clients', {
      method: 'POST',
      token: admin,
      body: { partner: 'PK', code: 'MIS', name: 'National system', scopes: ['feed:write'] },
    });
    const issued = await call(api.url, `/api/v1/service-clients/${client.body.id}/keys`, {
      method: 'POST',
      token: admin,
      body: {},
    });
    key = issued.body.key;
  });
  afterAll(() => api.close());

  const push = () =>
    call(api.url, '/api/v1/feeds/report-values', {
      method: 'POST',
      token: key,
      body: {
        period: 'GREGORIAN_MONTH:2026-10',
        source: 'MIS',
        rows: [{ unit: 'CTR-PK-1', indicator: 'VISITORS', value: '1' }],
      },
    });
  const handIn = () => upload(api, coordinator, csvMonth([{ unit: 'CTR-PK-1' }]));

  it.each<[string, () => Promise<Answer>]>([
    ['an upload', handIn],
    ['a push', push],
  ])('answers %s with 503 in time and stores nothing', async (_what, request) => {
    const begun = performance.now();
    await refused(api, unavailable, async () => {
      const answer = await request();
      expect(performance.now() - begun).toBeLessThan(PATIENCE_MS);
      return answer;
    });
  });

  it('answers a crowd in the same time', async () => {
    const begun = performance.now();
    const answers = await Promise.all(Array.from({ length: 10 }, () => push()));
    for (const answer of answers) expectProblem(judged(answer), unavailable);
    expect(performance.now() - begun).toBeLessThan(PATIENCE_MS);
  });

  it('turns readiness red and keeps answering what needs no queue', async () => {
    const ready = await call(api.url, '/health/ready');
    expect([ready.status, ready.body.checks]).toEqual([
      503,
      expect.objectContaining({ database: 'up', queue: 'down' }),
    ]);
    expect((await call(api.url, '/api/v1/me', { token: coordinator })).status).toBe(200);
  });
});
