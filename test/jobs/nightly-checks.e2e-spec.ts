import type { INestApplicationContext } from '@nestjs/common';
import { JobWorkers, QUEUE_BACKEND, type QueueBackend } from '#platform';
import { CheckReports } from '../../libs/reporting/src/report-checks/check-reports.js';
import { publishRule, rulesWorld, type RulesWorld } from '../api/validation/rules-world.js';
import { CORE_CELLS } from '../support/reporting.js';
import { eventually, startWorker } from '../support/worker.js';

const NAME = 'check-reports';
const CROWDED = {
  kind: 'RANGE',
  severity: 'EXPLAIN',
  cell: 'VISITORS',
  max: '1500',
  stages: ['NIGHTLY'],
};
const MANY = { ...CORE_CELLS, VISITORS: '2000', SERVICES_RENDERED: '2100' };

describe('the rules of the night', () => {
  let world: RulesWorld;
  let worker: INestApplicationContext;

  beforeEach(async () => {
    world = await rulesWorld();
    worker = await startWorker(world.api);
  });
  afterEach(async () => {
    await worker?.close();
    await world?.close();
  });

  const rows = async (question: string, values: unknown[] = []) =>
    (await world.api.database.admin.query(question, values)).rows;
  const checkTonight = () => worker.get(CheckReports, { strict: false }).run('PK');
  const runsOf = (id: string) =>
    rows(
      "select announced, findings from app.validation_run where submission_id = $1 and trigger = 'NIGHTLY' order by run_at",
      [id],
    );
  const newsOf = (slot: string) =>
    rows("select recipient from app.notification where subject_id = $1 and kind = 'FINDING'", [slot]);
  const promised = (slot: string) =>
    rows("select 1 from app.outbox where payload->>'kind' = 'FINDING' and payload->>'id' = $1", [slot]);
  const queue = () => worker.get<QueueBackend>(QUEUE_BACKEND, { strict: false }).queue('maintenance');

  it('are asked each night on the clock of each partner, under a permission', async () => {
    const maintenance = queue();
    const scheduler = await eventually(async () => maintenance.getJobScheduler(`${NAME}-PK`));
    await maintenance.close();
    expect(scheduler).toMatchObject({ pattern: '30 2 * * *', tz: 'Asia/Karachi' });
    const registered = worker.get(JobWorkers, { strict: false }).registered();
    expect(registered.find(({ name }) => name === NAME)).toMatchObject({ permission: 'operations:run' });
  });

  it('leave nothing behind while no rule is one of them', async () => {
    const { id } = await world.accepted(MANY);
    expect(await checkTonight()).toBe(0);
    expect(await runsOf(id)).toEqual([]);
  });

  it('keep what they found as a run and tell the coordinators, run by the queue', async () => {
    const { id, slot } = await world.accepted(MANY);
    await publishRule(world, 'R-CROWDED', CROWDED);
    const maintenance = queue();
    const job = await maintenance.add(NAME, { id: 'PK', scope: 'PK' });
    await eventually(async () => (await job.getState()) === 'completed');
    await maintenance.close();
    const { body } = await world.ask('GET', `/submissions/${id}/validation`, world.coordinator);
    expect(body).toMatchObject({
      trigger: 'NIGHTLY',
      findings: [{ rule: 'R-CROWDED', cell: 'VISITORS', state: 'NEW' }],
    });
    expect(body.announced).toEqual([body.findings[0].id]);
    expect(await eventually(async () => (await newsOf(slot.id)).length > 0 && newsOf(slot.id))).toHaveLength(
      1,
    );
    const audit = await rows(
      "select actor_id, after from app.audit_event where entity_id = $1 and action = 'submission.validate'",
      [id],
    );
    expect(audit).toMatchObject([{ after: { run: body.id, findings: 1 } }]);
  });

  it('tell of a violation once, however often they are run and whoever else runs the rules', async () => {
    const { id, slot } = await world.accepted(MANY);
    await publishRule(world, 'R-CROWDED', CROWDED);
    expect([await checkTonight(), await checkTonight()]).toEqual([1, 0]);
    // The run that somebody asks for hears other rules; it says nothing about this one.
    await world.ask('POST', `/submissions/${id}/validation`, world.coordinator);
    const states = await rows("select state from app.open_finding where rule = 'R-CROWDED'");
    expect(states).toEqual([{ state: 'NEW' }]);
    // Another version sees the same report anew, and the same violation.
    await publishRule(world, 'R-CROWDED', { ...CROWDED, max: '1600' });
    expect(await checkTonight()).toBe(1);
    expect((await runsOf(id)).map(({ announced, findings }) => [announced.length, findings.length])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(await promised(slot.id)).toHaveLength(1);
  });

  it('call a violation fixed when the rule finds it no more', async () => {
    await world.accepted(MANY);
    await publishRule(world, 'R-CROWDED', CROWDED);
    await checkTonight();
    await publishRule(world, 'R-CROWDED', { ...CROWDED, max: '9000' });
    expect(await checkTonight()).toBe(1);
    expect(await rows("select state from app.open_finding where rule = 'R-CROWDED'")).toEqual([
      { state: 'FIXED' },
    ]);
  });

  it('have no say while a report is entered, handed in and accepted', async () => {
    await publishRule(world, 'R-CROWDED', { ...CROWDED, severity: 'BLOCK' });
    const { id } = await world.accepted(MANY);
    const kept = await rows('select findings from app.validation_run where submission_id = $1', [id]);
    expect(kept.map(({ findings }) => findings)).toEqual([[], []]);
  });

  it('go on where a round that was cut off stopped, and tell nobody twice', async () => {
    const reports = [await world.accepted(MANY), await world.accepted(MANY)];
    await publishRule(world, 'R-CROWDED', CROWDED);
    const order = (await rows('select id from app.report_slot where id = any ($1) order by id', [
      reports.map(({ slot }) => slot.id),
    ])) as Array<{ id: string }>;
    const last = reports.find(({ slot }) => slot.id === order[1].id)!;
    const holder = await world.api.database.admin.connect();
    await holder.query('begin');
    await holder.query('select 1 from app.report_slot where id = $1 for update', [last.slot.id]);
    const cut = checkTonight().catch(() => 'cut off');
    await eventually(
      async () =>
        (
          await rows(
            "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'asan_worker' and datname = current_database()",
          )
        ).length > 0,
    );
    expect(await cut).toBe('cut off');
    await holder.query('rollback');
    holder.release();
    expect((await runsOf(last.id)).length).toBe(0);
    expect(await checkTonight()).toBe(1);
    for (const { id, slot } of reports)
      expect([(await runsOf(id)).length, (await promised(slot.id)).length]).toEqual([1, 1]);
  });
});
