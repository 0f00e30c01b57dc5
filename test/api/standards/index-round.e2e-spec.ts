import type { SettableClock } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { loadStandards } from '../../support/assessments.js';
import { signIn } from '../../support/client.js';
import { addPerson, PASSWORD, signedIn } from '../../support/people.js';
import { addReportingUnit } from '../../support/reporting.js';
import { askerFor, auditOf, type Asker } from '../register/register-api.js';

const CENTRES = Array.from(
  { length: 20 },
  (_, index) => `CTR-${index < 10 ? 'PK' : 'UZ'}-${String(index).padStart(2, '0')}`,
);
const revOf = (body: { etag: string }): number => Number(/\d+/.exec(body.etag)?.[0]);

/** A yearly index from its announcement to its publication, over twenty centres of two countries. */
describe('a yearly round of the index', () => {
  let api: TestApi;
  let clock: SettableClock;
  let assessor: Asker;
  let second: Asker;
  let director: Asker;
  let desk: Asker;
  const coordinators: Record<string, Asker> = {};
  const supervisors: Record<string, Asker> = {};
  let items: Array<{ code: string; max: number }>;
  let round: any;

  beforeAll(async () => {
    api = await startApi({ now: '2026-06-01T08:00:00Z' });
    clock = api.clock as SettableClock;
    await loadStandards(api);
    for (const unit of CENTRES) await addReportingUnit(api, { partner: unit.slice(4, 6), unit });
    await signEverybodyIn();
    const { body } = await assessor.get('/standards/ASAN-INDEX/versions/1/tree');
    items = body.tree.parameters.flatMap((parameter: any) =>
      parameter.criteria.flatMap((criterion: any) => criterion.items),
    );
  });
  afterAll(() => api?.close());

  const people: Array<{ email: string; use: (asker: Asker) => void }> = [];
  const add = async (role: string, scope: string, use: (asker: Asker) => void) => {
    const { email } = await addPerson(api.database, { role, scope });
    people.push({ email, use });
  };
  /** Sessions end with the day, people stay the same. */
  async function signEverybodyIn(): Promise<void> {
    if (people.length === 0) {
      await add('ASSESSOR', 'HQ', (asker) => (assessor = asker));
      await add('ASSESSOR', 'HQ', (asker) => (second = asker));
      await add('DIRECTOR', 'HQ', (asker) => (director = asker));
      await add('HQ_DESK', 'HQ', (asker) => (desk = asker));
      for (const partner of ['PK', 'UZ']) {
        await add('COORDINATOR', partner, (asker) => (coordinators[partner] = asker));
        await add('PARTNER_SUPERVISOR', partner, (asker) => (supervisors[partner] = asker));
      }
    }
    for (const { email, use } of people) use(askerFor(api, await signIn(api.url, email, PASSWORD)));
  }

  const step = async (who: Asker, id: string, name: string, more: object = {}) => {
    const { body } = await who.get(`/assessments/${id}`);
    return who.post(`/assessments/${id}/transitions`, { name, ...more }, revOf(body));
  };
  /** Answers everything at once: full marks but for what is named. */
  const answer = async (who: Asker, id: string, lower: Record<string, number> = {}) => {
    const { body } = await who.get(`/assessments/${id}`);
    const answers = items.map(({ code, max }) => ({ item: code, value: lower[code] ?? max }));
    return who.patch(`/assessments/${id}/items`, { items: answers }, revOf(body));
  };
  const centre = async (who: Asker, unit: string) => {
    const { body } = await who.get(`/assessment-campaigns/${round.id}`);
    return body.centres.find((one: any) => one.unit === unit);
  };

  it('begins with two planned assessments for every centre', async () => {
    const order = { name: 'Index 2026', standard: 'ASAN-INDEX', selfDueOn: '2026-06-30', centres: CENTRES };
    const answered = await desk.post('/assessment-campaigns', order);
    expect(answered.status).toBe(201);
    round = answered.body;
    expect(round.centres).toHaveLength(20);
    expect(new Set(round.centres.map((one: any) => `${one.selfState} ${one.siteState}`))).toEqual(
      new Set(['PLANNED PLANNED']),
    );
    expect((await desk.post('/assessment-campaigns', order)).body.code).toBe('duplicate');
    const { body } = await coordinators.PK.get(`/assessment-campaigns/${round.id}`);
    expect(body.centres.map((one: any) => one.partner)).toEqual(Array(10).fill('PK'));
  });

  it('lets centres assess themselves, all 143 answers in one patch', async () => {
    for (const { partner, selfId } of round.centres) {
      expect((await step(coordinators[partner], selfId, 'start')).status).toBe(200);
      const saved = await answer(coordinators[partner], selfId);
      expect(saved.body).toMatchObject({ scoreNow: '100.00', gradeNow: 'A', unanswered: [] });
      expect((await step(coordinators[partner], selfId, 'complete')).body.score).toBe('100.00');
      expect((await step(coordinators[partner], selfId, 'finalise')).body.code).toBe('four-eyes');
      expect((await step(supervisors[partner], selfId, 'finalise')).body.state).toBe('FINAL');
    }
  });

  it('keeps the agency from assessing for a centre, and a centre from assessing for the agency', async () => {
    const { selfId, siteId } = round.centres[0];
    expect((await step(assessor, selfId, 'reopen')).status).toBe(409);
    expect((await step(coordinators.PK, siteId, 'start')).status).toBe(403);
  });

  it('assesses on the spot; the country sees nothing of it before the report is shared', async () => {
    // Five of six in one criterion of four: 100 - 100/7/4/6.
    for (const { siteId } of round.centres) {
      await step(assessor, siteId, 'start');
      const saved = await answer(assessor, siteId, { 'P1.1.1': 0 });
      expect(saved.body.scoreNow).toBe('99.40');
      await step(assessor, siteId, 'complete');
    }
    const { siteId } = round.centres[0];
    const seen = await coordinators.PK.get(`/assessments/${siteId}`);
    expect(seen.body).toMatchObject({ state: 'DRAFT_REPORT', score: null, items: [], scoreNow: null });
    expect(await centre(coordinators.PK, CENTRES[0])).toMatchObject({ siteScore: null, gap: null });
    const rows = await coordinators.PK.get(`/assessment-results?campaign=${round.id}&limit=200`);
    expect(new Set(rows.body.data.map((row: any) => row.kind))).toEqual(new Set(['SELF']));
    expect((await assessor.get(`/assessments/${siteId}`)).body.items).toHaveLength(143);
  });

  it('shows the gap between both views, by parameter and criterion', async () => {
    const { body } = await assessor.get(`/assessments/${round.centres[0].siteId}/gap`);
    expect(body.total).toEqual({ code: 'TOTAL', level: 1, self: '100.00', agency: '99.40', gap: '0.60' });
    expect(body.nodes).toHaveLength(31);
    expect(body.nodes.find((node: any) => node.code === 'P1.1').gap).toBe('16.67');
  });

  let finding: any;
  const moveFinding = async (who: Asker, name: string, more: object = {}) => {
    const { body } = await assessor.get(`/findings/${finding.id}`);
    return who.post(`/findings/${finding.id}/transitions`, { name, ...more }, revOf(body));
  };

  it('records what was found, for the country to see once the report is shared', async () => {
    const recorded = await assessor.post(`/assessments/${round.centres[0].siteId}/findings`, {
      item: 'P1.1.1',
      severity: 'MINOR',
      text: 'There is no leaflet for two services.',
    });
    expect(recorded.status).toBe(201);
    finding = recorded.body;
    expect(finding).toMatchObject({ state: 'OPEN', dueOn: '2026-08-30', repeatOf: null });
    expect((await coordinators.PK.get(`/findings/${finding.id}`)).status).toBe(404);
    expect((await coordinators.PK.get('/findings')).body.data).toEqual([]);
    for (const { siteId } of round.centres) {
      const shared = await step(assessor, siteId, 'share');
      expect(shared.body.responseDueOn).toBe('2026-06-15');
    }
    expect((await coordinators.PK.get(`/findings/${finding.id}`)).status).toBe(200);
    expect((await coordinators.UZ.get(`/findings/${finding.id}`)).status).toBe(404);
  });

  it('waits for the answer of the country, ten of its working days and no longer', async () => {
    const [answered, silent] = round.centres;
    const statement = 'Leaflets were printed on the day after the visit.';
    expect((await step(second, silent.siteId, 'finalise')).body.errors[0].code).toBe('response-awaited');
    expect((await step(assessor, answered.siteId, 'respond', { statement })).status).toBe(403);
    expect((await step(coordinators.PK, answered.siteId, 'respond', { statement })).body.response).toBe(
      statement,
    );
    expect((await step(assessor, answered.siteId, 'finalise')).body.code).toBe('four-eyes');
    expect((await step(second, answered.siteId, 'finalise')).body).toMatchObject({
      state: 'FINAL',
      response: statement,
    });
    clock.set('2026-06-16T08:00:00Z');
    await signEverybodyIn();
    for (const { siteId } of round.centres.slice(1)) {
      expect((await step(second, siteId, 'finalise')).body).toMatchObject({ state: 'FINAL', grade: 'A' });
    }
  });

  it('leads a finding from its cause to the proof that it is gone, by two sides', async () => {
    const cause = { text: 'Nobody orders leaflets.' };
    expect((await moveFinding(assessor, 'recordRootCause', cause)).status).toBe(403);
    expect((await moveFinding(coordinators.PK, 'recordRootCause')).body.errors[0].code).toBe('text-needed');
    expect((await moveFinding(coordinators.PK, 'recordRootCause', cause)).body.state).toBe('ANALYSED');
    const action = { kind: 'CORRECTIVE', what: 'Order leaflets every quarter', owner: 'Head of the centre' };
    const late = await moveFinding(coordinators.PK, 'submitPlan', {
      actions: [{ ...action, dueOn: '2026-08-31' }],
    });
    expect(late.body.errors[0]).toMatchObject({ code: 'plan-too-late', pointer: '/actions/0/dueOn' });
    const planned = await moveFinding(coordinators.PK, 'submitPlan', {
      actions: [{ ...action, dueOn: '2026-08-01' }],
    });
    expect(planned.body.actions).toHaveLength(1);
    expect((await moveFinding(assessor, 'acceptPlan')).body.state).toBe('IN_PROGRESS');
    expect((await moveFinding(coordinators.PK, 'completeActions')).body.errors[0].code).toBe('action-open');
    const [{ id, etag }] = planned.body.actions;
    const proof = { evidence: [{ kind: 'URL', reference: 'https://example.org/leaflets' }] };
    const done = await coordinators.PK.post(`/corrective-actions/${id}/done`, proof, revOf({ etag }));
    expect(done.body.actions[0].state).toBe('DONE');
    expect((await moveFinding(coordinators.PK, 'completeActions')).body.state).toBe('DONE');
    expect((await moveFinding(coordinators.PK, 'verifyEffective', { text: 'All there.' })).status).toBe(403);
    const closed = await moveFinding(second, 'verifyEffective', {
      text: 'Leaflets are there in June and July.',
    });
    expect(closed.body).toMatchObject({ state: 'CLOSED', closedOn: '2026-06-16' });
    expect(await auditOf(api, finding.id)).toEqual([
      'finding.record',
      'finding.recordRootCause',
      'finding.submitPlan',
      'finding.acceptPlan',
      'finding.completeActions',
      'finding.verifyEffective',
    ]);
  });

  let certificate: any;

  it('certifies a centre by its final assessment, and lets anybody verify it', async () => {
    const { siteId, selfId } = round.centres[0];
    const scope = 'all services of the centre';
    expect((await director.post('/certificates', { assessmentId: selfId, scope })).body.code).toBe(
      'not-certifiable',
    );
    const issued = await director.post('/certificates', { assessmentId: siteId, scope });
    expect(issued.status).toBe(201);
    certificate = issued.body;
    expect(certificate).toMatchObject({ validFrom: '2026-06-16', validUntil: '2028-06-16', grade: 'A' });
    expect((await director.post('/certificates', { assessmentId: siteId, scope })).status).toBe(409);
    const anybody = askerFor(api);
    const { body } = await anybody.get(`/certificates/verify/${certificate.code}`);
    expect(body).toMatchObject({ status: 'VALID', unit: CENTRES[0], illustrative: true, grade: 'A' });
    expect(body).not.toHaveProperty('acts');
    expect((await anybody.get(`/certificates/verify/${'A'.repeat(26)}`)).status).toBe(404);
  });

  it('suspends, reinstates and withdraws a certificate, each with its reason', async () => {
    const act = (name: string) =>
      director.post(`/certificates/${certificate.id}/acts`, {
        act: name,
        reason: 'The centre moved to another house.',
      });
    const verified = async () =>
      (await askerFor(api).get(`/certificates/verify/${certificate.code}`)).body.status;
    expect((await act('REINSTATE')).body.code).toBe('invalid-transition');
    await act('SUSPEND');
    expect(await verified()).toBe('SUSPENDED');
    await act('REINSTATE');
    expect(await verified()).toBe('VALID');
    expect((await act('WITHDRAW')).body.acts).toHaveLength(3);
    expect(await verified()).toBe('WITHDRAWN');
    expect(
      (
        await coordinators.PK.post(`/certificates/${certificate.id}/acts`, {
          act: 'REINSTATE',
          reason: 'because of it all',
        })
      ).status,
    ).toBe(403);
  });

  it('is published by a second person once every assessment is final', async () => {
    const { body } = await desk.get(`/assessment-campaigns/${round.id}`);
    expect(
      (await desk.post(`/assessment-campaigns/${round.id}/transitions`, { name: 'publish' }, revOf(body)))
        .status,
    ).toBe(403);
    const published = await director.post(
      `/assessment-campaigns/${round.id}/transitions`,
      { name: 'publish' },
      revOf(body),
    );
    expect(published.body).toMatchObject({ state: 'PUBLISHED' });
    expect(published.body.centres[0]).toMatchObject({
      gap: '0.60',
      closedFindings: 1,
      openFindings: 0,
      certificate: certificate.code,
    });
  });

  it('gives out every answer as one row', async () => {
    const response = await fetch(`${api.url}/api/v1/assessment-results?campaign=${round.id}&format=csv`, {
      headers: { authorization: `Bearer ${await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' })}` },
    });
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).toHaveLength(1 + 20 * 2 * 143);
    expect(lines[0].split(',').slice(0, 3)).toEqual(['"assessment"', '"campaign"', '"partner"']);
  });

  it('takes the same shortcoming within a year for a repetition, a step graver', async () => {
    const planned = await assessor.post('/assessments', {
      unit: CENTRES[0],
      kind: 'FOLLOW_UP',
      standard: 'ASAN-INDEX',
    });
    await step(assessor, planned.body.id, 'start');
    const again = await assessor.post(`/assessments/${planned.body.id}/findings`, {
      item: 'P1.1.1',
      severity: 'MINOR',
      text: 'Leaflets are missing again.',
    });
    expect(again.body).toMatchObject({ severity: 'MAJOR', repeatOf: finding.id, dueOn: '2026-07-16' });
    expect((await assessor.get(`/findings/${finding.id}`)).body.state).toBe('REPEAT');
  });
});
