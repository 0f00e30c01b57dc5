import type { TestApi } from '../../support/app.js';
import { call, signIn, type Answer } from '../../support/client.js';
import { addPerson, PASSWORD } from '../../support/people.js';
import {
  askerFor,
  askerWith,
  auditOf,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from './register-api.js';

describe('calendar feeds', () => {
  let api: TestApi;
  let owner: { id: string; email: string };
  let coordinator: Asker;
  let token: string;

  beforeAll(async () => {
    api = await startRegisterApi();
    const legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    const term = { renewalMode: 'BY_NOTICE', noticePeriod: 'P1M', termUntil: '2027-03-31' };
    await signedAgreement(legal, { code: 'AGR-PK-FEED', ...term });
    await signedAgreement(legal, { code: 'AGR-ET-FEED', parties: ['ET'], ...term });
  });
  afterAll(() => api?.close());
  beforeEach(async () => {
    owner = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    token = await signIn(api.url, owner.email, PASSWORD);
    coordinator = askerFor(api, token);
  });

  const made = async (): Promise<any> =>
    (await coordinator.post('/me/calendar-feeds', { name: 'Telephone' })).body;
  const read = (path: string): Promise<Answer> =>
    call(api.url, path, { headers: { accept: 'text/calendar' } });
  const revoke = (id: string, by = token) =>
    call(api.url, `/api/v1/me/calendar-feeds/${id}`, { method: 'DELETE', token: by });

  it('are read without signing in, and show what their owner may see', async () => {
    const answer = await read((await made()).path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    expect(answer.body).toContain('SUMMARY:Notice deadline: AGR-PK-FEED');
    expect(answer.body).not.toContain('AGR-ET-FEED');
  });

  it('are on record, with a token that is stored nowhere', async () => {
    const { id, path } = await made();
    expect(await auditOf(api, id)).toEqual(['calendar-feed.create']);
    const secret = path.split('.').at(-1);
    const { rows } = await api.database.admin.query(
      `select 1 from app.calendar_feed f where f::text like $1
       union all select 1 from app.audit_event e where e::text like $1`,
      [`%${secret}%`],
    );
    expect(rows).toEqual([]);
  });

  it('show their token once', async () => {
    const { id } = await made();
    const { body } = await coordinator.get('/me/calendar-feeds');
    expect(body.data).toEqual([{ id, name: 'Telephone', createdAt: expect.any(String) }]);
  });

  it('answer nothing once they were revoked, by their owner only', async () => {
    const { id, path } = await made();
    const somebody = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    expect((await revoke(id, await signIn(api.url, somebody.email, PASSWORD))).status).toBe(404);
    expect((await revoke(id)).status).toBe(204);
    expect((await read(path)).status).toBe(404);
    expect((await revoke(id)).status).toBe(404);
    expect(await auditOf(api, id)).toEqual(['calendar-feed.create', 'calendar-feed.revoke']);
  });

  it.each([
    ['the account is closed', 'update app.user_account set disabled_at = now() where id = $1'],
    ['the last role has ended', `update app.membership set valid_until = '2026-11-22' where user_id = $1`],
  ])('answer nothing once %s', async (_what, statement) => {
    const { path } = await made();
    await api.database.admin.query(statement, [owner.id]);
    expect((await read(path)).status).toBe(404);
  });

  it('answer nothing to a token that differs by one character, or is none', async () => {
    const { path } = await made();
    const other = `${path.slice(0, -2)}${path.at(-2) === 'A' ? 'B' : 'A'}${path.at(-1)}`;
    expect((await read(other)).status).toBe(404);
    expect((await read('/api/v1/calendar-feeds/nonsense')).status).toBe(404);
    expect((await read(path)).status).toBe(200);
  });

  it('are at most ten for each person', async () => {
    for (let count = 0; count < 10; count += 1) await made();
    const refused = await coordinator.post('/me/calendar-feeds', { name: 'One more' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-many-feeds' } });
  });
});
