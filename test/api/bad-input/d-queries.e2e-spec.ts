import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { addScopes, signedIn } from '../../support/people.js';
import { almighty, describedOperations, type Operation } from './operations.js';
import { indistinct, judged, offenders, refused, type Refusal } from './oracle.js';

const invalid: Refusal = { status: 400, code: 'invalid-parameter' };
const badCursor: Refusal = { status: 400, code: 'invalid-cursor' };
const inUrl: Refusal = { status: 400, code: 'credential-in-url' };
const LONG_LIST = 1_500;

describe('bad input, group D: query parameters', () => {
  let api: TestApi;
  let token: string;
  let operations: Operation[];
  let reads: Operation[];
  let lists: Operation[];
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'ET', 'PK', 'UZ');
    await api.database.admin.query(
      `insert into app.partner (partner, kind, name, status)
       values ('ET', 'COUNTRY', 'Ethiopia', 'ACTIVE'), ('PK', 'COUNTRY', 'Pakistan', 'ACTIVE'), ('UZ', 'COUNTRY', 'Uzbekistan', 'ACTIVE')`,
    );
    token = await almighty(api);
    operations = await describedOperations(api);
    reads = operations.filter(({ method, isForPeople }) => method === 'GET' && isForPeople);
    lists = reads.filter(({ query }) => query.includes('limit'));
  });
  afterAll(() => api.close());

  const get = (path: string, as = token) => call(api.url, path, { token: as });
  const ask = (operation: Operation, parameters: string): Promise<Answer> => {
    const required = new URLSearchParams(operation.requiredQuery).toString();
    return get(`${operation.path}?${[required, parameters].filter(Boolean).join('&')}`);
  };

  it('finds lists to ask', () => {
    expect(lists.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/api/v1/partners', '/api/v1/instruments', '/api/v1/report-slots']),
    );
  });

  it.each([
    ['44', 'limit=-1'],
    ['44', 'limit=0'],
    ['44', 'limit=1e9'],
    ['44', 'limit=abc'],
    ['44', 'limit='],
    ['44', 'limit=1.5'],
    ['44', 'limit=%2010'],
    ['44', 'limit=0x10'],
    ['44', 'limit=%D9%A3'],
    ['44', 'limit=99999999999999999999'],
    ['47', 'limit[]=1'],
    ['47', 'cursor[]=a'],
    ['47', 'partner[]=ET'],
    ['47', 'partner[a][b]=ET'],
  ])('%s: refuses ?%s on every list', async (_row, parameters) => {
    expect(await offenders(api, lists, invalid, (operation) => ask(operation, parameters))).toEqual([]);
  });

  it('44: refuses one item more than a page may hold, and documents how many that are', async () => {
    expect(lists.filter(({ maxLimit }) => maxLimit === undefined).map(({ name }) => name)).toEqual([]);
    const oneMore = (operation: Operation) => ask(operation, `limit=${(operation.maxLimit ?? 0) + 1}`);
    expect(await offenders(api, lists, invalid, oneMore)).toEqual([]);
  });

  it.each([
    ['45', 'sort=password_hash'],
    ['45', 'sort=id%3Bdrop%20table%20app.partner'],
    ['45', 'sort=country.users.email'],
    ['46', 'filter[resetToken][$startsWith]=a'],
    ['46', 'filter[t1.password]=a'],
    ['46', 'where[partner][$ne]=ET'],
    ['46', '$where=1'],
    ['46', '__proto__[isAdmin]=1'],
    ['46', '__proto__=1'],
    ['46', 'constructor=1'],
    ['47', 'lang=az&lang=en'],
    ['47', 'country[]=ET'],
    ['50', 'fields=*%2Cuser(*)'],
    ['50', 'include=createdBy'],
    ['50', 'alias[x]=password'],
    ['50', '='],
    ['50', '%'],
  ])('%s: refuses ?%s on every read', async (_row, parameters) => {
    expect(await offenders(api, reads, invalid, (operation) => ask(operation, parameters))).toEqual([]);
  });

  it('47: refuses every parameter that is given twice', async () => {
    const repeated = reads.flatMap((operation) =>
      operation.query.map((name) => ({ ...operation, query: [name] })),
    );
    const twice = ({ query: [name], ...operation }: Operation) =>
      ask({ ...operation, query: [] }, `${name}=ET&${name}=PK`);
    expect(await offenders(api, repeated, invalid, twice)).toEqual([]);
  });

  it('names the parameters that exist', async () => {
    const answer = await refused(api, invalid, () => get('/api/v1/partners?lmit=5'));
    expect(answer.body.errors).toMatchObject([
      { pointer: 'lmit', params: { allowed: expect.arrayContaining(['cursor', 'limit']) } },
    ]);
  });

  it.each([
    ['nothing', 'cursor='],
    ['no signature', 'cursor=WyJBIl0'],
    ['a wrong signature', `cursor=WyJBIl0.${'a'.repeat(43)}`],
    ['a signature that is longer in bytes than in characters', `cursor=WyJBIl0.${'%C3%A9'.repeat(43)}`],
    ['three parts', 'cursor=a.b.c'],
    ['SQL', "cursor='%20or%201=1--"],
    ['a JSON array', 'cursor=%5B%22A%22%5D'],
  ])('49: refuses a cursor of %s on every list', async (_condition, parameters) => {
    const paged = lists.filter(({ query }) => query.includes('cursor'));
    expect(await offenders(api, paged, badCursor, (operation) => ask(operation, parameters))).toEqual([]);
  });

  it('49: refuses a cursor of somebody else, of another list and with something added', async () => {
    const { nextCursor } = (await get('/api/v1/partners?limit=1')).body.page;
    const stranger = await signedIn(api, { role: 'AUDITOR', scope: 'HQ' });
    await refused(api, badCursor, () => get(`/api/v1/partners?limit=1&cursor=${nextCursor}`, stranger));
    await refused(api, badCursor, () => get(`/api/v1/units?limit=1&cursor=${nextCursor}`));
    await refused(api, badCursor, () => get(`/api/v1/partners?limit=1&cursor=${nextCursor}.more`));
    const next = await get(`/api/v1/partners?limit=1&cursor=${nextCursor}`);
    expect([next.status, next.body.data.map((partner: { code: string }) => partner.code)]).toEqual([
      200,
      ['PK'],
    ]);
  });

  it('48: shows another country as a country without data', async () => {
    const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    const [foreign, absent] = await Promise.all(
      ['PK', 'ZW'].map((code) => get(`/api/v1/instruments?partner=${code}`, coordinator)),
    );
    expect(indistinct(foreign)).toEqual(indistinct(absent));
    expect([200, 404]).toContain(foreign.status);
  });

  it.each([
    ['from after to', 'from=2026-12&to=2026-01'],
    ['500 years', 'from=1600-01&to=2100-12'],
    ['a month that does not exist', 'from=2026-13&to=2026-14'],
    ['a year of six digits', 'from=275760-01&to=275760-12'],
    ['words', 'from=today&to=infinity'],
  ])('52, 36: refuses %s as a range of periods', async (_condition, range) => {
    const answer = await get(`/api/v1/periods?scheme=GREGORIAN_MONTH&${range}`);
    expect([400, 422]).toContain(answer.status);
    expect(['invalid-period', 'invalid-range', 'range-too-large', 'invalid-parameter']).toContain(
      judged(answer).body.code,
    );
  });

  it.each(['api_key=x', 'access_token=x', 'token=x', 'TOKEN=x', 'note=asan_live_abcdefghijkl_x'])(
    '53: refuses ?%s on every operation, whoever asks',
    async (parameters) => {
      const send = ({ method, path }: Operation) => call(api.url, `${path}?${parameters}`, { method });
      expect(await offenders(api, operations, inUrl, send)).toEqual([]);
    },
  );

  it('53: never answers with the key that stood in the URL', async () => {
    const answer = await refused(api, inUrl, () => get('/api/v1/me?note=asan_live_abcdefghijkl_secret'));
    expect(JSON.stringify(answer.body)).not.toContain('asan_live_abcdefghijkl');
  });

  it('bears thousands of parameters', async () => {
    const parameters = Array.from({ length: LONG_LIST }, (_, n) => `p${n}`).join('&');
    await refused(api, invalid, () => get(`/api/v1/partners?${parameters}`));
  });
});
