import { CORE_CELLS, step } from '../../support/reporting.js';
import { signedIn } from '../../support/people.js';
import { rulesWorld, type RulesWorld } from './rules-world.js';

const NO_SERVICE = { ...CORE_CELLS, SERVICES_RENDERED: '0' };
const REASON = 'The hall is being rebuilt until spring.';

describe('an exemption', () => {
  let world: RulesWorld;
  let ask: RulesWorld['ask'];

  beforeAll(async () => {
    world = await rulesWorld();
    ask = world.ask;
  });
  afterAll(() => world.close());

  const request = (unit: string, more: object = {}, token = world.coordinator) =>
    ask('POST', '/exemptions', token, {
      unit,
      rule: 'R-NO-SERVICE',
      until: '2027-01-01',
      reason: REASON,
      ...more,
    });
  const take = (id: string, name: string, rev: number, token = world.reviewer) =>
    ask('POST', `/exemptions/${id}/transitions`, token, { name, reason: 'As agreed in the meeting.' }, rev);

  async function requested(): Promise<{ report: string; unit: string; exemption: any }> {
    const { id: report, unit } = await world.openDraft(NO_SERVICE);
    const { status, body: exemption } = await request(unit);
    expect([status, exemption.state]).toEqual([201, 'REQUESTED']);
    return { report, unit, exemption };
  }

  const validate = async (id: string) =>
    (await ask('POST', `/submissions/${id}/validation`, world.coordinator)).body;

  it('changes nothing while nobody decided', async () => {
    const { report } = await requested();
    expect((await validate(report)).findings).toHaveLength(1);
  });

  it('takes a finding out of the way and lists it, once somebody else granted it', async () => {
    const { report, exemption } = await requested();
    expect((await take(exemption.id, 'grant', 1)).body).toMatchObject({
      state: 'GRANTED',
      steps: ['revoke'],
    });
    expect(await validate(report)).toMatchObject({ findings: [], exempted: [{ rule: 'R-NO-SERVICE' }] });
    const submitted = await step(world.api, world.coordinator, report, { name: 'submit', attestation: true });
    expect(submitted.status).toBe(200);
  });

  it('is for one unit alone', async () => {
    const { exemption } = await requested();
    await take(exemption.id, 'grant', 1);
    const other = await world.openDraft(NO_SERVICE);
    expect((await validate(other.id)).findings).toHaveLength(1);
  });

  it('ends with the period that begins on its last day', async () => {
    const { report, exemption } = await requested();
    await take(exemption.id, 'grant', 1);
    const { admin } = world.api.database;
    await admin.query("update app.rule_exemption set until = '2026-10-01' where id = $1", [exemption.id]);
    expect((await validate(report)).findings).toHaveLength(1);
    await admin.query("update app.rule_exemption set until = '2026-10-02' where id = $1", [exemption.id]);
    expect((await validate(report)).findings).toHaveLength(0);
  });

  it('ends when it is revoked, and is not fixed by having been there', async () => {
    const { report, exemption } = await requested();
    await validate(report);
    await take(exemption.id, 'grant', 1);
    expect((await validate(report)).fixed).toEqual([]);
    await take(exemption.id, 'revoke', 2);
    expect(await validate(report)).toMatchObject({ findings: [{ rule: 'R-NO-SERVICE' }], announced: [] });
  });

  it('is not decided by who asked for it', async () => {
    const { unit } = await world.openDraft();
    const { body } = await request(unit, {}, world.reviewer);
    expect(await take(body.id, 'grant', 1)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
  });

  it('is not decided by a partner', async () => {
    const { exemption } = await requested();
    expect((await take(exemption.id, 'grant', 1, world.coordinator)).status).toBe(403);
  });

  it('is decided once', async () => {
    const { exemption } = await requested();
    await take(exemption.id, 'decline', 1);
    expect(await take(exemption.id, 'grant', 2)).toMatchObject({
      status: 409,
      body: { code: 'invalid-transition', allowed: [] },
    });
  });

  it('is decided on what was read', async () => {
    const { exemption } = await requested();
    expect((await take(exemption.id, 'grant', 7)).status).toBe(412);
  });

  it.each<[string, object]>([
    ['a rule that is not in force', { rule: 'R-NEVER' }],
    ['a day that has passed', { until: '2026-11-05' }],
    ['a day too far off', { until: '2028-01-01' }],
    ['a day that does not exist', { until: '2026-12-32' }],
    ['a reason of a few words', { reason: 'because' }],
  ])('is refused with %s', async (_condition, more) => {
    const { unit } = await world.openDraft();
    expect(await request(unit, more)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
  });

  it('leaves an audit record of each step', async () => {
    const { exemption } = await requested();
    await take(exemption.id, 'grant', 1);
    const { rows } = await world.api.database.admin.query(
      'select action, partner from app.audit_event where entity_id = $1 order by id',
      [exemption.id],
    );
    expect(rows).toEqual([
      { action: 'exemption.request', partner: 'PK' },
      { action: 'exemption.grant', partner: 'PK' },
    ]);
  });

  it('of another country is not seen, asked for or decided', async () => {
    const { exemption, unit } = await requested();
    const foreign = await signedIn(world.api, { role: 'COORDINATOR', scope: 'ET' });
    expect((await request(unit, {}, foreign)).status).toBe(404);
    const { body } = await ask('GET', '/exemptions', foreign);
    expect(body.data).toEqual([]);
    const own = await ask('GET', `/exemptions?unit=${unit}`, world.coordinator);
    expect(own.body.data.map(({ id }: any) => id)).toEqual([exemption.id]);
  });
});
