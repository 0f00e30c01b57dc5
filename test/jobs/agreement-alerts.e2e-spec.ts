import type { INestApplicationContext } from '@nestjs/common';
import { JobWorkers, QUEUE_BACKEND, type QueueBackend, type SettableClock } from '#platform';
import type { TestApi } from '../support/app.js';
import { signIn } from '../support/client.js';
import { addPerson, PASSWORD } from '../support/people.js';
import { eventually, startWorker } from '../support/worker.js';
import { askerFor, signedAgreement, startRegisterApi, type Asker } from '../api/register/register-api.js';

const NAME = 'alert-agreements';

describe('the job that alerts people about agreements', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let legal: { id: string; asker: Asker };
  let coordinator: { id: string; asker: Asker };
  let ethiopia: { id: string; asker: Asker };

  beforeAll(async () => {
    api = await startRegisterApi();
    const person = async (role: string, scope: string): Promise<{ id: string; asker: Asker }> => {
      const { id, email } = await addPerson(api.database, { role, scope });
      return { id, asker: askerFor(api, await signIn(api.url, email, PASSWORD)) };
    };
    legal = await person('HQ_LEGAL', 'HQ');
    coordinator = await person('COORDINATOR', 'PK');
    ethiopia = await person('COORDINATOR', 'ET');
    worker = await startWorker(api);
  });
  afterAll(async () => {
    await worker?.close();
    await api?.close();
  });

  const queue = () => worker.get<QueueBackend>(QUEUE_BACKEND, { strict: false }).queue('notifications');
  /** Runs the job as the scheduler would, on a day, to its end. */
  const runOn = async (day: string): Promise<void> => {
    (api.clock as SettableClock).set(`${day}T08:00:00Z`);
    const notifications = queue();
    const job = await notifications.add(NAME, { id: 'HQ', scope: 'HQ' });
    await eventually(async () => (await job.getState()) === 'completed');
    await notifications.close();
  };
  /** Steps that a person was told about a thing, in their order. */
  const told = async ({ id }: { id: string }, subject: string): Promise<string[]> =>
    (
      await api.database.admin.query(
        `select kind || ' ' || rung as step from app.notification where recipient = $1 and subject_id = $2 order by id`,
        [id, subject],
      )
    ).rows.map(({ step }) => step);

  it('is set for the morning of headquarters, under a permission', async () => {
    const notifications = queue();
    const scheduler = await eventually(async () => notifications.getJobScheduler(NAME));
    await notifications.close();
    expect(scheduler).toMatchObject({ pattern: '0 6 * * *', tz: 'Asia/Baku' });
    const registered = worker.get(JobWorkers, { strict: false }).registered();
    expect(registered.find(({ name }) => name === NAME)).toMatchObject({ permission: 'operations:run' });
  });

  it('tells of a notice deadline at each step once, however often it runs', async () => {
    const term = { renewalMode: 'BY_NOTICE', noticePeriod: 'P1M', termUntil: '2027-06-30' };
    const { id } = await signedAgreement(legal.asker, term);
    await runOn('2026-11-22');
    expect(await told(legal, id)).toEqual([]);
    await runOn('2026-12-02');
    await runOn('2026-12-02');
    await runOn('2026-12-20');
    expect(await told(legal, id)).toEqual(['NOTICE_DEADLINE WITHIN_180']);
    await runOn('2027-05-01');
    await runOn('2027-05-31');
    expect(await told(legal, id)).toEqual([
      'NOTICE_DEADLINE WITHIN_180',
      'NOTICE_DEADLINE WITHIN_30',
      'NOTICE_DEADLINE PASSED',
    ]);
    expect(await told(coordinator, id)).toEqual([]);
  });

  it('tells nobody of a deadline about which somebody decided', async () => {
    const term = { renewalMode: 'AUTO', renewalPeriod: 'P1Y', noticePeriod: 'P1M', termUntil: '2027-01-31' };
    const signed = await signedAgreement(legal.asker, term);
    const act = { act: 'DENOUNCED', party: 'HQ', date: '2026-11-20' };
    expect((await legal.asker.post(`/instruments/${signed.id}/acts`, act, signed.rev)).status).toBe(201);
    await runOn('2026-11-25');
    expect(await told(legal, signed.id)).toEqual([]);
  });

  describe('about what a partner owes', () => {
    let occurrence: any;

    beforeAll(async () => {
      const { id } = await signedAgreement(legal.asker);
      const obligation = await legal.asker.post(`/instruments/${id}/obligations`, {
        clauseRef: '4.1',
        obliged: 'PK',
        kind: 'REPORTING',
        title: 'Report of the centre',
        frequency: 'ONCE',
        firstDueOn: '2026-12-10',
      });
      const { body } = await legal.asker.get('/obligation-occurrences?limit=200');
      occurrence = body.data.find((each: any) => each.obligation === obligation.body.id);
    });

    it('tells both sides once, the day after it was due, and no other partner', async () => {
      await runOn('2026-12-10');
      expect(await told(coordinator, occurrence.id)).toEqual([]);
      await runOn('2026-12-11');
      await runOn('2026-12-12');
      expect(await told(coordinator, occurrence.id)).toEqual(['OBLIGATION_OVERDUE OVERDUE']);
      expect(await told(ethiopia, occurrence.id)).toEqual([]);
      const { rows } = await api.database.admin.query(
        `select 1 from app.audit_event where action = 'agreements.alert' and partner = 'PK'`,
      );
      expect(rows.length).toBeGreaterThan(0);
    });

    it('shows it in the inbox, about no report', async () => {
      (api.clock as SettableClock).set('2026-12-12T08:00:00Z');
      const { body } = await coordinator.asker.get('/me/notifications?limit=200');
      expect(body.data.find(({ subject }: any) => subject === occurrence.id)).toMatchObject({
        kind: 'OBLIGATION_OVERDUE',
        slot: null,
        period: 'Report of the centre',
      });
    });
  });
});
