import { auditOf } from '../register/register-api.js';
import { passed, rolloutsWorld, rowsOf, started, type RolloutsWorld } from './rollouts-world.js';

describe('the plan of a rollout', () => {
  let world: RolloutsWorld;

  beforeAll(async () => {
    world = await rolloutsWorld();
  });

  afterAll(() => world?.api.close());

  const tasksOf = async (id: string): Promise<any[]> =>
    (await world.coordinator.get(`/rollouts/${id}/tasks`)).body.data;
  const taskOf = async (id: string, code: string) =>
    (await tasksOf(id)).find((task: any) => task.code === code);
  const replan = ({ id, rev }: any, body: object, query = '') =>
    world.desk.patch(`/rollouts/${id}/plan${query}`, { reasonCode: 'SITE', ...body }, rev);
  const step = (task: any, body: object, asker = world.coordinator) =>
    asker.post(`/rollout-tasks/${task.id}/transitions`, body, task.rev);

  it('counts working days of the partner from agreement, opening and other tasks', async () => {
    const more = { template: 'NEW_CENTRE', agreementInForce: undefined, plannedOpening: '2027-03-01' };
    const { id } = await started(world.desk, more);
    // Monday, 1 March 2027, less five days of work without the weekend before it.
    expect(await taskOf(id, 'SOFT-OPENING')).toMatchObject({ dueOn: '2027-02-22' });
    expect(await taskOf(id, 'ASSESSMENT')).toMatchObject({ dueOn: '2027-02-15', slipDays: null });
  });

  it('has no days while nobody knows when it opens', async () => {
    const more = { template: 'NEW_CENTRE', plannedOpening: undefined, agreementInForce: undefined };
    const rollout = await started(world.desk, more);
    expect((await tasksOf(rollout.id)).every(({ dueOn }) => dueOn === null)).toBe(true);
    const { body } = await replan(rollout, { plannedOpening: '2027-03-01' });
    expect(body.moved).toHaveLength(8);
  });

  it('says in a dry run what would move, and writes nothing', async () => {
    const rollout = await started(world.desk);
    const before = [await tasksOf(rollout.id), await auditOf(world.api, rollout.id)];
    const replans = await rowsOf(world.api, 'rollout_replan');
    const { status, body } = await replan(rollout, { plannedOpening: '2027-11-01' }, '?dryRun=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      dryRun: true,
      before: { plannedOpening: '2027-09-01' },
      after: { plannedOpening: '2027-11-01' },
      rollout: { plannedOpening: '2027-09-01', rev: rollout.rev },
    });
    const ceremony = body.moved.find(({ code }: any) => code === 'CEREMONY');
    expect(ceremony).toMatchObject({ before: '2027-09-01', after: '2027-11-01' });
    // What hangs on the agreement does not move with the opening.
    expect(body.moved.map(({ code }: any) => code)).not.toContain('NEEDS-REPORT');
    expect([await tasksOf(rollout.id), await auditOf(world.api, rollout.id)]).toEqual(before);
    expect(await rowsOf(world.api, 'rollout_replan')).toBe(replans);
    expect((await world.desk.get(`/rollouts/${rollout.id}/plan`)).body.data).toEqual([]);
  });

  it('moves exactly what the dry run said, open tasks only, and remembers why', async () => {
    let rollout = await started(world.desk);
    const site = await taskOf(rollout.id, 'SITE');
    await step(site, { name: 'complete', on: '2026-11-20' });
    const promised = await replan(rollout, { plannedOpening: '2027-11-01' }, '?dryRun=true');
    const { body } = await replan(rollout, { plannedOpening: '2027-11-01', note: 'The site came late' });
    expect(body.moved).toEqual(promised.body.moved);
    expect(body.moved.map(({ code }: any) => code)).not.toContain('SITE');
    const tasks = await tasksOf(rollout.id);
    for (const { id, after } of body.moved)
      expect(tasks.find((task) => task.id === id)).toMatchObject({ dueOn: after, state: 'OPEN' });
    expect(await taskOf(rollout.id, 'SITE')).toMatchObject({ dueOn: site.dueOn, doneOn: '2026-11-20' });
    // The design follows the site: from the day on which it was there.
    expect(await taskOf(rollout.id, 'DESIGN')).toMatchObject({ dueOn: '2026-12-18' });
    rollout = (await world.desk.get(`/rollouts/${rollout.id}`)).body;
    expect(rollout).toMatchObject({ plannedOpening: '2027-11-01' });
    const { body: history } = await world.coordinator.get(`/rollouts/${rollout.id}/plan`);
    expect(history.data).toMatchObject([
      { reasonCode: 'SITE', note: 'The site came late', afterBaseline: false, moved: body.moved },
    ]);
    expect(await auditOf(world.api, rollout.id)).toContain('rollout.replan');
  });

  it('shows how far opening and tasks slipped against the baseline of G1', async () => {
    const rollout = await passed(world, await passed(world, await started(world.desk)));
    const moved = await replan(rollout, { plannedOpening: '2027-09-06' });
    const ceremony = moved.body.moved.find(({ code }: any) => code === 'CEREMONY');
    expect(ceremony).toMatchObject({ baseline: '2027-09-01', after: '2027-09-06', slipDays: 5 });
    const row = async () =>
      (await world.desk.get('/rollouts/portfolio?partner=PK')).body.data.find(
        ({ id }: any) => id === rollout.id,
      );
    expect(await row()).toMatchObject({ slipDays: 5, replans: 1, forecastOpening: '2027-09-06' });
    await replan(moved.body.rollout, { forecastOpening: '2027-09-21' });
    expect(await row()).toMatchObject({
      plannedOpening: '2027-09-06',
      baselineOpening: '2027-09-01',
      forecastOpening: '2027-09-21',
      slipDays: 20,
      replans: 2,
      isRebaselined: false,
    });
  });

  it('makes an older forecast void when the planned opening moves', async () => {
    const rollout = await started(world.desk);
    const first = await replan(rollout, { forecastOpening: '2027-10-01' });
    const second = await replan(first.body.rollout, { plannedOpening: '2027-12-01' });
    expect(second.body.after).toMatchObject({ plannedOpening: '2027-12-01', forecastOpening: null });
  });

  it.each([
    ['without a reason code', { reasonCode: undefined, plannedOpening: '2027-11-01' }, 'validation-failed'],
    ['to a day out of range', { plannedOpening: '1999-12-31' }, 'date-out-of-range'],
    ['to a day that does not exist', { plannedOpening: '2027-02-30' }, 'validation-failed'],
  ])('is not moved %s', async (_what, body, code) => {
    const rollout = await started(world.desk);
    const refused = await replan(rollout, body);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  it('is not moved with an old revision, by the partner, or from another country', async () => {
    const { id, rev } = await started(world.desk);
    const body = { plannedOpening: '2027-11-01', reasonCode: 'SITE' };
    expect((await world.desk.patch(`/rollouts/${id}/plan`, body, 1)).status).toBe(412);
    expect((await world.desk.patch(`/rollouts/${id}/plan?dryRun=true`, body, 1)).status).toBe(412);
    expect((await world.coordinator.patch(`/rollouts/${id}/plan`, body, rev)).status).toBe(403);
    expect((await world.ethiopia.get(`/rollouts/${id}/plan`)).status).toBe(404);
  });

  describe('a task', () => {
    it('is completed by either side, today unless said otherwise, and opened again with a reason', async () => {
      const { id } = await started(world.desk);
      const done = await step(await taskOf(id, 'SITE'), { name: 'complete' });
      expect(done.body).toMatchObject({ state: 'DONE', doneOn: '2026-11-22' });
      expect((await step(done.body, { name: 'reopen' })).body.errors[0].code).toBe('reason-missing');
      const open = await step(done.body, { name: 'reopen', reason: 'Not usable' }, world.desk);
      expect(open.body).toMatchObject({ state: 'OPEN', doneOn: null });
      expect(await auditOf(world.api, done.body.id)).toEqual([
        'rollout-task.complete',
        'rollout-task.reopen',
      ]);
    });

    it('is not completed in the future, nor twice, nor with an old revision', async () => {
      const { id } = await started(world.desk);
      const task = await taskOf(id, 'SITE');
      const tomorrow = await step(task, { name: 'complete', on: '2026-11-23' });
      expect([tomorrow.status, tomorrow.body.code]).toEqual([422, 'date-out-of-range']);
      const done = await step(task, { name: 'complete' });
      expect((await step(done.body, { name: 'complete' })).body.code).toBe('invalid-transition');
      expect((await step(task, { name: 'reopen', reason: 'Old' })).status).toBe(412);
    });

    it('is dropped only when it is not mandatory', async () => {
      const { id } = await started(world.desk);
      const drop = { name: 'drop', reason: 'No ceremony is wanted' };
      const refused = await step(await taskOf(id, 'SITE'), drop);
      expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'task-mandatory']);
      expect((await step(await taskOf(id, 'CEREMONY'), drop)).body).toMatchObject({ state: 'DROPPED' });
    });

    it('of another country is not found', async () => {
      const { id } = await started(world.desk);
      const task = await taskOf(id, 'SITE');
      expect((await step(task, { name: 'complete' }, world.ethiopia)).status).toBe(404);
    });
  });
});
