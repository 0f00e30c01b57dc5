import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import type { TestApi } from '../../support/app.js';
import { startRegisterApi } from './register-api.js';

const codes = ({ body }: Answer): string[] => body.data.map(({ code }: { code: string }) => code);

describe('/units and /centres', () => {
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

  it('lists the network and the centre of a partner with their time zone and parent', async () => {
    const { status, body } = await get('/units?partner=PK', director);
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { code: 'CTR-PK-ISB', type: 'CENTRE', timeZone: 'Asia/Karachi', parents: [{ parent: 'NET-PK' }] },
      { code: 'NET-PK', type: 'NETWORK', intervals: [{ status: 'OPERATING', validFrom: '2026-01-14' }] },
    ]);
  });

  it('lists all 25 units to the headquarters in pages', async () => {
    const first = await get('/units?limit=20', director);
    const second = await get(`/units?limit=20&cursor=${first.body.page.nextCursor}`, director);
    expect(new Set([...codes(first), ...codes(second)]).size).toBe(25);
  });

  it('lists the centres that operated on a day', async () => {
    const answer = await get('/centres?status=OPERATING&asOf=2018-01-01', director);
    expect(codes(answer)).toEqual(['CTR-ID-BWI']);
  });

  it('pages through the centres by cursor', async () => {
    const first = await get('/centres?limit=10', director);
    const second = await get(`/centres?limit=10&cursor=${first.body.page.nextCursor}`, director);
    expect([...codes(first), ...codes(second)]).toHaveLength(19);
    expect(second.body.page.hasMore).toBe(false);
  });

  it('shows a centre with what is documented and null for what is not', async () => {
    const { body } = await get('/centres/CTR-ET-DIR?asOf=2026-01-15', director);
    expect(body).toMatchObject({
      code: 'CTR-ET-DIR',
      localBrand: 'Dire Mesob',
      replicationClass: null,
      status: null,
      possibleStatus: 'OPERATING',
      intervals: [{ validFrom: null, from: { precision: 'UNKNOWN' } }],
    });
  });

  it('shows a coordinator the units of the own country only', async () => {
    expect(codes(await get('/units', coordinator))).toEqual(['CTR-PK-ISB', 'NET-PK']);
    expect(codes(await get('/centres', coordinator))).toEqual(['CTR-PK-ISB']);
  });

  it.each([
    '/centres/CTR-ET-ADD',
    '/centres/CTR-XX-1',
    '/centres?partner=ET',
    '/units?partner=ET',
    '/units?partner=ZZ',
  ])('answers 404 for %s to the coordinator of another country', async (path) => {
    expect((await get(path, coordinator)).status).toBe(404);
  });

  it.each(['/units', '/centres', '/centres/CTR-PK-ISB'])(
    'closes %s to callers who are not signed in',
    async (path) => {
      expect((await get(path)).status).toBe(401);
    },
  );

  it.each([
    '/units?partner=pk',
    '/centres?status=OPEN',
    '/centres?asOf=2026-02-30',
    '/centres/CTR-PK-ISB?asOf=now',
  ])('refuses %s', async (path) => {
    const { status, body } = await get(path, director);
    expect([status, body.code]).toEqual([400, 'invalid-parameter']);
  });
});
