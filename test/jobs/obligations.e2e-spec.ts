import type { INestApplicationContext } from '@nestjs/common';
import { JobWorkers, QUEUE_BACKEND, type QueueBackend, type SettableClock } from '#platform';
import type { TestApi } from '../support/app.js';
import { eventually, startWorker } from '../support/worker.js';
import { askerWith, signedAgreement, startRegisterApi, TODAY } from '../api/register/register-api.js';

const NAME = 'roll-obligations';

describe('the nightly job that rolls obligations ahead', () => {
  let api: TestApi;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    api = await startRegisterApi();
    const legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    const { id } = await signedAgreement(legal);
    await legal.post(`/instruments/${id}/obligations`, {
      clauseRef: '4.1',
      obliged: 'PK',
      kind: 'REPORTING',
      title: 'Monthly report',
      frequency: 'MONTHLY',
      firstDueOn: TODAY,
    });
    worker = await startWorker(api);
  });

  afterAll(async () => {
    await worker?.close();
    await api?.close();
  });

  const queue = () => worker.get<QueueBackend>(QUEUE_BACKEND, { strict: false }).queue('maintenance');
  const dueDays = async (): Promise<string[]> =>
    (
      await api.database.admin.query('select due_on::text as day from app.obligation_occurrence order by 1')
    ).rows.map(({ day }) => day);
  const audited = async (): Promise<unknown[]> =>
    (
      await api.database.admin.query(
        `select after->>'added' as added from app.audit_event where action = 'obligations.roll-ahead' order by id`,
      )
    ).rows;
  /** Runs the job as the scheduler would, to its end. */
  const run = async (): Promise<void> => {
    const maintenance = queue();
    const job = await maintenance.add(NAME, { id: 'HQ', scope: 'HQ' });
    await eventually(async () => (await job.getState()) === 'completed');
    await maintenance.close();
  };

  it('is set for the early morning of headquarters', async () => {
    const maintenance = queue();
    const scheduler = await eventually(async () => maintenance.getJobScheduler(NAME));
    await maintenance.close();
    expect(scheduler).toMatchObject({ pattern: '15 1 * * *', tz: 'Asia/Baku' });
  });

  it('acts under a permission', () => {
    const definition = worker
      .get(JobWorkers, { strict: false })
      .registered()
      .find(({ name }) => name === NAME);
    expect(definition).toMatchObject({ queue: 'maintenance', permission: 'operations:run' });
  });

  it('adds the months that came within the horizon, once however often it runs', async () => {
    expect((await dueDays()).at(-1)).toBe('2027-12-22');
    (api.clock as SettableClock).set('2027-01-22T08:00:00Z');
    const before = await audited();
    await run();
    const after = await dueDays();
    expect(after.at(-1)).toBe('2028-02-22');
    expect((await audited()).slice(before.length)).toEqual([{ added: '2' }]);
    await run();
    expect(await dueDays()).toEqual(after);
    expect(await audited()).toHaveLength(before.length + 1);
  });
});
