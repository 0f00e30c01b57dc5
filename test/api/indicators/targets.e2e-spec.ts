import { call } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, cellsBody, generateSlots, slotOf } from '../../support/reporting.js';
import { indicatorsWorld, type IndicatorsWorld } from './indicators-world.js';

const UNIT = 'CTR-PK-TARGET';
const WANTED = { unit: UNIT, indicator: 'SATISFACTION', period: '2026-10', value: '0.92', baseline: '0.85' };

describe('targets', () => {
  let world: IndicatorsWorld;
  let ask: IndicatorsWorld['ask'];
  let desk: string;
  let director: string;

  beforeAll(async () => {
    world = await indicatorsWorld();
    ask = world.ask;
    desk = await signedIn(world.api, { role: 'HQ_DESK', scope: 'HQ' });
    director = await signedIn(world.api, { role: 'DIRECTOR', scope: 'HQ' });
    await addReportingUnit(world.api, { partner: 'PK', unit: UNIT });
    await generateSlots(world.api, 'PK');
  });
  afterAll(() => world.close());

  const propose = (targets: object[], token = world.coordinator) =>
    ask('POST', '/targets', token, { targets });
  const take = (target: any, name: string, token: string, rev = target.rev) =>
    ask('POST', `/targets/${target.id}/transitions`, token, { name }, rev);

  async function proposed(change: object = {}): Promise<any> {
    const { status, body } = await propose([{ ...WANTED, ...change }]);
    expect([status, body.errors]).toEqual([201, undefined]);
    return body.data[0];
  }

  it('are proposed many at once under the version in force', async () => {
    const months = ['2027-01', '2027-02', '2027-03'];
    const { status, body } = await propose(months.map((period) => ({ ...WANTED, period })));
    expect(status).toBe(201);
    expect(
      body.data.map(({ period, state, indicatorVersion }: any) => [period, state, indicatorVersion]),
    ).toEqual(months.map((period) => [period, 'PROPOSED', 1]));
    expect(body.data[0]).toMatchObject({ partner: 'PK', value: '0.92', baseline: '0.85', warnings: [] });
  });

  it('are refused all together with every fault', async () => {
    const { status, body } = await propose([
      WANTED,
      { ...WANTED, unit: 'CTR-PK-NOBODY' },
      { ...WANTED, indicator: 'NOBODY' },
      { ...WANTED, upper: '0.99' },
      { ...WANTED, indicator: 'STAFF_MONTH_END' },
    ]);
    expect([status, body.errors.map((fault: any) => [fault.pointer, fault.code])]).toEqual([
      422,
      [
        ['/targets/1/unit', 'reference-not-found'],
        ['/targets/2/indicator', 'unknown-kpi'],
        ['/targets/3/upper', 'validation-failed'],
        ['/targets/4/indicator', 'validation-failed'],
      ],
    ]);
    const listed = await ask('GET', `/targets?unit=${UNIT}&period=2026-10`, world.coordinator);
    expect(listed.body.data).toEqual([]);
  });

  it('without a baseline are warned of and not refused', async () => {
    expect(await proposed({ baseline: undefined, period: '2027-05' })).toMatchObject({
      baseline: null,
      warnings: ['baseline-missing'],
    });
  });

  it('are approved by a second person, whose word replaces the target before', async () => {
    const period = '2027-06';
    const first = await proposed({ period });
    const approved = await take(first, 'approve', desk);
    expect(approved).toMatchObject({ status: 200, body: { state: 'APPROVED', steps: ['withdraw'] } });
    const second = await proposed({ period, value: '0.95' });
    await take(second, 'approve', director);
    const { body } = await ask('GET', `/targets?unit=${UNIT}&period=${period}`, world.coordinator);
    expect(body.data.map(({ value, state }: any) => [value, state])).toEqual([
      ['0.95', 'APPROVED'],
      ['0.92', 'SUPERSEDED'],
    ]);
  });

  it('are not approved by who proposed them', async () => {
    const { body } = await propose([{ ...WANTED, period: '2027-07' }], desk);
    const answer = await take(body.data[0], 'approve', desk);
    expect(answer).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
  });

  it('are decided once, on the state that was seen', async () => {
    const target = await proposed({ period: '2027-08' });
    expect((await take(target, 'approve', desk, 9)).status).toBe(412);
    await take(target, 'decline', desk);
    const late = await take(target, 'approve', director, 2);
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'invalid-transition', state: 'DECLINED', allowed: [] },
    });
  });

  it('stand in the pack of the month once they are approved', async () => {
    const slot = await slotOf(world.api, world.coordinator, UNIT, '2026-10');
    const targets = async () =>
      (await ask('GET', `/report-slots/${slot.id}/pack`, world.coordinator)).body.targets;
    const target = await proposed({ indicator: 'VISITORS', value: '1500', baseline: '1000' });
    expect(await targets()).toEqual([]);
    await take(target, 'approve', desk);
    expect(await targets()).toEqual([
      {
        indicator: 'VISITORS',
        value: '1500',
        upper: null,
        baseline: '1000',
        actual: null,
        achievement: null,
      },
    ]);
    const { body } = await ask('POST', `/report-slots/${slot.id}/submissions`, world.coordinator);
    await ask('PATCH', `/submissions/${body.id}/cells`, world.coordinator, cellsBody({ VISITORS: '1250' }));
    expect(await targets()).toMatchObject([
      {
        actual: '1250',
        achievement: { isAchieved: false, ratio: '0.8333', progress: '0.5000', warnings: [] },
      },
    ]);
  });

  it('of a band have two bounds in the right order', async () => {
    const document = {
      kind: 'INPUT',
      unit: 'minutes',
      title: { en: 'Minutes for one form' },
      type: 'INTEGER',
      space: 'SUM',
      time: 'SUM',
      direction: 'BAND',
    };
    await world.published('indicators', 'FORM_MINUTES', document);
    const band = { ...WANTED, indicator: 'FORM_MINUTES', period: '2027-09', value: '40', upper: '60' };
    expect((await propose([band])).status).toBe(201);
    expect((await propose([{ ...band, upper: '30' }])).body.errors[0].pointer).toBe('/targets/0/upper');
    expect((await propose([{ ...band, upper: undefined }])).body.errors[0].pointer).toBe('/targets/0/upper');
  });

  it("of another country are nobody else's to see or decide", async () => {
    const target = await proposed({ period: '2027-10' });
    const other = await signedIn(world.api, { role: 'HQ_DESK', scope: 'ET' });
    expect((await take(target, 'approve', other)).status).toBe(404);
    expect((await ask('GET', `/targets?unit=${UNIT}`, other)).body.data).toEqual([]);
    expect((await ask('GET', '/targets?partner=PK', other)).status).toBe(404);
  });

  it.each(['DATA_ENTRY', 'AUDITOR'])('are not proposed by a %s', async (role) => {
    const token = await signedIn(world.api, { role, scope: role === 'AUDITOR' ? 'HQ' : 'PK' });
    expect((await propose([WANTED], token)).status).toBe(403);
  });

  it('are not listed to who is not signed in', async () => {
    expect((await call(world.api.url, '/api/v1/targets')).status).toBe(401);
  });

  it('leave an audit record of every act', async () => {
    const target = await proposed({ period: '2027-11' });
    await take(target, 'approve', desk);
    const { rows } = await world.api.database.admin.query(
      "select action, partner from app.audit_event where entity = 'target' and entity_id = $1 order by id",
      [target.id],
    );
    expect(rows).toEqual([
      { action: 'target.propose', partner: 'PK' },
      { action: 'target.approve', partner: 'PK' },
    ]);
  });
});
