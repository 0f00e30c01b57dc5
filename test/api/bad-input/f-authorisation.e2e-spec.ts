import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD, signedIn } from '../../support/people.js';
import { signIn } from '../../support/client.js';
import { almighty, describedOperations, type Operation } from './operations.js';
import { indistinct, refused, rowCounts, type Refusal } from './oracle.js';

const notFound: Refusal = { status: 404, code: 'not-found' };
const forbidden: Refusal = { status: 403, code: 'forbidden' };
const client = { partner: 'ET', code: 'MIS', name: 'National system', scopes: ['feed:write'] };

describe('bad input, group F: authorisation', () => {
  let api: TestApi;
  let operations: Operation[];
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'ET', 'PK');
    operations = (await describedOperations(api)).filter(({ isForPeople }) => isForPeople);
  });
  afterAll(() => api.close());

  const get = (path: string, token: string) => call(api.url, path, { token });
  const addJob = async (partner: string): Promise<string> => {
    const id = randomUUID();
    await api.database.admin.query(
      `insert into app.job (id, partner, type, state, unit, created_by, created_at, queue, job_name)
       values ($1, $2, 'IMPORT', 'QUEUED', 'rows', 'nobody', now(), 'imports', 'import-file')`,
      [id, partner],
    );
    return id;
  };

  it('67: answers alike for a job of another country and for none at all', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const foreign = await refused(api, notFound, async () => get(`/api/v1/jobs/${foreignId}`, token));
    const absent = await refused(api, notFound, () => get(`/api/v1/jobs/${randomUUID()}`, token));
    expect(indistinct(foreign)).toBe(indistinct(absent));
    expect((await get(`/api/v1/jobs/${ownId}`, token)).status).toBe(200);
  });
  let foreignId: string;
  let ownId: string;
  beforeAll(async () => {
    foreignId = await addJob('ET');
    ownId = await addJob('PK');
  });

  it('67: answers 404 for an unknown thing on every read of one thing', async () => {
    const token = await almighty(api);
    const ofOne = operations.filter(({ method, template }) => method === 'GET' && template.includes('{'));
    const before = await rowCounts(api);
    const answers = await Promise.all(
      ofOne.map(async ({ name, path, requiredQuery }) => {
        const { status, body } = await get(`${path}?${new URLSearchParams(requiredQuery)}`, token);
        return `${name}: ${status} ${body.code}`;
      }),
    );
    expect(answers).toEqual(ofOne.map(({ name }) => `${name}: 404 not-found`));
    expect(await rowCounts(api)).toEqual(before);
  });

  it('70: answers 403 to a coordinator on what headquarters does', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    await refused(api, forbidden, () =>
      call(api.url, '/api/v1/service-clients', { method: 'POST', token, body: client }),
    );
    const keys = `/api/v1/service-clients/${randomUUID()}/keys`;
    await refused(api, forbidden, () => call(api.url, keys, { method: 'POST', token }));
  });

  it('70: answers 403 before it looks at the body', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    await refused(api, forbidden, () =>
      call(api.url, '/api/v1/service-clients', { method: 'POST', token, body: { isAdmin: true } }),
    );
  });

  it('72: answers an empty list, or no right at all, to somebody without a country', async () => {
    const { email, id } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const token = await signIn(api.url, email, PASSWORD);
    await api.database.admin.query(
      "update app.membership set valid_until = '2000-01-02' where user_id = $1",
      [id],
    );
    const lists = operations.filter(({ query }) => query.includes('limit'));
    const answers = await Promise.all(lists.map(({ path }) => get(path, token)));
    const seen = answers.map(({ status, body }) => (status === 200 ? body.data : body.code));
    expect(lists.length).toBeGreaterThan(0);
    expect(seen.filter((data) => data !== 'forbidden' && JSON.stringify(data) !== '[]')).toEqual([]);
  });

  it('73: gives a service client no scope that does not exist', async () => {
    const token = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    await refused(api, { status: 422, code: 'validation-failed' }, () =>
      call(api.url, '/api/v1/service-clients', {
        method: 'POST',
        token,
        body: { ...client, scopes: ['users:manage'] },
      }),
    );
  });
});
