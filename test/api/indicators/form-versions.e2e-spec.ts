import { addReportingUnit, cellsBody, CORE_CELLS, generateSlots, slotOf } from '../../support/reporting.js';
import { indicatorsWorld, type IndicatorsWorld } from './indicators-world.js';

const GROUPS = {
  title: { en: 'Group of services' },
  codes: ['PASSPORT', 'PROPERTY'].map((code) => ({ code, title: { en: code } })),
};
const AGES = {
  title: { en: 'Age' },
  codes: ['YOUNG', 'OLD'].map((code) => ({ code, title: { en: code } })),
};
const CORE = Object.keys(CORE_CELLS);
const TITLE = { en: 'Monthly report' };

describe('forms as data', () => {
  let world: IndicatorsWorld;
  let ask: IndicatorsWorld['ask'];

  /** Every test changes what is in force for all, so each has a world of its own. */
  beforeEach(async () => {
    world = await indicatorsWorld();
    ask = world.ask;
  });
  afterEach(() => world.close());

  async function formOfSlot(id: string): Promise<any> {
    return (await ask('GET', `/report-slots/${id}/pack`, world.coordinator)).body.form;
  }

  async function unit(code: string): Promise<void> {
    await addReportingUnit(world.api, { partner: 'PK', unit: code });
    await generateSlots(world.api, 'PK');
  }

  /** A draft on a form that splits services by group. */
  async function splitDraft(total: string, dimensions = ['SERVICE_GROUP']): Promise<string> {
    await world.published('breakdowns', 'SERVICE_GROUP', GROUPS);
    await world.published('breakdowns', 'AGE', AGES);
    const breakdowns = [{ indicator: 'SERVICES_RENDERED', dimensions, total, expected: true }];
    await world.published('forms', 'MONTHLY', { title: TITLE, core: CORE, further: [], breakdowns });
    await unit('CTR-PK-SPLIT');
    const slot = await slotOf(world.api, world.coordinator, 'CTR-PK-SPLIT', '2026-10');
    const { body } = await ask('POST', `/report-slots/${slot.id}/submissions`, world.coordinator);
    return `/submissions/${body.id}`;
  }

  it('reach only reports that are not open yet', async () => {
    await unit('CTR-PK-PIN');
    const open = await slotOf(world.api, world.coordinator, 'CTR-PK-PIN', '2026-10');
    const next = await slotOf(world.api, world.coordinator, 'CTR-PK-PIN', '2026-11');
    expect([open.state, next.state]).toEqual(['OPEN', 'SCHEDULED']);
    const document = { title: TITLE, core: CORE, further: ['TICKETS_ISSUED'] };
    const { impact, ...draft } = await world.examined('forms', 'MONTHLY', document);
    expect(impact).toMatchObject({
      replaces: 1,
      openSlots: { count: expect.any(Number), gained: [], lost: [] },
      unopenedSlots: {
        count: expect.any(Number),
        gained: [],
        lost: expect.arrayContaining(['ONLINE_SERVICES']),
      },
    });
    expect(impact.openSlots.count).toBeGreaterThan(0);
    expect(impact.unopenedSlots.count).toBeGreaterThan(0);
    expect((await world.publish(draft)).status).toBe(200);
    expect([(await formOfSlot(open.id)).version, (await formOfSlot(next.id)).version]).toEqual([1, 2]);
  });

  it('say which rules are about cells that would be lost', async () => {
    const core = CORE.filter((cell) => cell !== 'SATISFIED_ANSWERS');
    const { impact } = await world.examined('forms', 'MONTHLY', { title: TITLE, core, further: [] });
    expect(impact.rulesOfLostCells.map(({ code }: any) => code)).toContain('R-SATISFIED');
  });

  it('are refused with every fault of how they are written', async () => {
    const breakdowns = [{ indicator: 'VISITORS', dimensions: ['NOBODY'], total: 'GUESSED' }];
    const document = { title: TITLE, core: ['VISITORS', 'VISITORS'], further: [], breakdowns };
    const { status, body } = await ask('POST', '/forms/MONTHLY/versions', world.author, { document });
    expect([status, body.errors.map((fault: any) => fault.pointer)]).toEqual([
      422,
      ['/document/core/1', '/document/breakdowns/0/total', '/document/breakdowns/0/dimensions'],
    ]);
    const unknown = { title: TITLE, core: ['NOBODY_REPORTS_THIS'], further: [] };
    const other = await ask('POST', '/forms/MONTHLY/versions', world.author, { document: unknown });
    expect(other).toMatchObject({ status: 422, body: { code: 'unknown-kpi' } });
  });

  it('split a figure by a dimension, with its completeness apart', async () => {
    const path = await splitDraft('ENTERED');
    const cells = { ...CORE_CELLS, 'SERVICES_RENDERED~PASSPORT': '700' };
    const saved = await ask('PATCH', `${path}/cells`, world.coordinator, cellsBody(cells));
    expect(saved.status).toBe(200);
    const { body } = await ask('GET', path, world.coordinator);
    expect(body.disaggregationCompleteness).toEqual({ expected: 2, filled: 1, share: '0.5000' });
    expect(body.summary.filled).toBe(CORE.length + 1);
    expect(body.cells.map(({ cell }: any) => cell).slice(-2)).toEqual([
      'SERVICES_RENDERED~PASSPORT',
      'SERVICES_RENDERED~PROPERTY',
    ]);
  });

  it('check a part as what it is a part of', async () => {
    const path = await splitDraft('ENTERED');
    const cells = { 'SERVICES_RENDERED~PASSPORT': '7.5' };
    const saved = await ask('PATCH', `${path}/cells`, world.coordinator, cellsBody(cells));
    expect(saved.body.results[0].findings.map(({ code }: any) => code)).toContain('rule.not-whole');
  });

  it('cross two dimensions', async () => {
    const path = await splitDraft('ENTERED', ['SERVICE_GROUP', 'AGE']);
    const cells = { 'SERVICES_RENDERED~PASSPORT~OLD': '3' };
    expect((await ask('PATCH', `${path}/cells`, world.coordinator, cellsBody(cells))).status).toBe(200);
    const { body } = await ask('GET', path, world.coordinator);
    expect(body.disaggregationCompleteness).toMatchObject({ expected: 4, filled: 1 });
  });

  it('add a total up that they compute, and take it from nobody', async () => {
    const path = await splitDraft('COMPUTED');
    const half = cellsBody({ 'SERVICES_RENDERED~PASSPORT': '700' });
    await ask('PATCH', `${path}/cells`, world.coordinator, half);
    const valueOf = async () => {
      const { body } = await ask('GET', path, world.coordinator);
      return body.cells.find(({ cell }: any) => cell === 'SERVICES_RENDERED').value;
    };
    expect(await valueOf()).toBeNull();
    const rest = cellsBody({ 'SERVICES_RENDERED~PROPERTY': '500' });
    const saved = await ask('PATCH', `${path}/cells`, world.coordinator, rest);
    expect(saved.body.results.map(({ cell, outcome }: any) => [cell, outcome])).toEqual([
      ['SERVICES_RENDERED~PROPERTY', 'APPLIED'],
      ['SERVICES_RENDERED', 'APPLIED'],
    ]);
    expect(await valueOf()).toBe('1200');
    const own = await ask('PATCH', `${path}/cells`, world.coordinator, cellsBody({ SERVICES_RENDERED: '9' }));
    expect(own).toMatchObject({ status: 422, body: { code: 'computed-cell' } });
  });

  it('keep the codes that they were published with', async () => {
    const path = await splitDraft('ENTERED');
    const codes = [...GROUPS.codes, { code: 'TAX', title: { en: 'Tax' } }];
    const { impact, ...draft } = await world.examined('breakdowns', 'SERVICE_GROUP', { ...GROUPS, codes });
    expect(impact).toMatchObject({ replaces: 1, codesGained: ['TAX'], codesLost: [], forms: ['MONTHLY'] });
    await world.publish(draft);
    const { body } = await ask('GET', path, world.coordinator);
    expect(body.disaggregationCompleteness.expected).toBe(2);
    const listed = await ask('GET', '/breakdowns', world.coordinator);
    expect(listed.body.data.find(({ code }: any) => code === 'SERVICE_GROUP').codes).toHaveLength(3);
  });
});
