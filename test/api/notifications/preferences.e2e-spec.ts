import { PreferenceLinks } from '#notifications';
import { startApi, type TestApi } from '../../support/app.js';
import { call, signIn } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD } from '../../support/people.js';
import { tell } from './notices.js';

const OWN = '/api/v1/me/notification-preferences';
const LINKED = '/api/v1/mail-preferences';

describe('wishes about mails', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-10T06:00:00Z', environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    await addScopes(api.database, 'PK');
  });
  afterAll(() => api.close());

  const coordinator = () => addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
  const linkOf = ({ id }: { id: string }) =>
    api.app.get(PreferenceLinks).tokenFor({ recipient: id, scope: 'PK' });
  const byLink = (body: object) => call(api.url, LINKED, { method: 'POST', body });
  const deliveriesOf = async ({ id }: { id: string }) =>
    (
      await api.database.admin.query(
        'select state, reason from app.notification_delivery where recipient = $1 order by urgent',
        [id],
      )
    ).rows;

  it('are none at first, and change under If-Match with a record of who did it', async () => {
    const person = await coordinator();
    const token = await signIn(api.url, person.email, PASSWORD);
    const before = await call(api.url, OWN, { token });
    expect([before.body, before.headers.get('etag')]).toEqual([
      { snoozedUntil: null, unsubscribed: false, rev: 0 },
      '"r0"',
    ]);
    const change = (body: object, tag: string) =>
      call(api.url, OWN, { method: 'PATCH', token, body, headers: { 'if-match': tag } });
    const changed = await change({ unsubscribed: true }, '"r0"');
    expect([changed.status, changed.body]).toEqual([200, { snoozedUntil: null, unsubscribed: true, rev: 1 }]);
    expect((await change({ unsubscribed: false }, '"r0"')).status).toBe(412);
    const { rows } = await api.database.admin.query(
      "select actor_id, partner, after from app.audit_event where action = 'notification-preference.change' and entity_id = $1",
      [person.id],
    );
    expect(rows).toEqual([{ actor_id: person.id, partner: 'PK', after: changed.body }]);
  });

  it('can be said by the link of a mail, without signing in', async () => {
    const person = await coordinator();
    const answer = await byLink({ token: linkOf(person), unsubscribed: true });
    expect([answer.status, answer.body]).toEqual([200, { snoozedUntil: null, unsubscribed: true, rev: 1 }]);
    await tell(api, person);
    await tell(api, person, { kind: 'RETURNED', rung: 'RETURNED', urgent: true });
    expect(await deliveriesOf(person)).toEqual([
      { state: 'SUPPRESSED', reason: 'unsubscribed' },
      { state: 'QUEUED', reason: null },
    ]);
  });

  it('can be taken back by the same link', async () => {
    const person = await coordinator();
    await byLink({ token: linkOf(person), unsubscribed: true, snoozedUntil: '2026-11-12T00:00:00Z' });
    const answer = await byLink({ token: linkOf(person), unsubscribed: false, snoozedUntil: null });
    expect(answer.body).toEqual({ snoozedUntil: null, unsubscribed: false, rev: 2 });
    await tell(api, person);
    expect(await deliveriesOf(person)).toEqual([{ state: 'QUEUED', reason: null }]);
  });

  it('end with the pause', async () => {
    const person = await coordinator();
    await byLink({ token: linkOf(person), snoozedUntil: '2026-11-10T06:00:01Z' });
    await api.database.admin.query(
      "update app.notification_preference set snoozed_until = '2026-11-10T06:00:00Z'",
    );
    await tell(api, person);
    expect(await deliveriesOf(person)).toEqual([{ state: 'QUEUED', reason: null }]);
  });

  it.each([
    ['a forged link', (link: string) => ({ token: `${link.slice(0, -2)}AA` }), 'invalid-link'],
    [
      'a link of another country',
      (link: string) => ({ token: link.replace('.PK.', '.HQ.') }),
      'invalid-link',
    ],
    [
      'a pause that is over',
      (token: string) => ({ token, snoozedUntil: '2026-11-10T05:59:59Z' }),
      'invalid-timestamp',
    ],
    [
      'a pause of a year',
      (token: string) => ({ token, snoozedUntil: '2027-11-10T06:00:00Z' }),
      'invalid-timestamp',
    ],
    [
      'a pause without zone',
      (token: string) => ({ token, snoozedUntil: '2026-11-12T06:00:00' }),
      'invalid-timestamp',
    ],
  ])('refuses %s and stores nothing', async (_condition, bodyOf, code) => {
    const person = await coordinator();
    const answer = await byLink(bodyOf(linkOf(person)));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    const { rows } = await api.database.admin.query(
      'select 1 from app.notification_preference where recipient = $1',
      [person.id],
    );
    expect(rows).toEqual([]);
  });

  it('of a closed account are refused', async () => {
    const person = await coordinator();
    await api.database.admin.query('update app.user_account set disabled_at = now() where id = $1', [
      person.id,
    ]);
    const answer = await byLink({ token: linkOf(person), unsubscribed: true });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-link']);
  });
});
