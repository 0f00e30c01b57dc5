import { auditOf, signedAgreement, askerWith } from '../register/register-api.js';
import {
  criteriaOf,
  meetAll,
  passed,
  prepared,
  PROOF,
  rolloutsWorld,
  started,
  type RolloutsWorld,
} from './rollouts-world.js';

describe('gates of a rollout', () => {
  let world: RolloutsWorld;

  beforeAll(async () => {
    world = await rolloutsWorld();
  });

  afterAll(() => world?.api.close());

  const decide = (asker: RolloutsWorld['desk'], { id, gate, rev }: any, body: object) =>
    asker.post(`/rollouts/${id}/gates/${gate}/decisions`, body, rev);
  const judge = (asker: RolloutsWorld['desk'], { id, rev }: any, body: object) =>
    asker.post(`/rollout-criteria/${id}/transitions`, body, rev);
  const GO = { decision: 'GO' };

  it('stay shut while criteria that must be met are not, and name them', async () => {
    const rollout = await prepared(world.desk, await started(world.desk));
    const { status, body } = await decide(world.director, rollout, GO);
    expect([status, body.code]).toEqual([409, 'gate-criteria-unmet']);
    expect(body.criteria.map(({ code }: any) => code)).toEqual(['G0-REQUEST', 'G0-COUNTERPART']);
    expect((await world.desk.get(`/rollouts/${rollout.id}`)).body).toMatchObject({ stage: 'S0' });
  });

  it('open when these are met with proof; what only should be met may stay open', async () => {
    const rollout = await started(world.desk);
    const [request, counterpart] = await criteriaOf(world.desk, rollout.id, 'G0');
    for (const each of [request, counterpart]) {
      const { body } = await judge(world.desk, each, { name: 'meet', evidence: PROOF });
      expect(body).toMatchObject({ state: 'MET', rev: 2 });
    }
    const after = await decide(world.director, await prepared(world.desk, rollout), GO);
    expect(after.body).toMatchObject({ status: 'ACTIVE', stage: 'S1', gate: 'G1' });
    const { body } = await world.coordinator.get(`/rollouts/${rollout.id}/gates`);
    expect(body.reviews).toMatchObject([{ gate: 'G0', recommendation: 'GO', decision: 'GO' }]);
    expect(body.criteria[0].evidence).toMatchObject([{ kind: 'URL', reference: PROOF[0].reference }]);
    expect(await auditOf(world.api, rollout.id)).toEqual([
      'rollout.propose',
      'rollout.start',
      'rollout.prepareGate',
      'rollout.decide.GO',
    ]);
    expect(await auditOf(world.api, request.id)).toEqual(['rollout-criterion.meet']);
  });

  describe('a criterion', () => {
    it('is not met without proof, nor waived without a reason or by the desk', async () => {
      const { id } = await started(world.desk);
      const [criterion] = await criteriaOf(world.desk, id, 'G0');
      const bare = await judge(world.desk, criterion, { name: 'meet' });
      expect([bare.status, bare.body.errors[0].code]).toEqual([422, 'evidence-missing']);
      const waiver = { name: 'waive', reason: 'Asked for by word of mouth' };
      expect((await judge(world.desk, criterion, waiver)).status).toBe(403);
      const silent = await judge(world.director, criterion, { name: 'waive' });
      expect(silent.body.errors[0].code).toBe('reason-missing');
      expect((await judge(world.director, criterion, waiver)).body).toMatchObject({ state: 'WAIVED' });
    });

    it('takes only proofs that the partner has', async () => {
      const { id } = await started(world.desk);
      const [criterion] = await criteriaOf(world.desk, id, 'G0');
      const foreign = (await world.desk.get('/engagements?partner=ET')).body.data[0].id;
      for (const kind of ['ENGAGEMENT', 'MISSION', 'TRAINING_EVENT']) {
        const evidence = [{ kind, reference: foreign }];
        const { status, body } = await judge(world.desk, criterion, { name: 'meet', evidence });
        expect([status, body.code]).toEqual([422, 'reference-not-found']);
      }
    });

    it('is history once its gate was passed', async () => {
      const rollout = await passed(world, await started(world.desk));
      const [criterion] = await criteriaOf(world.desk, rollout.id, 'G0');
      const late = await judge(world.desk, criterion, { name: 'reopen', reason: 'Doubts' });
      expect([late.status, late.body.code]).toEqual([409, 'invalid-transition']);
    });

    it('is judged with the revision that was read, and not from another country', async () => {
      const { id } = await started(world.desk);
      const [criterion] = await criteriaOf(world.desk, id, 'G0');
      const meet = { name: 'meet', evidence: PROOF };
      expect((await judge(world.desk, { ...criterion, rev: 9 }, meet)).status).toBe(412);
      expect((await judge(world.coordinator, criterion, meet)).status).toBe(403);
      const abroad = await askerWith(world.api, 'HQ_DESK', 'ET');
      expect([403, 404]).toContain((await judge(abroad, criterion, meet)).status);
    });
  });

  describe('a decision', () => {
    it('is not taken by who prepared the gate', async () => {
      const rollout = await started(world.desk);
      await meetAll(world.desk, rollout.id, 'G0');
      const own = await prepared(world.director, rollout);
      const { status, body } = await decide(world.director, own, GO);
      expect([status, body.code]).toEqual([403, 'four-eyes']);
      const other = await askerWith(world.api, 'DIRECTOR', 'HQ');
      expect((await decide(other, own, GO)).body).toMatchObject({ stage: 'S1' });
    });

    it('is taken once when two directors decide at the same moment', async () => {
      const rollout = await started(world.desk);
      await meetAll(world.desk, rollout.id, 'G0');
      const ready = await prepared(world.desk, rollout);
      const other = await askerWith(world.api, 'DIRECTOR', 'HQ');
      const answers = await Promise.all([
        decide(world.director, ready, GO),
        decide(other, ready, { decision: 'STOP', reason: 'Withdrawn' }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      const { body } = await world.desk.get(`/rollouts/${rollout.id}/gates`);
      expect(body.reviews).toHaveLength(1);
    });

    it('needs a preparation of the gate that is next', async () => {
      const rollout = await started(world.desk);
      const bare = await decide(world.director, rollout, GO);
      expect([bare.status, bare.body.code]).toEqual([409, 'gate-not-prepared']);
      const other = await decide(world.director, { ...rollout, gate: 'G3' }, GO);
      expect([other.status, other.body.allowed]).toEqual([409, ['G0']]);
      expect((await decide(world.director, { ...rollout, gate: 'G9' }, GO)).status).toBe(404);
    });

    it('is for the director alone', async () => {
      const rollout = await prepared(world.desk, await started(world.desk));
      for (const asker of [world.desk, world.coordinator, await askerWith(world.api, 'HQ_ADMIN', 'HQ')])
        expect((await decide(asker, rollout, GO)).status).toBe(403);
    });

    it('names everything that it still lacks', async () => {
      const rollout = await prepared(world.desk, await started(world.desk));
      const codes = async (body: object) =>
        (await decide(world.director, rollout, body)).body.errors.map(({ code }: any) => code);
      expect(await codes({ decision: 'HOLD' })).toEqual(['reason-missing', 'review-date-missing']);
      expect(await codes({ decision: 'CONDITIONAL_GO' })).toEqual(['conditions-missing']);
      const far = [{ body: 'Fire exit', dueOn: '2299-01-01' }];
      expect(await codes({ decision: 'CONDITIONAL_GO', conditions: far })).toEqual(['date-out-of-range']);
    });

    it('HOLD keeps the rollout where it is, STOP ends it', async () => {
      const rollout = await prepared(world.desk, await started(world.desk));
      const hold = { decision: 'HOLD', reason: 'No money', reviewOn: '2027-01-15' };
      const held = await decide(world.director, rollout, hold);
      expect(held.body).toMatchObject({ status: 'ON_HOLD', stage: 'S0', reviewOn: '2027-01-15' });
      const resumed = await world.desk.post(
        `/rollouts/${rollout.id}/transitions`,
        { name: 'resume' },
        held.body.rev,
      );
      const again = await prepared(world.desk, resumed.body);
      const stopped = await decide(world.director, again, { decision: 'STOP', reason: 'Withdrawn' });
      expect(stopped.body).toMatchObject({ status: 'STOPPED', reason: 'Withdrawn' });
      expect((await world.director.get(`/rollouts/${rollout.id}/transitions`)).body.data).toEqual([]);
    });

    it('RECYCLE goes back to an earlier stage and has its gates judged anew, with their proofs', async () => {
      let rollout = await passed(world, await started(world.desk));
      rollout = await prepared(world.desk, await passed(world, rollout));
      const back = { decision: 'RECYCLE', reason: 'Another site' };
      const nowhere = await decide(world.director, rollout, back);
      expect(nowhere.body.errors[0].code).toBe('stage-unexpected');
      const ahead = await decide(world.director, rollout, { ...back, toStage: 'S4' });
      expect(ahead.body.code).toBe('invalid-transition');
      const recycled = await decide(world.director, rollout, { ...back, toStage: 'S1' });
      expect(recycled.body).toMatchObject({ status: 'ACTIVE', stage: 'S1', reason: 'Another site' });
      const [first] = await criteriaOf(world.desk, rollout.id, 'G0');
      const [anew] = await criteriaOf(world.desk, rollout.id, 'G1');
      expect([first.state, anew.state, anew.evidence.length]).toEqual(['MET', 'OPEN', 1]);
      const again = await passed(world, recycled.body);
      expect(again).toMatchObject({ stage: 'S2', baselineOpening: '2027-09-01' });
      const { body } = await world.desk.get('/rollouts/portfolio?partner=PK');
      const rebaselined = body.data.filter(({ isRebaselined }: any) => isRebaselined);
      expect(rebaselined.map(({ id }: any) => id)).toEqual([rollout.id]);
    });
  });

  describe('a conditional GO', () => {
    const conditions = [{ body: 'Second fire exit', dueOn: '2026-11-30' }];

    it('goes on; a condition past its day puts the rollout at risk until it is met', async () => {
      const decision = { decision: 'CONDITIONAL_GO', conditions };
      const rollout = await passed(world, await started(world.desk), decision);
      expect(rollout).toMatchObject({ stage: 'S1' });
      const gates = async () => (await world.coordinator.get(`/rollouts/${rollout.id}/gates`)).body;
      const risks = async () =>
        (await world.desk.get('/rollouts/portfolio?partner=PK')).body.data.find(
          ({ id }: any) => id === rollout.id,
        ).risks;
      expect(await gates()).toMatchObject({
        isAtRisk: false,
        conditions: [{ isOverdue: false, gate: 'G0' }],
      });
      await world.api.database.admin.query(
        `update app.gate_condition set due_on = '2026-11-21' where rollout_id = $1`,
        [rollout.id],
      );
      const late = await gates();
      expect(late).toMatchObject({ isAtRisk: true, conditions: [{ isOverdue: true }] });
      expect(await risks()).toContain('CONDITION_OVERDUE');
      const [{ id, rev }] = late.conditions;
      const met = await world.desk.post(`/gate-conditions/${id}/fulfilment`, { note: 'Built' }, rev);
      expect(met.body.metAt).not.toBeNull();
      expect(await gates()).toMatchObject({ isAtRisk: false });
      expect(await risks()).not.toContain('CONDITION_OVERDUE');
      expect(await auditOf(world.api, id)).toEqual(['gate-condition.meet']);
      const twice = await world.desk.post(`/gate-conditions/${id}/fulfilment`, {}, rev + 1);
      expect([twice.status, twice.body.code]).toEqual([409, 'invalid-transition']);
    });
  });

  describe('G2', () => {
    it('stays shut without a legal basis, and shows the waiver of the director that opened it', async () => {
      const more = { component: 'VOLUNTEER_PROGRAMME' };
      let rollout = await passed(world, await passed(world, await started(world.desk, more)));
      const refused = await passed(world, rollout);
      expect(refused).toMatchObject({ status: 409, code: 'legal-basis-missing' });
      const waiver = { partner: 'PK', ...more, reason: 'The decree is on its way' };
      const time = { validFrom: '2026-11-01', validUntil: '2027-06-01' };
      await world.director.post('/legal-basis-waivers', { ...waiver, ...time });
      rollout = await passed(world, (await world.desk.get(`/rollouts/${rollout.id}`)).body);
      expect(rollout).toMatchObject({ stage: 'S3' });
      const { body } = await world.coordinator.get(`/rollouts/${rollout.id}/gates`);
      expect(body.reviews[2].legalBasis).toMatchObject({
        component: 'VOLUNTEER_PROGRAMME',
        instruments: [],
        waiver: { reason: 'The decree is on its way', validUntil: '2027-06-01' },
      });
    });

    it('opens by an agreement in force that grants the component', async () => {
      const legal = await askerWith(world.api, 'HQ_LEGAL', 'HQ');
      const agreement = await signedAgreement(legal);
      const grant = {
        partner: 'PK',
        instrument: agreement.id,
        component: 'MOBILE',
        wording: 'Mobile services',
      };
      await legal.post('/licence-grants', grant);
      const rollout = await started(world.desk, { component: 'MOBILE' });
      const after = await passed(world, await passed(world, await passed(world, rollout)));
      expect(after).toMatchObject({ stage: 'S3' });
      const { body } = await world.desk.get(`/rollouts/${rollout.id}/gates`);
      expect(body.reviews[2].legalBasis).toMatchObject({ instruments: [agreement.code], waiver: null });
    });
  });

  describe('G1', () => {
    it('freezes the baseline of the opening and of every task', async () => {
      const rollout = await passed(world, await passed(world, await started(world.desk)));
      expect(rollout).toMatchObject({ stage: 'S2', baselineOpening: '2027-09-01' });
      const { body } = await world.desk.get(`/rollouts/${rollout.id}/tasks`);
      expect(body.data.map(({ baselineDueOn }: any) => baselineDueOn)).toEqual(
        body.data.map(({ dueOn }: any) => dueOn),
      );
      expect(body.data[0].baselineDueOn).not.toBeNull();
    });

    it('has nothing to freeze without a planned opening', async () => {
      const rollout = await passed(world, await started(world.desk, { plannedOpening: undefined }));
      expect((await passed(world, rollout)).errors[0].code).toBe('planned-opening-missing');
    });
  });
});
