import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { addPerson, addScopes, signedIn } from '../../support/people.js';
import { tell } from './notices.js';

describe('the delivery record', () => {
  let api: TestApi;
  let desk: string;
  let person: { id: string; email: string };

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-10T06:00:00Z' });
    await addScopes(api.database, 'PK', 'UG');
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
    person = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await tell(api, person);
    await tell(api, person, { superseded: true });
    await tell(api, await addPerson(api.database, { role: 'COORDINATOR', scope: 'UG' }), { partner: 'UG' });
  });
  afterAll(() => api.close());

  const list = (query = '', token = desk) => call(api.url, `/api/v1/deliveries${query}`, { token });

  it('says who was told what and what came of it', async () => {
    const { status, body } = await list('?partner=PK');
    expect(status).toBe(200);
    const reasons = body.data.map(({ reason }: { reason: string }) => reason);
    expect(reasons.toSorted()).toEqual(['no-mail-server', 'superseded']);
    expect(body.data[0]).toMatchObject({
      partner: 'PK',
      recipient: { id: person.id, name: person.email, address: person.email },
      channel: 'EMAIL',
      kind: 'DUE_SOON',
      rung: 'T-1',
      state: 'SUPPRESSED',
      mail: null,
      attempts: 0,
      sentAt: null,
    });
  });

  it.each([
    ['', 3],
    ['?partner=UG', 1],
    ['?state=SUPPRESSED', 3],
    ['?state=UNCERTAIN', 0],
    ['?partner=PK&limit=1', 1],
  ])('lists with %s %i', async (query, expected) => {
    expect((await list(query)).body.data).toHaveLength(expected);
  });

  it('lists those of one person', async () => {
    expect((await list(`?recipient=${person.id}`)).body.data).toHaveLength(2);
  });

  it.each([
    ['AUDITOR', 'HQ', 200],
    ['HQ_ADMIN', 'HQ', 200],
    ['HQ_REVIEWER', 'HQ', 403],
    ['COORDINATOR', 'PK', 403],
    ['PARTNER_SUPERVISOR', 'PK', 403],
  ])('answers a %s of %s with %i', async (role, scope, expected) => {
    const token = await signedIn(api, { role, scope });
    expect((await list('', token)).status).toBe(expected);
    expect((await call(api.url, '/api/v1/contact-tasks', { token })).status).toBe(expected);
  });

  it('does not know a partner that does not exist', async () => {
    const { status, body } = await list('?partner=XX');
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it.each(['?state=LOST', '?recipient=me', '?partner=pk'])('refuses %s', async (query) => {
    expect((await list(query)).status).toBe(400);
  });

  it('tells the ladder as data to everybody who has calendars', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const { status, body } = await call(api.url, '/api/v1/notification-policies', { token });
    expect(status).toBe(200);
    expect(body.ladders[0].form).toBe('MONTHLY');
    expect(body.ladders[0].rungs.map(({ rung }: { rung: string }) => rung)).toEqual([
      'T-5',
      'T-1',
      'T0',
      'T+1',
      'T+3',
      'T+7',
    ]);
    expect(body.events).toContainEqual({ kind: 'RETURNED', roles: ['COORDINATOR'], urgent: true });
  });
});
