import { addReportingUnit, CORE_CELLS, generateSlots } from '../../support/reporting.js';
import { publishRule, rulesWorld, type RulesWorld } from './rules-world.js';

const OTHER_CELL = 'TICKETS_ISSUED';

describe('what the rules know of a report', () => {
  let world: RulesWorld;
  let ask: RulesWorld['ask'];

  beforeAll(async () => {
    world = await rulesWorld();
    ask = world.ask;
  });
  afterAll(() => world.close());

  const query = (sql: string, values: unknown[]) => world.api.database.admin.query(sql, values);
  const validate = async (id: string) =>
    (await ask('POST', `/submissions/${id}/validation`, world.coordinator)).body;

  /** Accepts the September of a unit with some cells, directly in the ledger. */
  async function accepted(unit: string, cells: Record<string, string>): Promise<void> {
    for (const [cell, value] of Object.entries(cells))
      await query(
        `insert into app.observation (id, partner, unit, indicator, indicator_version_id, slot_id, period_id, aligned_to, kind, value,
                                      submission_id, cell_rev, known_from)
         select gen_random_uuid(), 'PK', $1, $2, (select id from app.indicator_version where code = $2 order by version desc limit 1), s.id,
                s.period_id, s.aligned_to, 'NUMBER', $3, b.id, 1, now() - interval '1 hour'
           from app.report_slot s, lateral (select id from app.submission where partner = 'PK' limit 1) b
          where s.unit = $1 and s.aligned_to = '2026-09'`,
        [unit, cell, value],
      );
  }

  it('holds the month before, with the month of the year of each point', async () => {
    const { id, unit } = await world.openDraft();
    await accepted(unit, { VISITORS: '100' });
    const { facts, findings } = await validate(id);
    expect(facts.previous).toEqual({ VISITORS: '100' });
    expect(facts.history).toEqual({ VISITORS: [{ value: '100', month: 9 }] });
    expect(findings).toMatchObject([{ rule: 'R-CHANGE', cell: 'VISITORS', params: { percent: '900' } }]);
  });

  it('holds the type of the unit, and no facts that no rule asks for', async () => {
    const { id } = await world.openDraft();
    expect((await validate(id)).facts).toMatchObject({
      subject: { partner: 'PK', unitType: 'CENTRE', form: 'MONTHLY' },
      openDays: null,
      feeds: {},
      offerings: null,
      attachments: null,
    });
  });

  it('counts the working days of the unit for a rule that asks for them', async () => {
    const code = world.newCode();
    await publishRule(world, code, {
      kind: 'OPEN_DAYS',
      severity: 'INFO',
      cell: 'OPEN_DAYS',
      limit: 'OPEN_DAYS',
    });
    const { id } = await world.openDraft({ ...CORE_CELLS, OPEN_DAYS: '31' });
    const { facts, findings } = await validate(id);
    // October 2026 has 22 days from Monday to Friday.
    expect(facts.openDays).toBe(22);
    expect(findings.filter(({ rule }: any) => rule === code)).toMatchObject([
      { code: 'rule.more-days-than-open', params: { days: '31', openDays: 22 } },
    ]);
  });

  it('leaves out the days that a centre is closed by its hours or by an event', async () => {
    const code = world.newCode();
    const rule = { kind: 'OPEN_DAYS', severity: 'INFO', cell: 'OPEN_DAYS', limit: 'OPEN_DAYS' };
    await publishRule(world, code, rule);
    const { id, unit } = await world.openDraft();
    const hours = [{ opens: '09:00', closes: '18:00' }];
    // Monday to Thursday, and one Thursday off: October 2026 has five Fridays, and Thursday the 8th is closed.
    const week = { from: '2026-01-01', week: { 1: hours, 2: hours, 3: hours, 4: hours } };
    const closure = { firstDay: '2026-10-08', until: '2026-10-09', reason: 'Flood' };
    await ask('POST', `/centres/${unit}/opening-weeks`, world.coordinator, week);
    await ask('POST', `/centres/${unit}/closures`, world.coordinator, closure);
    expect((await validate(id)).facts.openDays).toBe(16);
  });

  it('asks whether a service is live and who provides it for a rule about offerings', async () => {
    const code = world.newCode();
    const service = 'PASSPORT_ISSUE';
    await publishRule(world, code, { kind: 'REFERENCE', severity: 'EXPLAIN', cells: [OTHER_CELL], service });
    const { id, unit } = await world.openDraft({ ...CORE_CELLS, [OTHER_CELL]: '50' });
    const found = async () => {
      const { facts, findings } = await validate(id);
      const codes = findings.filter(({ rule }: any) => rule === code).map((each: any) => each.code);
      return [facts.offerings, codes];
    };
    expect(await found()).toEqual([null, []]);
    await query("insert into app.centre (partner, unit) values ('PK', $1)", [unit]);
    const mapping = { canonical: service, quality: 'EXACT' };
    const local = { code: 'PASSPORT', name: 'Passport', language: 'en', mapping };
    await ask('POST', '/partners/PK/services', world.coordinator, local);
    await ask('POST', '/partners/PK/providers', world.coordinator, { code: 'OFFICE', name: 'Office' });
    const offer = (status: string, from: string, rev: number) => {
      const offerings = [{ service: 'PASSPORT', provider: 'OFFICE', status, from }];
      return ask('PATCH', `/centres/${unit}/service-offerings`, world.coordinator, { offerings }, rev);
    };
    await offer('PLANNED', '2026-10-01', 1);
    const [, planned] = await found();
    expect(planned).toEqual(['rule.no-live-offering']);
    await offer('LIVE', '2026-10-31', 2);
    expect(await found()).toEqual([
      [
        { service: 'PASSPORT', provider: 'OFFICE', isLive: true },
        { service, provider: 'OFFICE', isLive: true },
      ],
      [],
    ]);
  });

  it('knows what a system said although a person wrote something else since', async () => {
    const code = world.newCode();
    await publishRule(world, code, {
      kind: 'CROSS_SOURCE',
      severity: 'EXPLAIN',
      cells: [OTHER_CELL],
      tolerance: { percent: 10 },
    });
    const { id } = await world.openDraft({ ...CORE_CELLS, [OTHER_CELL]: '50' });
    await query(
      `update app.cell_revision set source = 'FEED' where submission_id = $1 and cell = '${OTHER_CELL}'`,
      [id],
    );
    const override = { cell: OTHER_CELL, baseRev: 1, value: '70' };
    await ask('PATCH', `/submissions/${id}/cells`, world.coordinator, { cells: [override] });
    const { facts, findings } = await validate(id);
    expect(facts.feeds).toEqual({ [OTHER_CELL]: '50' });
    expect(findings.filter(({ rule }: any) => rule === code)).toMatchObject([
      { code: 'rule.differs-from-feed', params: { value: '70', feed: '50' } },
    ]);
  });

  it('compares a network with its centres once all of them reported', async () => {
    const network = 'NET-PK-V';
    await addReportingUnit(world.api, { partner: 'PK', unit: network, type: 'NETWORK' });
    await addReportingUnit(world.api, {
      partner: 'PK',
      unit: 'CTR-PK-W1',
      parent: network,
      sumsToParent: true,
    });
    await generateSlots(world.api, 'PK');
    const slots = await ask('GET', '/report-slots?period=2026-10&limit=200', world.coordinator);
    const draftOf = async (unit: string, cells: Record<string, string>) => {
      const slot = slots.body.data.find((one: any) => one.unit === unit);
      const { body } = await ask('POST', `/report-slots/${slot.id}/submissions`, world.coordinator);
      const filled = Object.entries(cells).map(([cell, value]) => ({ cell, baseRev: 0, value }));
      await ask('PATCH', `/submissions/${body.id}/cells`, world.coordinator, { cells: filled });
      return body.id as string;
    };
    const whole = await draftOf(network, { ...CORE_CELLS, VISITORS: '1100' });
    const part = await draftOf('CTR-PK-W1', CORE_CELLS);
    const before = await validate(whole);
    await query("update app.submission set state = 'SUBMITTED', submitted_at = now() where id = $1", [part]);
    const after = await validate(whole);
    expect([before.facts.sumsOfParts, after.facts.sumsOfParts.VISITORS]).toEqual([{}, '1000']);
    expect(after.findings).toMatchObject([{ rule: 'R-NETWORK', cell: 'VISITORS' }]);
  });
});
