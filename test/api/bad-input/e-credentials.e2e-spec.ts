import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi, type TestApi } from '../../support/app.js';
import { call, signIn } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD, signedIn } from '../../support/people.js';
import { requestHead, sendRaw } from '../../support/raw-http.js';
import { Tokens } from '../../../libs/identity/src/sessions/tokens.js';
import { forgedTokens, hmacToken, ownClaims, type Loot } from './forged-tokens.js';
import { describedOperations, type Operation } from './operations.js';
import { expectAlive, judged, offenders, refused, rowCounts, type Refusal } from './oracle.js';

const invalidToken: Refusal = { status: 401, code: 'invalid-token' };
const unauthenticated: Refusal = { status: 401, code: 'unauthenticated' };
const invalidCredentials: Refusal = { status: 401, code: 'invalid-credentials' };
const forbidden: Refusal = { status: 403, code: 'forbidden' };
/** Longer than a caller's rights are remembered. */
const FORGOTTEN_MS = 1_100;

describe('bad input, group E: credentials', () => {
  let api: TestApi;
  let token: string;
  let loot: Loot;
  let closed: Operation[];
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'ET', 'PK');
    token = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as Loot['claims'];
    loot = {
      token,
      key: api.app.get(Tokens, { strict: false }).key.export(),
      claims: { sub: claims.sub, sid: claims.sid },
    };
    closed = (await describedOperations(api)).filter(({ isPublic }) => !isPublic);
  });
  afterAll(() => api.close());

  const me = (as: string) => call(api.url, '/api/v1/me', { token: as });
  const login = (body: unknown, headers?: Record<string, string>) =>
    call(api.url, '/api/v1/auth/login', { method: 'POST', body, headers });
  const withAuthorization = (...values: string[]) =>
    sendRaw(
      api.url,
      requestHead(api.url, 'GET /api/v1/me', ...values.map((value) => `Authorization: ${value}`)),
    );

  const issueKey = async (): Promise<{ key: string; id: string }> => {
    const body = {
      partner: 'ET',
      code: `C-${randomBytes(4).toString('hex').toUpperCase()}`,
      name: 'National system',
      scopes: ['feed:write'],
    };
    const client = await call(api.url, '/api/v1/service-clients', { method: 'POST', token, body });
    const issued = await call(api.url, `/api/v1/service-clients/${client.body.id}/keys`, {
      method: 'POST',
      token,
    });
    return issued.body;
  };

  it('54: answers 401 without credentials on every closed operation', async () => {
    const ask = ({ method, path }: Operation) => call(api.url, path, { method });
    expect(closed.length).toBeGreaterThan(4);
    expect(await offenders(api, closed, unauthenticated, ask)).toEqual([]);
  });

  it('55: answers 401 to a forged token on every closed operation', async () => {
    const forged = hmacToken(randomBytes(32), { alg: 'HS256', typ: 'JWT' }, ownClaims(loot));
    const ask = ({ method, path }: Operation) => call(api.url, path, { method, token: forged });
    expect(await offenders(api, closed, invalidToken, ask)).toEqual([]);
  });

  it.each([
    ['another scheme', () => [`Basic ${token}`]],
    ['a scheme in small letters', () => [`bearer ${token}`]],
    ['no scheme', () => [token]],
    ['a scheme alone', () => ['Bearer']],
    ['two spaces', () => [`Bearer  ${token}`]],
    ['a tab', () => [`Bearer\t${token}`]],
    ['two tokens', () => [`Bearer ${token} ${token}`]],
    ['a list', () => [`Bearer ${token}, Bearer ${token}`]],
    ['nothing', () => ['']],
    ['the header twice', () => [`Bearer ${token}`, `Bearer ${token}`]],
    ['the header twice, one empty', () => [`Bearer ${token}`, '']],
  ])('54: answers 401 to %s', async (_condition, values) => {
    await refused(api, unauthenticated, () => withAuthorization(...values()));
  });

  it('55, 56: refuses every forged token, and never with a 5xx', async () => {
    const tokens = forgedTokens(loot);
    const before = await rowCounts(api);
    const answers = await Promise.all(
      tokens.map(async ([name, forged]) => {
        const answer = judged(await withAuthorization(`Bearer ${forged}`));
        return `${name}: ${answer.status} ${answer.body.code}`;
      }),
    );
    expect(tokens.length).toBeGreaterThanOrEqual(60);
    expect(
      answers.filter((answer) => !/: 401 (?:invalid-token|session-ended|unauthenticated)$/.test(answer)),
    ).toEqual([]);
    expect(await rowCounts(api)).toEqual(before);
    await expectAlive(api);
  });

  it('55: takes the token that the forgeries were made from', async () => {
    const exact = hmacToken(loot.key, { alg: 'HS256', typ: 'JWT' }, ownClaims(loot));
    expect([(await me(token)).status, (await me(exact)).status]).toEqual([200, 200]);
  });

  it('56: answers 431 to a token of 100 KB', async () => {
    const huge = `${token.split('.')[0]}.${'a'.repeat(100_000)}.x`;
    await refused(api, { status: 431, code: 'headers-too-large' }, () => withAuthorization(`Bearer ${huge}`));
  });

  it('57: refuses malformed, mistyped and unknown keys', async () => {
    const { key } = await issueKey();
    const body = `asan_live_abcdefghijkm_${randomBytes(32).toString('base64url')}`;
    const unknown = `${body}_${crc32(body).toString(16).padStart(8, '0')}`;
    const last = key.endsWith('0') ? '1' : '0';
    const forged = [
      `${key.slice(0, -1)}${last}`,
      key.toUpperCase(),
      `${key}x`,
      key.slice(0, -9),
      key.replace('live', 'test'),
      'asan_live_',
      'asan_',
      `asan_live_${'a'.repeat(5_000)}`,
      "asan_live_' or '1'='1",
      unknown,
    ];
    for (const wrong of forged.filter((candidate) => !candidate.includes(' ')))
      await refused(api, invalidToken, () => me(wrong));
  });

  it.each([
    ['revoked', 'update app.service_client_key set revoked_at = now() where id = $1'],
    ['expired', "update app.service_client_key set expires_at = now() - interval '1 second' where id = $1"],
    [
      'of a disabled client',
      'update app.service_client set disabled_at = now() where id = (select client_id from app.service_client_key where id = $1)',
    ],
  ])('57: refuses a key that is %s', async (_condition, sql) => {
    const { key, id } = await issueKey();
    await api.database.admin.query(sql, [id]);
    await refused(api, invalidToken, () => me(key));
  });

  it('57, 58: answers 403 to a key on routes beyond its scopes and on routes of sessions', async () => {
    const { key } = await issueKey();
    await refused(api, forbidden, () => me(key));
    await refused(api, forbidden, () => call(api.url, '/api/v1/auth/logout', { method: 'POST', token: key }));
    await refused(api, forbidden, () =>
      call(api.url, '/api/v1/service-clients', { method: 'POST', token: key, body: {} }),
    );
    await refused(api, invalidToken, () =>
      call(api.url, '/api/v1/auth/refresh', { method: 'POST', body: { refreshToken: key } }),
    );
  });

  it.each([
    '',
    'x',
    'asan_rt_x_y',
    'asan_rt_00000000-0000-0000-0000-000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('59: refuses the refresh token %j', async (refreshToken) => {
    await refused(api, invalidToken, () =>
      call(api.url, '/api/v1/auth/refresh', { method: 'POST', body: { refreshToken } }),
    );
  });

  it('60: ends the session of a suspended account', async () => {
    const { email, id } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const suspended = await signIn(api.url, email, PASSWORD);
    await api.database.admin.query('update app.user_account set disabled_at = now() where id = $1', [id]);
    await pause(FORGOTTEN_MS);
    await refused(api, { status: 401, code: 'session-ended' }, () => me(suspended));
  });

  it.each([
    ['of 10 MB', 'x'.repeat(10 * 2 ** 20), { status: 413, code: 'body-too-large' }],
    ['of 129 characters', 'x'.repeat(129), { status: 422, code: 'too-long' }],
    ['with NUL', 'a\0b', { status: 422, code: 'forbidden-character' }],
    ['that is empty', '', { status: 422, code: 'validation-failed' }],
  ])('62: refuses a password %s', async (_condition, password, expected) => {
    const body = Buffer.from(JSON.stringify({ email: 'nobody@pk.example', password }));
    const head = requestHead(
      api.url,
      'POST /api/v1/auth/login',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    );
    const pieces = Array.from({ length: Math.ceil(body.length / 65_536) }, (_, n) =>
      body.subarray(n * 65_536, (n + 1) * 65_536),
    );
    await refused(api, expected, () => sendRaw(api.url, head, { rest: pieces }));
  });

  it.each([
    ['with a space behind it', (email: string) => `${email} `],
    ['with a quote', (email: string) => `${email}'--`],
    ['with a wildcard', (email: string) => email.replace(/^.{3}/, '%')],
  ])('63: takes an address %s for another one', async (_condition, bend) => {
    const { email } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await refused(api, invalidCredentials, () => login({ email: bend(email), password: PASSWORD }));
  });

  it('64: answers 429 after 50 failures from one address, however names and headers rotate', async () => {
    await api.database.admin.query('delete from app.login_failure');
    const attempt = (n: number) =>
      login(
        { email: `${n % 2 ? 'Nobody' : 'nobody'}.${n}@pk.example`, password: 'wrong password' },
        {
          'x-forwarded-for': `203.0.113.${n}`,
          'x-real-ip': `203.0.113.${n}`,
          forwarded: `for=203.0.113.${n}`,
        },
      );
    const statuses: number[] = [];
    for (let n = 0; n < 52; n++) statuses.push((await attempt(n)).status);
    expect(statuses).toEqual([...Array(50).fill(401), 429, 429]);
    await refused(api, { status: 429, code: 'too-many-attempts' }, () => attempt(53));
    await api.database.admin.query('delete from app.login_failure');
  });
});
