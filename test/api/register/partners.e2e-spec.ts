import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import type { TestApi } from '../../support/app.js';
import { startRegisterApi } from './register-api.js';

const codes = ({ body }: Answer): string[] => body.data.map(({ code }: { code: string }) => code);

describe('GET /partners and /partners/{code}', () => {
  let api: TestApi;
  let director: string;
  let coordinator: string;

  beforeAll(async () => {
    api = await startRegisterApi();
    director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });

  afterAll(() => api?.close());

  const get = (path: string, token?: string): Promise<Answer> => call(api.url, `/api/v1${path}`, { token });

  it('shows the headquarters all documented partners', async () => {
    const answer = await get('/partners', director);
    expect([answer.status, codes(answer).length]).toEqual([200, 24]);
  });

  it('pages through the list by cursor without losing or repeating one', async () => {
    const first = await get('/partners?limit=20', director);
    const second = await get(`/partners?limit=20&cursor=${first.body.page.nextCursor}`, director);
    expect(new Set([...codes(first), ...codes(second)]).size).toBe(24);
    expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
  });

  it('shows a partner with its counterpart bodies and their documented time', async () => {
    const { body } = await get('/partners/AF', director);
    expect(body).toMatchObject({
      code: 'AF',
      kind: 'COUNTRY',
      status: 'ACTIVE',
      cooperationStatus: 'operating',
    });
    expect(body.authorities.map((each: { until: { text: string } }) => each.until.text)).toEqual([
      '2020',
      null,
    ]);
  });

  it('shows a coordinator the own country only', async () => {
    expect(codes(await get('/partners', coordinator))).toEqual(['PK']);
    expect((await get('/partners/PK', coordinator)).status).toBe(200);
  });

  it.each(['ET', 'ZZ', 'HQ'])('answers 404 for %s to the coordinator of another country', async (code) => {
    const { status, body } = await get(`/partners/${code}`, coordinator);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('is closed to callers who are not signed in', async () => {
    expect((await get('/partners')).status).toBe(401);
    expect((await get('/partners/PK')).status).toBe(401);
  });

  it('is closed to a service client key that does not exist', async () => {
    expect((await get('/partners', 'asan_live_nothing')).status).toBe(401);
  });

  it.each(['limit=0', 'limit=x', 'cursor=forged', 'colour=red'])('refuses the query %s', async (query) => {
    expect((await get(`/partners?${query}`, director)).status).toBe(400);
  });

  it('refuses the cursor of another caller', async () => {
    const { body } = await get('/partners?limit=1', director);
    const answer = await get(`/partners?limit=1&cursor=${body.page.nextCursor}`, coordinator);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-cursor']);
  });
});
