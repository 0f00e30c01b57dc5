import { startApi, type TestApi } from '../../support/app.js';
import { call, signIn } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD, signedIn } from '../../support/people.js';

describe('POST /auth/login, /auth/refresh, /auth/logout, GET /me', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'PK', 'ET');
  });
  afterAll(() => api.close());

  const login = (body: unknown) => call(api.url, '/api/v1/auth/login', { method: 'POST', body });

  it('answers tokens for the right password and records the session', async () => {
    const { email, id } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const answer = await login({ email, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      expiresIn: 900,
      accessToken: expect.any(String),
      refreshToken: expect.stringMatching(/^asan_rt_/),
    });
    const { rows } = await api.database.admin.query(
      'select action from app.audit_event where entity_id = $1',
      [id],
    );
    expect(rows).toEqual([{ action: 'session.open' }]);
  });

  it('answers alike for a wrong password, an unknown and a disabled account', async () => {
    const { email } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const closed = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await api.database.admin.query('update app.user_account set disabled_at = now() where id = $1', [
      closed.id,
    ]);
    const answers = [
      await login({ email, password: 'wrong password' }),
      await login({ email: 'nobody@pk.example', password: PASSWORD }),
      await login({ email: closed.email, password: PASSWORD }),
    ];
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual(
      Array(3).fill([401, 'invalid-credentials']),
    );
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer.body, traceId: '' }))).size).toBe(1);
  });

  it('answers 429 after five failures, whatever address the caller claims', async () => {
    const { email } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    for (let n = 0; n < 5; n++) await login({ email, password: 'wrong password' });
    const answer = await call(api.url, '/api/v1/auth/login', {
      method: 'POST',
      body: { email: email.toUpperCase(), password: PASSWORD },
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      429,
      'too-many-attempts',
      '900',
    ]);
  });

  it('names unknown members and wrong types of the body', async () => {
    const answer = await login({ email: 7, password: PASSWORD, isAdmin: true });
    expect(answer.status).toBe(422);
    expect(
      answer.body.errors.map((fault: { pointer: string; code: string }) => [fault.pointer, fault.code]),
    ).toEqual(
      expect.arrayContaining([
        ['/isAdmin', 'unknown-member'],
        ['/email', 'validation-failed'],
      ]),
    );
  });

  it('tells who I am and where my permissions hold', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const { status, body } = await call(api.url, '/api/v1/me', { token });
    expect(status).toBe(200);
    expect(body.permissions['submissions:submit']).toEqual(['PK']);
    expect(body.permissions['submissions:accept']).toBeUndefined();
  });

  it('gives headquarters an explicit list of every scope', async () => {
    const token = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const { body } = await call(api.url, '/api/v1/me', { token });
    expect(body.permissions['submissions:accept']).toEqual(expect.arrayContaining(['ET', 'HQ', 'PK']));
  });

  it('rotates the refresh token and ends the session when an old one returns late', async () => {
    const { email } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const first = (await login({ email, password: PASSWORD })).body;
    const refresh = (refreshToken: string) =>
      call(api.url, '/api/v1/auth/refresh', { method: 'POST', body: { refreshToken } });
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    await api.database.admin.query("update app.session set rotated_at = rotated_at - interval '1 minute'");
    expect((await refresh(first.refreshToken)).body.code).toBe('token-reused');
    expect((await refresh(second.body.refreshToken)).body.code).toBe('session-ended');
    await new Promise((done) => setTimeout(done, 1_000));
    expect((await call(api.url, '/api/v1/me', { token: second.body.accessToken })).body.code).toBe(
      'session-ended',
    );
  });

  it('ends the session at sign-out', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    expect((await call(api.url, '/api/v1/auth/logout', { method: 'POST', token })).status).toBe(204);
    await new Promise((done) => setTimeout(done, 1_000));
    expect((await call(api.url, '/api/v1/me', { token })).status).toBe(401);
  });

  it('refuses a caller without credentials and says how to sign in', async () => {
    const answer = await call(api.url, '/api/v1/me');
    expect([answer.status, answer.body.code, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'unauthenticated',
      'Bearer realm="asan"',
    ]);
  });

  it('answers in the language that was asked for', async () => {
    const answer = await call(api.url, '/api/v1/me', { headers: { 'accept-language': 'az' } });
    expect(answer.headers.get('content-language')).toBe('az');
    expect(answer.body.title).toBe('Daxil olmamısınız');
  });

  it('lets a service client use its scopes and nothing else', async () => {
    const admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const client = await call(api.url, '/api/v1/service-clients', {
      method: 'POST',
      token: admin,
      body: { partner: 'ET', code: 'MIS', name: 'National system', scopes: ['feed:write'] },
    });
    expect(client.status).toBe(201);
    const issued = await call(api.url, `/api/v1/service-clients/${client.body.id}/keys`, {
      method: 'POST',
      token: admin,
      body: {},
    });
    const { key } = issued.body;
    const me = await call(api.url, '/api/v1/me', { token: key });
    expect(me.body.code).toBe('forbidden');
    const wrong = await call(api.url, '/api/v1/me', {
      token: `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`,
    });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid-token']);
    const { rows } = await api.database.admin.query('select key_hash from app.service_client_key');
    expect(rows[0].key_hash).not.toContain(key);
  });

  it('is documented', async () => {
    await signIn(api.url, (await addPerson(api.database, { role: 'AUDITOR', scope: 'HQ' })).email, PASSWORD);
    const document = await call(api.url, '/api/openapi.json');
    expect(document.body.openapi).toBe('3.1.0');
    expect(Object.keys(document.body.paths)).toContain('/api/v1/auth/login');
  });
});
