import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD } from '../../support/people.js';
import { almighty, describedOperations, type Operation } from './operations.js';
import { offenders, refused, type Refusal } from './oracle.js';

const UUID = '5f0c2f4e-6d3b-4c63-9f0a-3f6f1f0f6a11';
const notExact: Refusal = { status: 422, code: 'number-not-exact' };
const malformed: Refusal = { status: 400, code: 'malformed-json' };

describe('bad input, group C: numbers and identifiers', () => {
  let api: TestApi;
  let token: string;
  let withId: Operation[];
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'ET', 'PK');
    token = await almighty(api);
    withId = (await describedOperations(api)).filter(
      ({ template, isForPeople }) => template.includes('{id}') && isForPeople,
    );
  });
  afterAll(() => api.close());

  const post = (path: string, body: unknown) => call(api.url, path, { method: 'POST', token, body });

  it.each<[string, string, string, Refusal]>([
    ['31', 'a number beyond 15 digits', '9007199254740993', notExact],
    ['32', 'a number beyond a double', '1e400', notExact],
    ['32', 'a number that vanishes in a double', '1e-400', notExact],
    ['32', 'a hexadecimal number', '0x1F', malformed],
    ['32', 'a leading zero', '012', malformed],
    ['32', 'a plus sign', '+1', malformed],
    ['32', 'a fraction without digits', '1.', malformed],
    ['33', 'Infinity', 'Infinity', malformed],
  ])('%s: refuses %s', async (_row, _condition, literal, expected) => {
    await refused(api, expected, () => post('/api/v1/auth/login', `{"email":${literal}}`));
  });

  it.each([
    `{${UUID}}`,
    UUID.toUpperCase(),
    UUID.replaceAll('-', ''),
    '00000000-0000-0000-0000-000000000000',
    `urn:uuid:${UUID}`,
    `${UUID}%20`,
    `%20${UUID}`,
    "'or'1'='1",
    '1',
    '%00',
    '-1',
  ])('40: refuses the id %s on every operation with an id', async (id) => {
    const expected = { status: 400, code: 'invalid-id' };
    const ask = ({ method, template, body, takesJson }: Operation) =>
      call(
        api.url,
        template
          .replace('{id}', id)
          .replace(/\{\w*Id\}/g, UUID)
          .replace(/\{\w+\}/g, 'ZZ'),
        {
          method,
          token,
          headers: { 'if-match': '"r1"' },
          body: takesJson ? body : undefined,
        },
      );
    expect(withId.length).toBeGreaterThan(0);
    expect(await offenders(api, withId, expected, ask)).toEqual([]);
  });

  it.each(['id', 'et', '\u0130D', 'E\u200bT', '\u0415\u0422', 'E T', ''])(
    '39: refuses the partner code %j',
    async (partner) => {
      const body = { partner, code: 'MIS', name: 'National system', scopes: ['feed:write'] };
      await refused(api, { status: 422, code: 'validation-failed' }, () =>
        post('/api/v1/service-clients', body),
      );
    },
  );

  it('39: answers 404 for a partner that does not exist', async () => {
    const body = { partner: 'XX', code: 'MIS', name: 'National system', scopes: ['feed:write'] };
    await refused(api, { status: 404, code: 'not-found' }, () => post('/api/v1/service-clients', body));
  });

  it('42: stores one spelling of a name, however it was composed', async () => {
    const body = { partner: 'ET', code: 'NFC', name: 'Centre re\u0301gional', scopes: ['feed:write'] };
    const answer = await post('/api/v1/service-clients', body);
    expect([answer.status, answer.body.name]).toEqual([201, 'Centre r\u00e9gional']);
  });

  it.each([
    ['ADM\u0130N', 'a.example'],
    ['adm\u0131n', 'b.example'],
    ['Adm\u0131N', 'c.example'],
  ])('43: keeps %s apart from admin', async (name, domain) => {
    await addPerson(api.database, { role: 'HQ_ADMIN', scope: 'HQ', email: `admin@${domain}` });
    const login = (email: string) => post('/api/v1/auth/login', { email, password: PASSWORD });
    expect((await login(`ADMIN@${domain}`)).status).toBe(200);
    await refused(api, { status: 401, code: 'invalid-credentials' }, () => login(`${name}@${domain}`));
  });
});
