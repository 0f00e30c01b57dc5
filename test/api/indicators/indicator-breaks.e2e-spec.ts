import { acceptReport, type Hands } from '../analytics/accepted-report.js';
import { addReportingUnit, cellsBody, generateSlots, slotOf } from '../../support/reporting.js';
import { indicatorsWorld, type IndicatorsWorld } from './indicators-world.js';

const UNIT = 'CTR-PK-A';
const OTHER = 'CTR-PK-B';
const MONTHS = ['2026-08', '2026-09', '2026-10'];

/** Visitors are counted in another way from October on, and under another title from December on. */
describe('a series that is counted in another way', () => {
  let world: IndicatorsWorld;
  let hands: Hands;

  const get = async (path: string) => (await world.ask('GET', path, world.reviewer)).body;
  const rows = (query: string) =>
    get(`/analytics/aggregate?indicator=VISITORS&unit=${UNIT}&period=2026-08..2026-10&${query}`);

  beforeAll(async () => {
    world = await indicatorsWorld();
    hands = { coordinator: world.coordinator, reviewer: world.reviewer };
    for (const unit of [UNIT, OTHER]) await addReportingUnit(world.api, { partner: 'PK', unit });
    await generateSlots(world.api, 'PK');
    for (const unit of [UNIT, OTHER])
      await acceptReport(world.api, hands, { unit, month: '2026-09', cells: { VISITORS: '1000' } });
    const shipped = (await get('/indicators/VISITORS/versions')).data[0].document;
    const version = (comparability: string, appliesFrom: string) => ({
      ...shipped,
      comparability,
      appliesFrom,
    });
    await world.published('indicators', 'VISITORS', version('BREAK', '2026-10'));
    await world.published('indicators', 'VISITORS', version('SAME', '2026-12'));
  });
  afterAll(() => world.close());

  it('is not held against what was counted before', async () => {
    const slot = await slotOf(world.api, world.coordinator, OTHER, '2026-10');
    const { body } = await world.ask('POST', `/report-slots/${slot.id}/submissions`, world.coordinator);
    const cells = cellsBody({ VISITORS: '5000', SERVICES_RENDERED: '6000' });
    const saved = await world.ask('PATCH', `/submissions/${body.id}/cells`, world.coordinator, cells);
    const remarkable = saved.body.results.map(({ cell, findings }: any) => [
      cell,
      findings.some(({ code }: any) => code === 'rule.large-change'),
    ]);
    expect(remarkable).toEqual([
      ['VISITORS', false],
      ['SERVICES_RENDERED', true],
    ]);
  });

  describe('with months accepted after the definition changed', () => {
    beforeAll(async () => {
      await acceptReport(world.api, hands, { unit: UNIT, month: '2026-08', cells: { VISITORS: '900' } });
      await acceptReport(world.api, hands, { unit: UNIT, month: '2026-10', cells: { VISITORS: '5000' } });
    });

    it('holds each figure under the version that applied in its month', async () => {
      const { data } = await get(`/observations?indicator=VISITORS&unit=${UNIT}`);
      const versions = data.map((row: any) => [row.period.alignedTo, row.indicatorVersion]);
      expect(versions.toReversed()).toEqual([
        ['2026-08', 1],
        ['2026-09', 1],
        ['2026-10', 2],
      ]);
    });

    it('is marked where it breaks, however many versions follow', async () => {
      const { data } = await rows('group=partner,period');
      expect(data.map((row: any) => [row.period, row.indicatorVersion, row.obsStatus])).toEqual([
        [MONTHS[0], 1, 'A'],
        [MONTHS[1], 1, 'A'],
        [MONTHS[2], 2, 'B'],
      ]);
    });

    it('says that a figure over months on both sides mixes two definitions', async () => {
      const { data } = await rows('group=partner');
      expect(data[0]).toMatchObject({ value: '6900', indicatorVersion: 2 });
      expect(data[0].flags).toContain('break=2026-10');
    });
  });
});
