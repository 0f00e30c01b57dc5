import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import type { TestApi } from '../../support/app.js';
import { startRegisterApi } from './register-api.js';

describe('/claims', () => {
  let api: TestApi;
  let legal: string;
  let coordinator: string;

  beforeAll(async () => {
    api = await startRegisterApi();
    legal = await signedIn(api, { role: 'HQ_LEGAL', scope: 'HQ' });
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });

  afterAll(() => api?.close());

  const get = (query: string, token?: string): Promise<Answer> =>
    call(api.url, `/api/v1/claims${query}`, { token });
  const accept = (id: string, token: string | undefined, tag?: string): Promise<Answer> =>
    call(api.url, `/api/v1/claims/${id}/accept`, {
      method: 'POST',
      token,
      headers: tag === undefined ? {} : { 'if-match': tag },
    });
  const versions = async (group: string): Promise<{ id: string; rev: number; status: string }[]> => {
    const { body } = await get('?subject=CTR-ET-ADD&property=openingDate', legal);
    return body.data.filter((claim: { conflictGroup: string }) => claim.conflictGroup === group);
  };

  it('shows what sources say about a subject, each claim with its sources and its date', async () => {
    const { status, body } = await get('?subjectType=PARTNER&subject=UZ&property=published.centres', legal);
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { value: '201', unit: 'centres', asOf: { precision: 'MONTH', text: '2019-12' }, status: 'CLAIMED' },
      { value: '202', asOf: { earliest: '2025-09-05' }, sources: [{ url: expect.stringMatching(/^http/) }] },
    ]);
  });

  it('shows both versions of a contradiction side by side', async () => {
    expect((await versions('mesob-opening-date')).map(({ status }) => status)).toEqual([
      'DISPUTED',
      'DISPUTED',
    ]);
  });

  it('pages through all claims by cursor', async () => {
    const first = await get('?subject=azerbaijan&limit=20', legal);
    const second = await get(`?subject=azerbaijan&limit=200&cursor=${first.body.page.nextCursor}`, legal);
    const ids = [...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.body.page.hasMore).toBe(false);
  });

  it('accepts one of two versions and takes it back when the other one is accepted', async () => {
    const [a, b] = await versions('mesob-opening-date');
    const first = await accept(a.id, legal, `"r${a.rev}"`);
    expect([first.status, first.body.status]).toEqual([200, 'ACCEPTED']);
    await accept(b.id, legal, `"r${b.rev}"`);
    expect((await versions('mesob-opening-date')).map(({ status }) => status)).toEqual([
      'CLAIMED',
      'ACCEPTED',
    ]);
  });

  it('asks for the entity tag and refuses a stale one', async () => {
    const { body } = await get('?subject=PK&property=milestone.opening', legal);
    expect((await accept(body.data[0].id, legal)).status).toBe(428);
    expect((await accept(body.data[0].id, legal, '"r9"')).status).toBe(412);
  });

  it('shows a coordinator only what is said about the own country', async () => {
    const { body } = await get('?limit=200', coordinator);
    expect(new Set(body.data.map(({ partner }: { partner: string }) => partner))).toEqual(new Set(['PK']));
    expect((await get('?subject=CTR-ET-ADD', coordinator)).body.data).toEqual([]);
  });

  it("answers 404 for another country's claim", async () => {
    const [{ id }] = await versions('mesob-opening-date');
    expect((await get(`/${id}`, coordinator)).status).toBe(404);
  });

  it('lets nobody accept without the permission or without signing in', async () => {
    const { body } = await get('?subject=PK&property=milestone.opening', coordinator);
    expect((await accept(body.data[0].id, coordinator, '"r1"')).status).toBe(403);
    expect((await accept(body.data[0].id, undefined, '"r1"')).status).toBe(401);
    expect((await get('')).status).toBe(401);
  });

  it.each(['?subjectType=UNIT', '?limit=-1', '?property[]=x', '/not-an-id'])('refuses %s', async (query) => {
    expect((await get(query, legal)).status).toBe(400);
  });
});
