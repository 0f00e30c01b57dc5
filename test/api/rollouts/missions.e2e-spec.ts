import { askerWith, auditOf, signedAgreement } from '../register/register-api.js';
import { criteriaOf, rolloutsWorld, started, type RolloutsWorld } from './rollouts-world.js';

const mission = (more: object = {}): object => ({
  partner: 'PK',
  purpose: 'Needs assessment',
  place: 'Islamabad',
  startsOn: '2026-11-09',
  returnsOn: '2026-11-13',
  team: [{ name: 'A. Person', role: 'architect' }],
  reportDays: 5,
  ...more,
});
const training = (more: object = {}): object => ({
  partner: 'PK',
  title: 'Master trainers, first group',
  startsOn: '2026-10-05',
  endsOn: '2026-10-09',
  hours: '37.5',
  participants: 12,
  passed: 11,
  ...more,
});

describe('missions and training events', () => {
  let world: RolloutsWorld;

  beforeAll(async () => {
    world = await rolloutsWorld();
  });

  afterAll(() => world?.api.close());

  it('have their report due in working days after the return, and reported once', async () => {
    const rollout = await started(world.desk);
    const { status, body } = await world.desk.post('/missions', mission({ rollout: rollout.id }));
    expect(status).toBe(201);
    // A Friday and five days of work without the weekend.
    expect(body).toMatchObject({ rollout: rollout.id, reportDueOn: '2026-11-20', reportedOn: null });
    const report = { report: 'Two of the three sites have no power.' };
    const filed = await world.desk.post(`/missions/${body.id}/report`, report, body.rev);
    expect(filed.body).toMatchObject({ ...report, reportedOn: '2026-11-22' });
    const twice = await world.desk.post(`/missions/${body.id}/report`, report, filed.body.rev);
    expect([twice.status, twice.body.code]).toEqual([409, 'invalid-transition']);
    expect(await auditOf(world.api, body.id)).toEqual(['mission.plan', 'mission.report']);
    const listed = await world.coordinator.get(`/missions?rollout=${rollout.id}`);
    expect(listed.body.data).toEqual([filed.body]);
  });

  it('are recorded with participants, hours and result', async () => {
    const { status, body } = await world.desk.post('/training-events', training());
    expect([status, body]).toMatchObject([201, { hours: '37.50', participants: 12, passed: 11 }]);
    expect((await world.coordinator.get(`/training-events/${body.id}`)).body).toEqual(body);
    expect(await auditOf(world.api, body.id)).toEqual(['training-event.record']);
  });

  it('prove criteria of gates and obligations, without being uploaded again', async () => {
    const rollout = await started(world.desk);
    const { body: trip } = await world.desk.post('/missions', mission());
    const { body: course } = await world.desk.post('/training-events', training());
    const evidence = [
      { kind: 'MISSION', reference: trip.id },
      { kind: 'TRAINING_EVENT', reference: course.id },
    ];
    const [criterion] = await criteriaOf(world.desk, rollout.id, 'G0');
    const path = `/rollout-criteria/${criterion.id}/transitions`;
    const met = await world.desk.post(path, { name: 'meet', evidence }, criterion.rev);
    expect(met.body.state).toBe('MET');
    const [proven] = await criteriaOf(world.coordinator, rollout.id, 'G0');
    expect(proven.evidence).toMatchObject(evidence);

    const legal = await askerWith(world.api, 'HQ_LEGAL', 'HQ');
    const agreement = await signedAgreement(legal);
    const due = { kind: 'TRAINING', title: 'Train staff', frequency: 'ONCE', firstDueOn: '2026-12-01' };
    await legal.post(`/instruments/${agreement.id}/obligations`, { ...due, clauseRef: '4', obliged: 'PK' });
    const { body: list } = await world.coordinator.get('/obligation-occurrences?partner=PK');
    const occurrence = list.data.find(({ title }: any) => title === 'Train staff');
    const submit = { name: 'submitEvidence', evidence: [evidence[1]] };
    const handed = await world.coordinator.post(
      `/obligation-occurrences/${occurrence.id}/transitions`,
      submit,
      occurrence.rev,
    );
    expect(handed.body).toMatchObject({ state: 'SUBMITTED_FOR_ACCEPTANCE', evidence: [evidence[1]] });
  });

  it.each([
    ['/missions', mission({ returnsOn: '2026-11-01' }), 'invalid-range'],
    ['/missions', mission({ startsOn: '1999-01-01' }), 'date-out-of-range'],
    ['/missions', mission({ team: [] }), 'validation-failed'],
    ['/training-events', training({ endsOn: '2026-12-01' }), 'date-out-of-range'],
    ['/training-events', training({ passed: 13 }), 'rule-violated'],
    ['/training-events', training({ hours: '0.0' }), 'validation-failed'],
    [
      '/training-events',
      training({ rollout: '019aa000-0000-7000-8000-000000000000' }),
      'reference-not-found',
    ],
  ])('are refused: %s %j', async (path, body, code) => {
    const refused = await world.desk.post(path, body);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  it('are not reported before the return, and not recorded by the partner', async () => {
    const { body } = await world.desk.post(
      '/missions',
      mission({ startsOn: '2026-12-01', returnsOn: '2026-12-03' }),
    );
    const report = { report: 'Written in advance, of course.' };
    expect((await world.desk.post(`/missions/${body.id}/report`, report, body.rev)).status).toBe(409);
    expect((await world.coordinator.post('/missions', mission())).status).toBe(403);
    expect((await world.coordinator.post('/training-events', training())).status).toBe(403);
  });

  it('of another country are not found', async () => {
    const { body: trip } = await world.desk.post('/missions', mission());
    const { body: course } = await world.desk.post('/training-events', training());
    expect((await world.ethiopia.get(`/missions/${trip.id}`)).status).toBe(404);
    expect((await world.ethiopia.get(`/training-events/${course.id}`)).status).toBe(404);
    expect((await world.ethiopia.get('/missions')).body.data).toEqual([]);
    expect((await world.ethiopia.get('/missions?partner=PK')).status).toBe(404);
  });

  it('come page by page, newest first', async () => {
    await world.desk.post('/missions', mission({ startsOn: '2026-01-05', returnsOn: '2026-01-06' }));
    const all = (await world.desk.get('/missions?partner=PK&limit=200')).body.data;
    const first = await world.desk.get('/missions?partner=PK&limit=1');
    const cursor = encodeURIComponent(first.body.page.nextCursor);
    const rest = await world.desk.get(`/missions?partner=PK&limit=200&cursor=${cursor}`);
    expect([...first.body.data, ...rest.body.data]).toEqual(all);
    expect(all.at(-1).startsOn).toBe('2026-01-05');
  });
});
