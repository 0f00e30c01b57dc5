import { call } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { indicatorsWorld, type IndicatorsWorld } from './indicators-world.js';

const QUEUE = {
  kind: 'INPUT',
  unit: 'persons',
  title: { en: 'People who waited outside' },
  type: 'INTEGER',
  space: 'SUM',
  time: 'SUM',
  direction: 'LOWER',
};

describe('indicators as data', () => {
  let world: IndicatorsWorld;
  let ask: IndicatorsWorld['ask'];
  let codes = 0;

  beforeAll(async () => {
    world = await indicatorsWorld();
    ask = world.ask;
  });
  afterAll(() => world.close());

  const newCode = () => `WAITED_${(codes += 1)}`;

  async function inForce(code: string): Promise<any> {
    const { body } = await ask('GET', '/indicators', world.coordinator);
    return body.data.find((one: any) => one.code === code);
  }

  it('are there as they ship, in force as version 1 with their direction', async () => {
    const { body } = await ask('GET', '/indicators/WAIT_MINUTES_MEAN/versions', world.coordinator);
    expect(body.data).toMatchObject([{ version: 1, state: 'PUBLISHED', document: { direction: 'LOWER' } }]);
    expect(await inForce('WAIT_MINUTES_MEAN')).toMatchObject({
      version: 1,
      direction: 'LOWER',
      comparability: null,
    });
  });

  it('begin as a draft that nobody else meets', async () => {
    const code = newCode();
    const begun = await ask('POST', '/indicators', world.author, { code, document: QUEUE });
    expect(begun).toMatchObject({
      status: 201,
      body: { code, version: 1, state: 'DRAFT', steps: ['check', 'retire'] },
    });
    expect(await inForce(code)).toBeUndefined();
  });

  it('come into force by a second person after their impact was looked at, in every process', async () => {
    const code = newCode();
    expect(await inForce(code)).toBeUndefined();
    const published = await world.published('indicators', code, QUEUE);
    expect(published).toMatchObject({ state: 'PUBLISHED', version: 1 });
    expect(await inForce(code)).toMatchObject({
      version: 1,
      title: 'People who waited outside',
      direction: 'LOWER',
    });
  });

  it('are not published by who wrote them', async () => {
    const draft = await world.examined('indicators', newCode(), QUEUE);
    expect(await world.publish(draft, world.author)).toMatchObject({
      status: 403,
      body: { code: 'four-eyes' },
    });
  });

  it('are not published without their impact', async () => {
    const code = newCode();
    const { body } = await ask('POST', '/indicators', world.author, { code, document: QUEUE });
    const path = `/indicators/${code}/versions/1`;
    const checked = await ask('POST', `${path}/transitions`, world.author, { name: 'check' }, body.rev);
    const answer = await world.publish({ path, rev: checked.body.rev });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'impact-missing', impact: `/api/v1${path}/impact` },
    });
  });

  it('are not published on the impact of an earlier draft', async () => {
    const code = newCode();
    const { body } = await ask('POST', '/indicators', world.author, { code, document: QUEUE });
    const path = `/indicators/${code}/versions/1`;
    await ask('POST', `${path}/impact`, world.author);
    const document = { ...QUEUE, unit: 'families' };
    const edited = await ask('PATCH', path, world.author, { document }, body.rev);
    const checked = await ask(
      'POST',
      `${path}/transitions`,
      world.author,
      { name: 'check' },
      edited.body.rev,
    );
    expect(edited.body).toMatchObject({ draftRev: 2, document });
    const answer = await world.publish({ path, rev: checked.body.rev });
    expect(answer).toMatchObject({ status: 422, body: { code: 'impact-missing' } });
  });

  it.each<[string, object, object]>([
    ['the last value over units', { space: 'LAST_VALUE' }, { axis: 'space', method: 'LAST_VALUE' }],
    ['a sum of percentages', { unit: '%', time: 'LAST_VALUE' }, { axis: 'space', method: 'SUM' }],
    ['a mean that nobody computes', { time: 'MEAN' }, { axis: 'time', method: 'MEAN' }],
  ])('are refused at publication with %s, named', async (_what, change, params) => {
    const draft = await world.examined('indicators', newCode(), { ...QUEUE, ...change });
    expect(draft.impact.illegal).toMatchObject([{ params }]);
    const answer = await world.publish(draft);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'illegal-aggregation', errors: [{ params }] },
    });
  });

  it('are refused with every fault of how they are written', async () => {
    const document = { ...QUEUE, unit: '', direction: 'UP', surprise: 1, comparability: 'BREAK' };
    const { status, body } = await ask('POST', '/indicators', world.author, { code: newCode(), document });
    expect(status).toBe(422);
    expect(body.errors.map((fault: any) => fault.pointer).toSorted()).toEqual([
      '/document/comparability',
      '/document/direction',
      '/document/surprise',
      '/document/unit',
    ]);
  });

  it('say how a further version compares to the one before, and from when on', async () => {
    const code = newCode();
    await world.published('indicators', code, QUEUE);
    const path = `/indicators/${code}/versions`;
    const without = await ask('POST', path, world.author, { document: QUEUE });
    expect(without.body.errors.map((fault: any) => fault.pointer)).toEqual([
      '/document/comparability',
      '/document/appliesFrom',
    ]);
    const second = { ...QUEUE, unit: 'families', comparability: 'BREAK', appliesFrom: '2027-01' };
    await world.published('indicators', code, second);
    expect(await inForce(code)).toMatchObject({ version: 2, comparability: 'BREAK', appliesFrom: '2027-01' });
    const { body } = await ask('GET', path, world.author);
    expect(body.data.map(({ version, state }: any) => [version, state])).toEqual([
      [1, 'RETIRED'],
      [2, 'PUBLISHED'],
    ]);
  });

  it('tell what a change would touch', async () => {
    await world.accepted();
    const document = { ...QUEUE, title: { en: 'Visitors' }, comparability: 'SAME', appliesFrom: '2027-01' };
    const { impact } = await world.examined('indicators', 'VISITORS', document);
    expect(impact).toMatchObject({
      replaces: 1,
      figures: 1,
      forms: [{ code: 'MONTHLY', version: 1 }],
      slots: { open: expect.any(Number), unopened: expect.any(Number) },
    });
    expect(impact.slots.open).toBeGreaterThan(0);
    expect(impact.indicators).toEqual(['WAIT_MINUTES_MEAN']);
    expect(impact.rules.map(({ code }: any) => code)).not.toEqual([]);
  });

  it('are not retired while a form asks for them', async () => {
    const path = '/indicators/OPEN_DAYS/versions/1/transitions';
    const answer = await ask('POST', path, world.author, { name: 'retire' }, 1);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'definition-in-use', usedBy: ['form MONTHLY', 'indicator SERVICES_PER_OPEN_DAY'] },
    });
  });

  it('are kept by the database as they were published', async () => {
    const { admin } = world.api.database;
    const unit = `'"other"'`;
    await expect(
      admin.query(`update app.indicator_version set definition = jsonb_set(definition, '{unit}', ${unit})`),
    ).rejects.toThrow('never changed');
    await expect(
      admin.query(
        `update app.definition_version set document = '{}' where code = 'VISITORS' and version = 1`,
      ),
    ).rejects.toThrow('only a draft');
  });

  it('are not edited over a change that was not seen, nor while they are in check', async () => {
    const code = newCode();
    const { body } = await ask('POST', '/indicators', world.author, { code, document: QUEUE });
    const path = `/indicators/${code}/versions/1`;
    await ask('PATCH', path, world.author, { document: { ...QUEUE, unit: 'a' } }, body.rev);
    expect((await ask('PATCH', path, world.second, { document: QUEUE }, body.rev)).status).toBe(412);
    await ask('POST', `${path}/transitions`, world.author, { name: 'check' }, 2);
    const late = await ask('PATCH', path, world.author, { document: QUEUE }, 3);
    expect(late).toMatchObject({ status: 409, body: { allowed: ['revise', 'publish', 'retire'] } });
  });

  it.each([
    ['COORDINATOR', 'PK'],
    ['DIRECTOR', 'HQ'],
    ['HQ_ADMIN', 'PK'],
  ])('are not written by a %s of %s', async (role, scope) => {
    const token = await signedIn(world.api, { role, scope });
    const answer = await ask('POST', '/indicators', token, { code: newCode(), document: QUEUE });
    expect(answer.status).toBe(403);
  });

  it('are not read by who is not signed in', async () => {
    expect((await call(world.api.url, '/api/v1/indicators/VISITORS/versions')).status).toBe(401);
  });

  it('leave an audit record of every change', async () => {
    const code = newCode();
    await world.published('indicators', code, QUEUE);
    const { rows } = await world.api.database.admin.query(
      "select action from app.audit_event where entity = 'indicator' and entity_id = $1 order by id",
      [`${code}@1`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'indicator.draft',
      'indicator.impact',
      'indicator.check',
      'indicator.publish',
    ]);
  });
});
