import { call } from '../../support/client.js';
import { auditOf } from '../register/register-api.js';
import { passed, proposal, rolloutsWorld, rowsOf, started, type RolloutsWorld } from './rollouts-world.js';

describe('rollouts', () => {
  let world: RolloutsWorld;

  beforeAll(async () => {
    world = await rolloutsWorld();
  });

  afterAll(() => world?.api.close());

  describe('templates', () => {
    it('are listed, one for each kind of rollout', async () => {
      const { body } = await world.coordinator.get('/rollout-templates');
      expect(body.data.map(({ code, version }: any) => `${code} ${version}`)).toEqual([
        'EXTENSION 1',
        'MOBILE_SERVICE 1',
        'NEW_CENTRE 1',
        'NEW_COUNTRY 1',
        'RENEWAL 1',
      ]);
    });

    it('show stages, gates with criteria, and tasks with anchors of one version', async () => {
      const { body } = await world.coordinator.get('/rollout-templates/NEW_COUNTRY/versions/1');
      expect(body.stages.map(({ stage }: any) => stage)).toEqual(['S0', 'S1', 'S2', 'S3', 'S4', 'S5']);
      expect(body.gates[2]).toMatchObject({
        gate: 'G2',
        criteria: [{ code: 'G2-ACT', must: true }, { code: 'G2-INSTITUTIONS' }, { must: false }],
      });
      expect(body.tasks.find(({ code }: any) => code === 'NEEDS-REPORT')).toMatchObject({
        anchor: 'TASK',
        anchorTask: 'NEEDS-MISSION',
        days: 15,
        critical: true,
        mandatory: true,
      });
    });

    it.each(['NEW_COUNTRY/versions/2', 'NEW_COUNTRY/versions/x', 'NOTHING/versions/1'])(
      'are not found as %s',
      async (path) => {
        expect((await world.desk.get(`/rollout-templates/${path}`)).status).toBe(404);
      },
    );

    it('cannot be changed by the API once they are published', async () => {
      const { rows } = await world.api.database.admin.query(
        `select privilege_type from information_schema.role_table_grants
          where table_name = 'rollout_template_version' and grantee in ('asan_api', 'asan_worker')`,
      );
      expect([...new Set(rows.map(({ privilege_type }: any) => privilege_type))]).toEqual(['SELECT']);
    });
  });

  describe('a proposal', () => {
    it('keeps the version of its template, with criteria and tasks, and leaves an audit record', async () => {
      const { status, body } = await world.desk.post('/rollouts', proposal());
      expect([status, body]).toMatchObject([
        201,
        {
          partner: 'PK',
          template: 'NEW_COUNTRY',
          templateVersion: 1,
          component: 'ASAN',
          status: 'PROPOSED',
          stage: 'S0',
          gate: 'G0',
          actualOpening: { precision: 'UNKNOWN' },
          synthetic: false,
        },
      ]);
      const gates = await world.coordinator.get(`/rollouts/${body.id}/gates`);
      expect(gates.body.criteria).toHaveLength(18);
      expect((await world.coordinator.get(`/rollouts/${body.id}/tasks`)).body.data).toHaveLength(24);
      expect(await auditOf(world.api, body.id)).toEqual(['rollout.propose']);
    });

    it('takes a unit and an agreement of the partner', async () => {
      const { body: agreements } = await world.desk.get('/instruments?partner=PK');
      const named = { unit: 'CTR-PK-ISB', instrument: agreements.data[0].id };
      const { body } = await world.desk.post('/rollouts', proposal(named));
      expect(body).toMatchObject(named);
    });

    it.each([
      ['a version that was never published', { templateVersion: 7 }, 'unknown-template', '/templateVersion'],
      ['a day out of range', { plannedOpening: '2207-06-01' }, 'date-out-of-range', '/plannedOpening'],
      ['a unit of another country', { unit: 'CTR-ET-ADD' }, 'reference-not-found', '/unit'],
      [
        'an agreement that does not exist',
        { instrument: '019aa000-0000-7000-8000-000000000000' },
        'reference-not-found',
        '/instrument',
      ],
    ])('is refused with %s', async (_what, more, code, pointer) => {
      const before = await rowsOf(world.api, 'rollout');
      const { status, body } = await world.desk.post('/rollouts', proposal(more));
      expect([status, body.code, body.errors[0].pointer]).toEqual([422, code, pointer]);
      expect(await rowsOf(world.api, 'rollout')).toBe(before);
    });

    it('is for headquarters alone', async () => {
      expect((await world.coordinator.post('/rollouts', proposal())).status).toBe(403);
      expect((await call(world.api.url, '/api/v1/rollouts', { method: 'POST', body: {} })).status).toBe(401);
    });

    it.each(['XX', 'HQ'])('is not found for %s, which is no partner', async (partner) => {
      expect((await world.desk.post('/rollouts', proposal({ partner }))).status).toBe(404);
    });
  });

  describe('steps', () => {
    const step = (id: string, rev: number, body: object) =>
      world.desk.post(`/rollouts/${id}/transitions`, body, rev);

    it('start a rollout that has a desk, and show what is open then', async () => {
      const rollout = await started(world.desk);
      expect(rollout).toMatchObject({ status: 'ACTIVE', stage: 'S0' });
      const open = await world.director.get(`/rollouts/${rollout.id}/transitions`);
      expect(open.body.data).toEqual([
        'prepareGate',
        'decideGo',
        'decideConditionalGo',
        'decideHold',
        'decideStop',
        'hold',
      ]);
      expect((await world.desk.get(`/rollouts/${rollout.id}/transitions`)).body.data).toEqual([
        'prepareGate',
        'hold',
      ]);
      expect((await world.coordinator.get(`/rollouts/${rollout.id}/transitions`)).body.data).toEqual([]);
    });

    it('do not start one without a desk', async () => {
      const { body } = await world.desk.post('/rollouts', proposal({ desk: undefined }));
      const refused = await step(body.id, body.rev, { name: 'start' });
      expect([refused.status, refused.body.code]).toEqual([422, 'guard-failed']);
      expect(refused.body.errors[0].code).toBe('desk-missing');
    });

    it('hold it with a reason and a day to look at it again, and resume it', async () => {
      const { id, rev } = await started(world.desk);
      expect((await step(id, rev, { name: 'hold' })).body.errors.map(({ code }: any) => code)).toEqual([
        'reason-missing',
        'day-missing',
      ]);
      const held = await step(id, rev, { name: 'hold', reason: 'No money', on: '2027-01-15' });
      expect(held.body).toMatchObject({ status: 'ON_HOLD', reason: 'No money', reviewOn: '2027-01-15' });
      const resumed = await step(id, held.body.rev, { name: 'resume' });
      expect(resumed.body).toMatchObject({ status: 'ACTIVE', stage: 'S0', reason: null, reviewOn: null });
      expect(await auditOf(world.api, id)).toEqual([
        'rollout.propose',
        'rollout.start',
        'rollout.hold',
        'rollout.resume',
      ]);
    });

    it('name the ones that are open when another one is asked for', async () => {
      const { id, rev } = await started(world.desk);
      const refused = await step(id, rev, { name: 'resume' });
      expect([refused.status, refused.body.code]).toEqual([409, 'invalid-transition']);
      expect(refused.body.allowed).toContain('hold');
    });

    it('are refused with an old revision and without one', async () => {
      const { id } = await started(world.desk);
      expect((await step(id, 1, { name: 'hold', reason: 'Late', on: '2027-01-15' })).status).toBe(412);
      const blind = await world.desk.post(`/rollouts/${id}/transitions`, { name: 'resume' });
      expect(blind.status).toBe(428);
    });

    it('are not for the partner, and another country finds nothing', async () => {
      const { id, rev } = await started(world.desk);
      const body = { name: 'hold', reason: 'Late', on: '2027-01-15' };
      expect((await world.coordinator.post(`/rollouts/${id}/transitions`, body, rev)).status).toBe(403);
      for (const path of ['', '/gates', '/tasks', '/plan', '/issues', '/milestones', '/transitions'])
        expect((await world.ethiopia.get(`/rollouts/${id}${path}`)).status).toBe(404);
    });
  });

  it('go through all gates to the handover, once the day of the opening is recorded', async () => {
    const component = { partner: 'PK', component: 'ASAN', reason: 'The decree is on its way' };
    const time = { validFrom: '2026-11-01', validUntil: '2027-12-01' };
    await world.director.post('/legal-basis-waivers', { ...component, ...time });
    let rollout = await started(world.desk);
    for (const stage of ['S1', 'S2', 'S3', 'S4', 'S5']) {
      rollout = await passed(world, rollout);
      expect(rollout).toMatchObject({ status: 'ACTIVE', stage });
    }
    const early = await passed(world, rollout);
    expect(early.errors[0].code).toBe('opening-missing');
    const { body: current } = await world.desk.get(`/rollouts/${rollout.id}`);
    const path = `/rollouts/${rollout.id}/transitions`;
    const tomorrow = { name: 'recordOpening', on: '2026-11-23' };
    expect((await world.desk.post(path, tomorrow, current.rev)).body.code).toBe('date-out-of-range');
    const today = { name: 'recordOpening', on: '2026-11-22' };
    const opened = await world.desk.post(path, today, current.rev);
    expect(opened.body.actualOpening).toMatchObject({ latest: '2026-11-22', precision: 'DAY' });
    const over = await passed(world, opened.body);
    expect(over).toMatchObject({ status: 'COMPLETED', stage: 'S5' });
    const open = await world.director.get(`/rollouts/${rollout.id}/transitions`);
    expect(open.body.data).toEqual([]);
  });

  describe('the documented ones', () => {
    const documented = async (partner: string) =>
      (await world.desk.get(`/rollouts?partner=${partner}&status=DOCUMENTED`)).body.data[0];

    it('tell the story of a country by date, with sources, and keep a month a month', async () => {
      const { id, actualOpening } = await documented('ET');
      expect(actualOpening).toMatchObject({
        earliest: '2025-04-01',
        latest: '2025-04-30',
        precision: 'MONTH',
      });
      const { body } = await world.ethiopia.get(`/rollouts/${id}/milestones`);
      expect(body.data.map(({ step, date }: any) => `${step} ${date.text}`)).toEqual([
        'expertMission 2023-08-02',
        'legalBase 2024-04-11',
        'instrumentSigned 2024-05',
        'headOfStateRequest 2024-11-14',
        'opening 2025-04',
        'scaleOut 2025-09-25',
        'scaleOut 2025-11-11',
        'highLevelMeeting 2026-02-27',
      ]);
      expect(body.data.every(({ sources }: any) => sources.length > 0)).toBe(true);
    });

    it('put a milestone without a date last', async () => {
      const { id } = await documented('UG');
      const { body } = await world.desk.get(`/rollouts/${id}/milestones`);
      expect(body.data.at(-1)).toMatchObject({ step: 'needsAssessment', date: { precision: 'UNKNOWN' } });
    });

    it('take no step, no plan and no issue', async () => {
      const { id, rev } = await documented('PK');
      const start = await world.desk.post(`/rollouts/${id}/transitions`, { name: 'start' }, rev);
      expect([start.status, start.body.allowed]).toEqual([409, []]);
      const plan = { plannedOpening: '2027-06-01', reasonCode: 'CORRECTION' };
      expect((await world.desk.patch(`/rollouts/${id}/plan`, plan, rev)).body.code).toBe(
        'invalid-transition',
      );
      const issue = { title: 'Too late', ownerSide: 'HQ', openedOn: '2026-11-01' };
      const reported = await world.desk.post(`/rollouts/${id}/issues`, issue);
      expect([reported.status, reported.body.code]).toEqual([409, 'invalid-transition']);
    });
  });

  it('come page by page, newest first, filtered by partner, status and template', async () => {
    const path = '/rollouts?partner=PK&template=NEW_COUNTRY&status=ACTIVE';
    const all = (await world.coordinator.get(`${path}&limit=200`)).body.data;
    expect(all.length).toBeGreaterThan(2);
    const kinds = all.map(({ partner, template, status }: any) => `${partner} ${template} ${status}`);
    expect([...new Set(kinds)]).toEqual(['PK NEW_COUNTRY ACTIVE']);
    const every = (await world.coordinator.get('/rollouts?limit=200')).body.data;
    expect(new Set(every.map(({ status }: any) => status)).size).toBeGreaterThan(2);
    const first = await world.coordinator.get(`${path}&limit=2`);
    const cursor = encodeURIComponent(first.body.page.nextCursor);
    const second = await world.coordinator.get(`${path}&limit=200&cursor=${cursor}`);
    expect([...first.body.data, ...second.body.data]).toEqual(all);
    const other = await world.desk.get(`/rollouts?partner=ET&cursor=${cursor}`);
    expect([other.status, other.body.code]).toEqual([400, 'invalid-cursor']);
  });
});
