import { auditOf } from '../register/register-api.js';
import { rolloutsWorld, started, type RolloutsWorld } from './rollouts-world.js';

describe('issues of a rollout', () => {
  let world: RolloutsWorld;

  beforeAll(async () => {
    world = await rolloutsWorld();
  });

  afterAll(() => world?.api.close());

  const power = (more: object = {}): object => ({
    title: 'No power connection on the site',
    blocking: true,
    ownerSide: 'PARTNER',
    openedOn: '2026-11-02',
    ...more,
  });
  const report = async (id: string, more: object = {}, asker = world.coordinator) =>
    asker.post(`/rollouts/${id}/issues`, power(more));
  const step = (issue: any, body: object, asker = world.desk) =>
    asker.post(`/rollout-issues/${issue.id}/transitions`, body, issue.rev);

  it('count the days that each side is waited for, shown to both', async () => {
    const { id } = await started(world.desk);
    await report(id);
    await report(id, { ownerSide: 'HQ', openedOn: '2026-11-12', blocking: false }, world.desk);
    const totals = { HQ: 10, PARTNER: 20, THIRD_PARTY: 0 };
    for (const asker of [world.coordinator, world.desk])
      expect((await asker.get(`/rollouts/${id}/issues`)).body.waiting).toEqual(totals);
    const { body } = await world.desk.get('/rollouts/portfolio?partner=PK');
    const row = body.data.find((each: any) => each.id === id);
    expect(row.waiting).toEqual({ side: 'PARTNER', days: 20, totals });
    expect(row.risks).toContain('BLOCKED');
  });

  it('are handed over to another side, whose days begin then', async () => {
    const { id } = await started(world.desk);
    const { body: issue } = await report(id);
    const handed = await step(issue, { name: 'handOver', ownerSide: 'THIRD_PARTY', reason: 'The utility' });
    expect(handed.body).toMatchObject({
      ownerSide: 'THIRD_PARTY',
      turns: [
        { ownerSide: 'PARTNER', fromOn: '2026-11-02', untilOn: '2026-11-22' },
        { ownerSide: 'THIRD_PARTY', fromOn: '2026-11-22', untilOn: null },
      ],
    });
    const { body } = await world.coordinator.get(`/rollouts/${id}/issues`);
    expect(body.waiting).toEqual({ HQ: 0, PARTNER: 20, THIRD_PARTY: 0 });
    const same = await step(handed.body, { name: 'handOver', ownerSide: 'THIRD_PARTY', reason: 'Again' });
    expect([same.status, same.body.errors[0].code]).toEqual([422, 'side-missing']);
  });

  it('are resolved, after which nobody is waited for, and opened again', async () => {
    const { id } = await started(world.desk);
    const { body: issue } = await report(id);
    const resolved = await step(issue, { name: 'resolve', reason: 'Connected' }, world.coordinator);
    expect(resolved.body).toMatchObject({
      state: 'RESOLVED',
      resolution: 'Connected',
      resolvedOn: '2026-11-22',
    });
    const { body } = await world.desk.get('/rollouts/portfolio?partner=PK');
    expect(body.data.find((each: any) => each.id === id)).toMatchObject({
      waiting: { side: null, days: null, totals: { PARTNER: 20 } },
      risks: [],
    });
    expect((await step(resolved.body, { name: 'resolve', reason: 'Twice' })).body.code).toBe(
      'invalid-transition',
    );
    const open = await step(resolved.body, { name: 'reopen', reason: 'Cut off again' });
    expect(open.body).toMatchObject({ state: 'OPEN', resolvedOn: null });
    expect(open.body.turns).toHaveLength(2);
    expect(await auditOf(world.api, issue.id)).toEqual([
      'rollout-issue.report',
      'rollout-issue.resolve',
      'rollout-issue.reopen',
    ]);
  });

  it('do not begin in the future, and are not seen or moved from another country', async () => {
    const { id } = await started(world.desk);
    const early = await report(id, { openedOn: '2026-11-23' });
    expect([early.status, early.body.code]).toEqual([422, 'date-out-of-range']);
    expect((await report(id, {}, world.ethiopia)).status).toBe(404);
    const { body: issue } = await report(id);
    const resolve = { name: 'resolve', reason: 'Nothing to do with us' };
    expect((await step(issue, resolve, world.ethiopia)).status).toBe(404);
    expect((await step({ ...issue, rev: 5 }, resolve)).status).toBe(412);
  });
});
