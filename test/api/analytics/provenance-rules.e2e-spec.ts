import { publishRule, rulesWorld, type RulesWorld } from '../validation/rules-world.js';

const CAP = { kind: 'RANGE', severity: 'INFO', cell: 'VISITORS', max: '100000' };

describe('the rules behind a figure', () => {
  let world: RulesWorld;

  beforeAll(async () => {
    world = await rulesWorld();
  });
  afterAll(() => world.close());

  const behind = async (unit: string): Promise<any> => {
    const listed = await world.ask('GET', `/observations?indicator=VISITORS&unit=${unit}`, world.coordinator);
    const { provenance } = listed.body.data[0];
    return (await world.ask('GET', provenance.replace('/api/v1', ''), world.coordinator)).body.validation;
  };
  const versionsOf = ({ rules }: any, code: string): number[] =>
    rules.filter((rule: any) => rule.code === code).map(({ version }: any) => version);

  it('stay those of the acceptance, whatever came into force since', async () => {
    await publishRule(world, 'R-CAP', CAP);
    const { unit, id } = await world.accepted();
    await publishRule(world, 'R-CAP', { ...CAP, kind: 'RANGE', max: '200000' });
    await publishRule(world, 'R-LATER', CAP);
    const validation = await behind(unit);
    expect([versionsOf(validation, 'R-CAP'), versionsOf(validation, 'R-LATER')]).toEqual([[1], []]);
    expect(validation.rules).toContainEqual({ code: 'R-CAP', version: 1, kind: 'RANGE', severity: 'INFO' });
    // A run that somebody asks for today is not the one that the figure was accepted by.
    await world.ask('POST', `/submissions/${id}/validation`, world.coordinator);
    const again = await behind(unit);
    expect(again).toEqual(validation);
    expect(again.run).toMatchObject({
      trigger: 'ACCEPT',
      snapshotHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('are unknown where a report was accepted before runs were kept, and nothing is made up', async () => {
    const { unit, id } = await world.accepted();
    await world.api.database.admin.query('delete from app.validation_run where submission_id = $1', [id]);
    expect(await behind(unit)).toMatchObject({ run: null, rules: [] });
  });
});
