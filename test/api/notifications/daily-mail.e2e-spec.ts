import { randomUUID } from 'node:crypto';
import { NoticesService } from '#notifications';
import { programContext, Transactions } from '#platform';
import { DigestMailsRepository } from '../../../libs/notifications/src/mail/digest-mails.repository.js';
import { startApi, type TestApi } from '../../support/app.js';
import { addPerson, addScopes } from '../../support/people.js';
import { tell } from './notices.js';

const DAY = '2026-11-10';
const RIGHT = { locale: 'en', address: 'a@pk.example', messageId: '<1@asan.example>' };

describe('the daily mail of a person', () => {
  let api: TestApi;
  let person: { id: string };
  const ctx = programContext('SCHEDULER', 'test', ['PK'], 'test');
  const mails = new DigestMailsRepository();

  beforeAll(async () => {
    api = await startApi({
      now: `${DAY}T06:00:00Z`,
      environment: { SMTP_URL: 'smtp://127.0.0.1:9' },
    });
    await addScopes(api.database, 'PK');
  });
  beforeEach(async () => {
    person = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterAll(() => api.close());

  const open = () =>
    api.app
      .get(Transactions)
      .run(ctx, (tx) =>
        api.app
          .get(NoticesService)
          .mailDaily(tx, [{ recipient: person.id, scope: 'PK', day: DAY, digestId: randomUUID() }]),
      );
  const deliveries = async (): Promise<{ digest: string | null; state: string }[]> =>
    (
      await api.database.admin.query(
        'select digest_id as digest, state from app.notification_delivery where recipient = $1 order by id',
        [person.id],
      )
    ).rows;

  it('is joined by what is told later that day as long as nobody began to send it', async () => {
    await tell(api, person);
    await open();
    await tell(api, person);
    await open();
    const [first, second] = await deliveries();
    expect(first!.digest).not.toBeNull();
    expect(second!.digest).toBe(first!.digest);
  });

  it('is not joined once it was sent', async () => {
    await tell(api, person);
    await open();
    await api.database.admin.query(
      "update app.notification_digest set state = 'SENT', sent_at = now() where recipient = $1",
      [person.id],
    );
    await tell(api, person);
    await open();
    expect((await deliveries()).filter(({ digest }) => digest === null)).toHaveLength(1);
  });

  it('says nothing of what joined it after it was written, which waits for the next one', async () => {
    await tell(api, person);
    await open();
    const digest = (await deliveries())[0]!.digest!;
    const lines = await api.app.get(Transactions).read(ctx, (tx) => mails.listLines(tx, digest));
    await tell(api, person);
    await open();
    const begun = await api.app
      .get(Transactions)
      .run(ctx, (tx) => mails.beginSending(tx, digest, lines, RIGHT));
    expect(begun).toBe(1);
    expect((await deliveries()).toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
      { digest: null, state: 'QUEUED' },
      { digest, state: 'SENDING' },
    ]);
  });
});
