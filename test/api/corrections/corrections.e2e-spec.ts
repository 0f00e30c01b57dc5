import { ReconcilePartner } from '#collection';
import { call, type Answer } from '../../support/client.js';
import { NOW, ReviewWorld, type Person } from '../review/review-world.js';

const REASON = 'Two days were counted twice.';
/** Ten working days of Pakistan after Thursday 5 November; 9 November is a holiday there. */
const SUBMIT_BY = '2026-11-20T13:00:00.000Z';

const valueOf = (submission: any, cell: string): string =>
  submission.cells.find((each: any) => each.cell === cell).value;

describe('corrections', () => {
  let world: ReviewWorld;

  beforeAll(async () => {
    world = await ReviewWorld.open();
  });
  beforeEach(() => world.at(NOW));
  afterAll(() => world.api.close());

  const rows = async (sql: string, values: unknown[] = []): Promise<any[]> =>
    (await world.api.database.admin.query(sql, values)).rows;
  const ask = (person: Person, submission: string, along: object = {}): Promise<Answer> =>
    world.post(person, 'correction-requests', { submission, kind: 'ERROR_FIX', reason: REASON, ...along });
  const decide = (person: Person, { id, rev }: any, body: object = { decision: 'GRANT' }): Promise<Answer> =>
    world.post(person, `correction-requests/${id}/decision`, body, rev);
  const read = async (id: string): Promise<any> =>
    (await world.get('auditor', `correction-requests/${id}`)).body;
  const stateOf = async (submission: string): Promise<string> =>
    (await world.get('auditor', `submissions/${submission}`)).body.state;
  const official = (unit: string): Promise<any[]> =>
    rows(
      `select value::text, known_to is null as current from app.observation where unit = $1 and indicator = 'VISITORS'
        order by known_from`,
      [unit],
    );
  const promised = (subject: string): Promise<any[]> =>
    rows(
      "select payload->>'kind' as kind, payload->>'to' as to from app.outbox where payload->>'id' = $1 and job_name = 'tell-review-news' order by id",
      [subject],
    );

  async function accepted(): Promise<{ id: string; unit: string; slot: string }> {
    const report = await world.inReview();
    expect((await world.step('reviewer', report.id, 'accept')).body.state).toBe('ACCEPTED');
    return report;
  }

  /** A granted correction whose draft says something else about visitors, handed in and taken by the reviewer. */
  async function corrected(visitors: string) {
    const report = await accepted();
    const { body: request } = await ask('coordinator', report.id);
    const { body: granted } = await decide('reviewer', request);
    const cell = { cell: 'VISITORS', baseRev: 1, value: visitors, explanation: REASON };
    expect((await world.save('entry', granted.revision, { cells: [cell] })).status).toBe(200);
    const handed = await world.step('coordinator', granted.revision, 'submit', { attestation: true });
    expect(handed.body.state).toBe('SUBMITTED');
    await world.step('reviewer', granted.revision, 'startReview');
    return { ...report, request: request.id, revision: granted.revision };
  }

  describe('POST /correction-requests', () => {
    it('asks, and changes nothing about the report', async () => {
      const { id, slot } = await accepted();
      const { status, body } = await ask('coordinator', id);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        state: 'OPEN',
        submission: id,
        slot,
        requestedBy: world.id('coordinator'),
        requestedSide: 'PARTNER',
        revision: null,
        decidedBy: null,
        rev: 1,
      });
      expect(await rows('select state from app.submission where slot_id = $1', [slot])).toEqual([
        { state: 'ACCEPTED' },
      ]);
    });

    it('leaves an audit record, and tells the reviewer who accepted the report', async () => {
      const { id, slot } = await accepted();
      const { body } = await ask('coordinator', id);
      const audit = await rows('select action, after from app.audit_event where entity_id = $1', [body.id]);
      expect(audit).toMatchObject([
        { action: 'correction.request', after: { submission: id, reason: REASON } },
      ]);
      expect(await promised(slot)).toEqual([{ kind: 'CORRECTION', to: world.id('reviewer') }]);
    });

    it('tells the coordinators when headquarters asks', async () => {
      const { id, slot } = await accepted();
      const { body } = await ask('desk', id, { kind: 'RECLASSIFICATION' });
      expect(body.requestedSide).toBe('HQ');
      expect(await promised(slot)).toEqual([{ kind: 'CORRECTION', to: 'COORDINATORS' }]);
    });

    it('refuses a second request while one is open, and while its draft is on its way', async () => {
      const { id } = await accepted();
      const { body } = await ask('coordinator', id);
      const again = await ask('supervisor', id);
      expect([again.status, again.body.code, again.body.pending]).toEqual([
        409,
        'invalid-transition',
        body.id,
      ]);
      await decide('reviewer', body);
      expect((await ask('supervisor', id)).status).toBe(409);
    });

    it('takes one of two requests that come at the same time', async () => {
      const { id } = await accepted();
      const answers = await Promise.all([ask('coordinator', id), ask('supervisor', id)]);
      expect(answers.map(({ body }) => body.code ?? body.state).toSorted()).toEqual([
        'OPEN',
        'invalid-transition',
      ]);
    });

    it('refuses what is not accepted', async () => {
      const { id } = await world.submitted();
      const { status, body } = await ask('coordinator', id);
      expect([status, body.code, body.state]).toEqual([409, 'invalid-transition', 'SUBMITTED']);
    });

    it.each([
      ['a kind that is none', { kind: 'OTHER' }, '/kind'],
      ['a short reason', { reason: 'Wrong.' }, '/reason'],
      ['an id that is none', { submission: 'x' }, '/submission'],
    ])('refuses %s', async (_what, along, pointer) => {
      const { status, body } = await ask('coordinator', '01a2032d-0000-7000-8000-000000000000', along);
      expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    });

    it('does not know a report of another country, and nobody who is not signed in', async () => {
      const { id } = await accepted();
      expect((await ask('foreign', id)).status).toBe(404);
      expect((await ask('entry', id)).status).toBe(403);
      const url = '/api/v1/correction-requests';
      expect((await call(world.api.url, url, { method: 'POST', body: {} })).status).toBe(401);
    });
  });

  describe('POST /correction-requests/{id}/decision', () => {
    it('grants: opens a draft with the accepted cells, to be handed in within ten working days', async () => {
      const { id } = await accepted();
      const { status, body } = await decide('reviewer', (await ask('coordinator', id)).body);
      expect([status, body.state, body.decidedIn, body.submitBy]).toEqual([
        200,
        'GRANTED',
        'OPEN',
        SUBMIT_BY,
      ]);
      const { body: draft } = await world.get('coordinator', `submissions/${body.revision}`);
      expect([draft.state, draft.revision, valueOf(draft, 'VISITORS')]).toEqual(['DRAFT', 2, '1000']);
      expect(await rows('select correction_of from app.submission where id = $1', [body.revision])).toEqual([
        { correction_of: id },
      ]);
      expect(await stateOf(id)).toBe('ACCEPTED');
    });

    it('is on the record, and the coordinators hear of it', async () => {
      const { id, slot } = await accepted();
      const { body } = await decide('reviewer', (await ask('coordinator', id)).body);
      const audit = await rows('select action, after from app.audit_event where entity_id = $1 order by id', [
        body.id,
      ]);
      expect(audit.at(-1)).toMatchObject({
        action: 'correction.grant',
        after: { state: 'GRANTED', window: 'OPEN', revision: body.revision },
      });
      expect((await promised(slot)).at(-1)).toEqual({ kind: 'CORRECTION', to: 'COORDINATORS' });
    });

    it('declines with a reason, opens nothing, and lets somebody ask again', async () => {
      const { id, slot } = await accepted();
      const { body: request } = await ask('coordinator', id);
      expect((await decide('reviewer', request, { decision: 'DECLINE' })).body.errors[0].pointer).toBe(
        '/reason',
      );
      const { body } = await decide('reviewer', request, {
        decision: 'DECLINE',
        reason: 'The tickets say otherwise.',
      });
      expect(body).toMatchObject({
        state: 'DECLINED',
        decisionReason: 'The tickets say otherwise.',
        revision: null,
        submitBy: null,
      });
      expect(await rows('select state from app.submission where slot_id = $1', [slot])).toHaveLength(1);
      expect((await ask('coordinator', id)).status).toBe(201);
    });

    it('is never taken by who asked', async () => {
      const { id } = await accepted();
      const { body: request } = await ask('reviewer', id);
      const own = await decide('reviewer', request);
      expect([own.status, own.body.code]).toEqual([403, 'four-eyes']);
      expect((await decide('secondReviewer', request)).status).toBe(200);
    });

    it.each<Person>(['coordinator', 'desk', 'auditor', 'foreign'])('is not for the %s', async (person) => {
      const { id } = await accepted();
      expect((await decide(person, (await ask('supervisor', id)).body)).status).toBe(403);
    });

    it('is taken once', async () => {
      const { id } = await accepted();
      const { body } = await decide('reviewer', (await ask('coordinator', id)).body);
      const again = await decide('reviewer', body);
      expect([again.status, again.body.code, again.body.state, again.body.allowed]).toEqual([
        409,
        'invalid-transition',
        'GRANTED',
        [],
      ]);
    });

    it('wants to know what was read', async () => {
      const { id } = await accepted();
      const { body } = await ask('coordinator', id);
      expect((await decide('reviewer', { id: body.id })).status).toBe(428);
      expect((await decide('reviewer', { id: body.id, rev: 7 })).status).toBe(412);
    });

    it('is taken once by two who decide at the same time', async () => {
      const { id, slot } = await accepted();
      const { body: request } = await ask('coordinator', id);
      const answers = await Promise.all([decide('reviewer', request), decide('secondReviewer', request)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      expect(await rows('select 1 from app.submission where slot_id = $1', [slot])).toHaveLength(2);
    });

    it('is the director’s 90 days after the end of entry', async () => {
      const { id, slot } = await accepted();
      const { body: listed } = await world.get('auditor', `report-slots/${slot}`);
      const over = Date.parse(listed.lockAt) + 90 * 86_400_000;
      world.at(new Date(over - 1).toISOString());
      const { body: request } = await ask('coordinator', id);
      world.at(new Date(over).toISOString());
      expect((await decide('reviewer', request)).status).toBe(403);
      const { body } = await decide('director', request);
      expect([body.state, body.decidedIn]).toEqual(['GRANTED', 'LATE']);
    });
  });

  describe('GET /correction-requests', () => {
    it('lists what waits, and shows one', async () => {
      const { id, slot } = await accepted();
      const { body: request } = await ask('coordinator', id);
      const { body: list } = await world.get('reviewer', `correction-requests?slot=${slot}&state=OPEN`);
      expect(list.data.map((each: any) => each.id)).toEqual([request.id]);
      expect((await world.get('coordinator', `correction-requests/${request.id}`)).body).toEqual(request);
      const work = await world.get('reviewer', 'me/work');
      expect(work.body.data).toContainEqual(
        expect.objectContaining({ kind: 'DECIDE_CORRECTION', id: request.id }),
      );
    });

    it('shows another country nothing', async () => {
      const { id, slot } = await accepted();
      const { body } = await ask('coordinator', id);
      expect((await world.get('foreign', `correction-requests/${body.id}`)).status).toBe(404);
      expect((await world.get('foreign', `correction-requests?slot=${slot}`)).body.data).toEqual([]);
      expect((await world.get('foreign', 'correction-requests?partner=PK')).status).toBe(404);
    });
  });

  describe('a granted correction', () => {
    it('leaves the old figure official until it is accepted', async () => {
      const { unit, revision, request } = await corrected('980');
      expect(await official(unit)).toEqual([{ value: '1000', current: true }]);
      expect((await read(request)).state).toBe('GRANTED');
      world.at('2026-11-06T08:00:00.000Z');
      expect((await world.step('reviewer', revision, 'accept')).body.state).toBe('ACCEPTED');
      expect(await official(unit)).toEqual([
        { value: '1000', current: false },
        { value: '980', current: true },
      ]);
      expect(await read(request)).toMatchObject({
        state: 'APPLIED',
        closedAt: '2026-11-06T08:00:00.000Z',
        appliedRevision: revision,
      });
    });

    it('writes one event for each figure that changed', async () => {
      const { slot, unit, revision } = await corrected('980');
      world.at('2026-11-06T08:00:00.000Z');
      await world.step('reviewer', revision, 'accept');
      const events = await rows('select kind, partner, payload from app.ledger_event where slot_id = $1', [
        slot,
      ]);
      expect(events).toEqual([
        {
          kind: 'observation.revised',
          partner: 'PK',
          payload: {
            unit,
            indicator: 'VISITORS',
            breakdown: '_T',
            period: 'GREGORIAN_MONTH:2026-10',
            old: { kind: 'NUMBER', value: '1000' },
            new: { kind: 'NUMBER', value: '980' },
            reasonKind: 'ERROR_FIX',
            affectsRelease: [],
            submission: revision,
          },
        },
      ]);
    });

    it('is applied by the revision that is accepted in the end', async () => {
      const { revision, request } = await corrected('980');
      const queries = [{ cell: 'VISITORS', reason: 'IMPLAUSIBLE', text: 'Is this the whole month?' }];
      const { body } = await world.step('reviewer', revision, 'return', { queries });
      const [query] = (await world.get('coordinator', `submissions/${revision}/queries`)).body.data;
      await world.answer(query);
      await world.step('coordinator', body.nextRevision, 'submit', { attestation: true });
      await world.step('reviewer', body.nextRevision, 'startReview');
      world.at('2026-11-06T08:00:00.000Z');
      await world.step('reviewer', body.nextRevision, 'accept');
      expect(await read(request)).toMatchObject({
        state: 'APPLIED',
        revision,
        appliedRevision: body.nextRevision,
      });
    });

    it('lapses when the director takes its draft out of everything', async () => {
      const { id, revision, request } = await corrected('980');
      await world.step('director', revision, 'void', { reason: 'This was about another centre.' });
      expect((await read(request)).state).toBe('LAPSED');
      expect((await ask('coordinator', id)).status).toBe(201);
    });
  });

  describe('a granted correction that nobody hands in', () => {
    const round = () => world.api.app.get(ReconcilePartner).run('PK');

    async function granted(): Promise<any> {
      const { id } = await accepted();
      return (await decide('reviewer', (await ask('coordinator', id)).body)).body;
    }

    it('waits until its time is over', async () => {
      const { id } = await granted();
      world.at('2026-11-20T12:59:59.999Z');
      await round();
      expect((await read(id)).state).toBe('GRANTED');
    });

    it('lapses once, however often the round looks', async () => {
      const { id, revision, slot, submission } = await granted();
      world.at(SUBMIT_BY);
      await round();
      await round();
      expect(await read(id)).toMatchObject({ state: 'LAPSED', closedAt: SUBMIT_BY, appliedRevision: null });
      expect([await stateOf(revision), await stateOf(submission)]).toEqual(['VOIDED', 'ACCEPTED']);
      const audit = await rows(
        "select action from app.audit_event where entity_id = $1 and action = 'correction.lapse'",
        [id],
      );
      expect(audit).toHaveLength(1);
      expect((await promised(slot)).filter(({ kind }) => kind === 'CORRECTION')).toHaveLength(3);
    });

    it('stays when its draft was handed in', async () => {
      const { id, revision } = await granted();
      const handed = await world.step('coordinator', revision, 'submit', { attestation: true });
      expect(handed.body.state).toBe('SUBMITTED');
      world.at(SUBMIT_BY);
      await round();
      expect([(await read(id)).state, await stateOf(revision)]).toEqual(['GRANTED', 'SUBMITTED']);
    });
  });

  describe('a material change', () => {
    it('goes from the reviewer’s acceptance to the director by itself', async () => {
      const { unit, revision } = await corrected('940');
      const { status, body } = await world.step('reviewer', revision, 'accept');
      expect([status, body.state]).toEqual([200, 'IN_DIRECTOR_REVIEW']);
      expect(await official(unit)).toEqual([{ value: '1000', current: true }]);
      const audit = await world.auditOf(revision);
      expect(audit.at(-1)).toMatchObject({
        action: 'submission.escalate',
        after: { reason: 'material-change' },
      });
    });

    it('is accepted by the director', async () => {
      const { unit, revision } = await corrected('940');
      await world.step('reviewer', revision, 'accept');
      expect((await world.step('reviewer', revision, 'accept')).status).toBe(403);
      world.at('2026-11-06T08:00:00.000Z');
      expect((await world.step('director', revision, 'accept')).body.state).toBe('ACCEPTED');
      expect((await official(unit)).at(-1)).toEqual({ value: '940', current: true });
    });

    it('does not go to the director before everything else is in order', async () => {
      const { revision } = await corrected('940');
      const { status, body } = await world.step('secondReviewer', revision, 'accept');
      expect([status, body.code]).toEqual([422, 'guard-failed']);
      expect(await stateOf(revision)).toBe('IN_REVIEW');
    });
  });
});
