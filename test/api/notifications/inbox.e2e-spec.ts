import type { SettableClock } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { call, signIn, type Call } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD } from '../../support/people.js';
import { tell } from './notices.js';

const LIST = '/api/v1/me/notifications';

describe('one’s own notifications', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-10T06:00:00Z' });
    await addScopes(api.database, 'PK', 'UG');
  });
  afterAll(() => api.close());

  async function reader(spec = { role: 'COORDINATOR', scope: 'PK' }) {
    const person = await addPerson(api.database, spec);
    const token = await signIn(api.url, person.email, PASSWORD);
    return { ...person, ask: (path = LIST, rest: Call = {}) => call(api.url, path, { token, ...rest }) };
  }

  it('lists what somebody was told, newest first, in the language asked for', async () => {
    const { id, ask } = await reader();
    const older = await tell(api, { id });
    (api.clock as SettableClock).set('2026-11-10T06:05:00Z');
    const newer = await tell(api, { id }, { kind: 'RETURNED', rung: 'RETURNED', urgent: true });
    const { status, body } = await ask(`${LIST}?lang=az`);
    expect(status).toBe(200);
    expect(body.data.map((entry: { id: string }) => entry.id)).toEqual([newer, older]);
    expect(body.data[0]).toEqual({
      id: newer,
      partner: 'PK',
      kind: 'RETURNED',
      rung: 'RETURNED',
      urgent: true,
      slot: expect.any(String),
      subject: expect.any(String),
      unit: 'CTR-PK-ONE',
      period: 'Oktyabr 2026',
      dueAt: '2026-11-11T13:00:00.000Z',
      createdAt: '2026-11-10T06:05:00.000Z',
      readAt: null,
    });
  });

  it('pages without losing or repeating any', async () => {
    const { id, ask } = await reader();
    const told = [await tell(api, { id }), await tell(api, { id }), await tell(api, { id })];
    const first = await ask(`${LIST}?limit=2`);
    const second = await ask(`${LIST}?limit=2&cursor=${encodeURIComponent(first.body.page.nextCursor)}`);
    const seen = [...first.body.data, ...second.body.data].map((entry: { id: string }) => entry.id);
    expect(seen.toSorted()).toEqual(told.toSorted());
    expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
  });

  it('leaves out what a later rung superseded', async () => {
    const { id, ask } = await reader();
    await tell(api, { id }, { superseded: true });
    expect((await ask()).body.data).toEqual([]);
  });

  it('marks one as read, and keeps when it was first read', async () => {
    const { id, ask } = await reader();
    const notice = await tell(api, { id });
    const mark = () => ask(`${LIST}/${notice}/read`, { method: 'POST' });
    expect((await mark()).status).toBe(204);
    const { readAt } = (await ask()).body.data[0];
    (api.clock as SettableClock).set('2026-11-10T06:06:00Z');
    expect((await mark()).status).toBe(204);
    expect((await ask()).body.data[0].readAt).toBe(readAt);
    expect((await ask(`${LIST}?unread=true`)).body.data).toEqual([]);
    expect((await ask(`${LIST}?unread=false`)).body.data).toHaveLength(1);
  });

  it.each([
    ['a colleague of the same country', { role: 'COORDINATOR', scope: 'PK' }],
    ['somebody of another country', { role: 'COORDINATOR', scope: 'UG' }],
    ['the director', { role: 'DIRECTOR', scope: 'HQ' }],
  ])('shows nothing to %s, who cannot mark it either', async (_who, spec) => {
    const { id } = await reader();
    const notice = await tell(api, { id });
    const other = await reader(spec);
    expect((await other.ask()).body.data).toEqual([]);
    const marked = await other.ask(`${LIST}/${notice}/read`, { method: 'POST' });
    expect([marked.status, marked.body.code]).toEqual([404, 'not-found']);
    const { rows } = await api.database.admin.query('select read_at from app.notification where id = $1', [
      notice,
    ]);
    expect(rows).toEqual([{ read_at: null }]);
  });

  it('answers nobody without credentials', async () => {
    expect((await call(api.url, LIST)).status).toBe(401);
  });

  it.each(['unread=maybe', 'limit=0', 'cursor=forged.sig', 'mine=true'])('refuses ?%s', async (query) => {
    const { ask } = await reader();
    expect((await ask(`${LIST}?${query}`)).status).toBe(400);
  });
});
