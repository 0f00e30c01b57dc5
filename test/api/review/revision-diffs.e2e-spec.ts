import { call } from '../../support/client.js';
import { cellsBody, CORE_CELLS, slotOf } from '../../support/reporting.js';
import { NOW, ReviewWorld } from './review-world.js';

describe('differences of a report', () => {
  let world: ReviewWorld;

  beforeAll(async () => {
    world = await ReviewWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  it('show between revisions what changed, by how much, who did it and why', async () => {
    const { next } = await world.returned();
    const explanation = 'Two days were counted twice.';
    const cells = [
      { cell: 'VISITORS', baseRev: 1, value: '950', explanation },
      { cell: 'OPEN_DAYS', baseRev: 1 },
    ];
    await world.save('entry', next, { cells });
    const { status, body } = await world.get('reviewer', `submissions/${next}/diff?from=r1&to=r2`);
    expect([status, body.changedCount, body.from.name, body.to.revision]).toEqual([200, 2, 'r1', 2]);
    expect(body.cells).toEqual([
      expect.objectContaining({
        cell: 'OPEN_DAYS',
        old: { kind: 'NUMBER', value: '22' },
        new: null,
        difference: null,
      }),
      {
        cell: 'VISITORS',
        old: { kind: 'NUMBER', value: '1000' },
        new: { kind: 'NUMBER', value: '950' },
        difference: '-50',
        by: world.id('entry'),
        at: NOW,
        source: 'FORM',
        explanation,
      },
    ]);
  });

  it('compare with the revision before when nobody says with what', async () => {
    const { next } = await world.returned();
    const { body } = await world.get('coordinator', `submissions/${next}/diff`);
    expect([body.from.name, body.to.name, body.changedCount]).toEqual(['r1', 'r2', 0]);
  });

  it('show what a correction would change of the accepted figures', async () => {
    const { id } = await world.inReview();
    await world.step('reviewer', id, 'accept');
    const revision = await world.correcting(id);
    await world.save('coordinator', revision, cellsBody({ VISITORS: '950' }, 1));
    const { body } = await world.get('reviewer', `submissions/${revision}/diff?from=accepted`);
    expect(body.from).toMatchObject({ submission: id, state: 'ACCEPTED' });
    expect(body.cells.map(({ cell, difference }: any) => [cell, difference])).toEqual([['VISITORS', '-50']]);
  });

  it('compare with the month before, however that one is called', async () => {
    const { id, unit } = await world.submitted();
    const token = await world.token('coordinator');
    const earlier = await slotOf(world.api, token, unit, '2026-09');
    const { body: september } = await world.post('entry', `report-slots/${earlier.id}/submissions`);
    await world.save('entry', september.id, cellsBody({ ...CORE_CELLS, VISITORS: '900' }));
    expect((await world.step('coordinator', september.id, 'submit', { attestation: true })).status).toBe(200);
    const { body } = await world.get('reviewer', `submissions/${id}/diff?from=previousPeriod`);
    expect(body.from).toMatchObject({ submission: september.id, period: 'GREGORIAN_MONTH:2026-09' });
    expect(body.cells.map(({ cell, difference }: any) => [cell, difference])).toEqual([['VISITORS', '100']]);
  });

  it.each(['r9', 'accepted', 'previousPeriod'])('are refused against %s when there is none', async (from) => {
    const { id } = await world.submitted();
    expect((await world.get('reviewer', `submissions/${id}/diff?from=${from}`)).status).toBe(404);
  });

  it.each(['r0', 'R1', 'latest', ''])('are refused against “%s”, which is no side', async (from) => {
    const { id } = await world.submitted();
    const { status, body } = await world.get('reviewer', `submissions/${id}/diff?from=${from}`);
    expect([status, body.code]).toEqual([400, 'invalid-parameter']);
  });

  it('are hidden from another country and from nobody', async () => {
    const { id } = await world.submitted();
    expect((await world.get('foreign', `submissions/${id}/diff`)).status).toBe(404);
    expect((await call(world.api.url, `/api/v1/submissions/${id}/diff`)).status).toBe(401);
  });
});
