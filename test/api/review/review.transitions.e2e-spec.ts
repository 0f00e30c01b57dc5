import { codesOf, NOW, QUESTION, REMARKABLE, ReviewWorld } from './review-world.js';

const REASON = 'This report was entered for the wrong unit.';
const EXPLANATION = 'The counters were rebuilt all month.';

describe('the way of a report through both sides', () => {
  let world: ReviewWorld;

  beforeAll(async () => {
    world = await ReviewWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  describe('before the hand-in', () => {
    it('lets an entry clerk mark a draft ready and only the coordinator open it again', async () => {
      const { id, slot } = await world.filled();
      expect((await world.step('entry', id, 'markReady')).body.state).toBe('READY');
      expect((await world.step('entry', id, 'reopenDraft')).status).toBe(403);
      expect(await world.newsOf(slot)).toMatchObject([{ kind: 'READY', to: 'COORDINATORS' }]);
      expect((await world.step('coordinator', id, 'reopenDraft')).body.state).toBe('DRAFT');
    });

    it('locks a ready draft and says who has it', async () => {
      const { id } = await world.filled();
      await world.step('entry', id, 'markReady');
      const answer = await world.save('entry', id, { cells: [{ cell: 'VISITORS', baseRev: 1, value: '1' }] });
      const lock = { reason: 'UNDER_REVIEW', by: world.id('entry') };
      expect([answer.status, answer.body.lock]).toEqual([423, expect.objectContaining(lock)]);
    });

    it('does not call a draft ready that holds text where a number belongs', async () => {
      const { id } = await world.filled();
      await world.save('entry', id, { cells: [{ cell: 'VISITORS', baseRev: 1, draftText: 'about 900' }] });
      const answer = await world.step('entry', id, 'markReady');
      expect([answer.status, codesOf(answer)]).toEqual([422, ['cell-invalid']]);
    });

    it('takes a ready report as it takes a draft', async () => {
      const { id } = await world.filled();
      await world.step('entry', id, 'markReady');
      const answer = await world.step('coordinator', id, 'submit', { attestation: true });
      expect(answer.body.state).toBe('SUBMITTED');
    });
  });

  describe('recall', () => {
    it('gives a report back that nobody reads yet, and counts it', async () => {
      const { id } = await world.submitted();
      expect((await world.step('coordinator', id, 'recall')).body.state).toBe('DRAFT');
      const rows = await world.rows(
        'select recalls, submitted_at, submitted_by_name from app.submission where id = $1',
        [id],
      );
      expect(rows).toEqual([{ recalls: 1, submitted_at: null, submitted_by_name: null }]);
    });

    it('is out of turn once somebody reads it: the answer names the steps that are left and who holds it', async () => {
      const { id } = await world.inReview();
      const { status, body } = await world.step('coordinator', id, 'recall');
      expect([status, body.code, body.allowed]).toEqual([409, 'invalid-transition', []]);
      expect(body.lock).toMatchObject({ reason: 'UNDER_REVIEW', by: world.id('reviewer'), since: NOW });
    });
  });

  describe('the hold of a reviewer', () => {
    it("lasts two of headquarters' working days and is shown to the country", async () => {
      const { id } = await world.inReview();
      const { body } = await world.get('coordinator', `submissions/${id}`);
      expect(body.holder).toMatchObject({ id: world.id('reviewer'), since: NOW });
      // Friday counts; Monday and Tuesday are off in Baku, for Victory Day fell on the Sunday; Wednesday counts.
      expect(body.holder.until).toBe('2026-11-11T14:00:00.000Z');
    });

    it('keeps other reviewers from deciding', async () => {
      const { id } = await world.inReview();
      const answer = await world.step('secondReviewer', id, 'accept');
      expect([answer.status, codesOf(answer)]).toEqual([422, ['held-by-other']]);
      expect((await world.step('secondReviewer', id, 'releaseReview')).status).toBe(422);
    });

    it('can be ended by another reviewer when its time is over', async () => {
      const { id } = await world.inReview();
      world.at('2026-11-11T14:00:00.000Z');
      expect((await world.step('secondReviewer', id, 'releaseReview')).body.state).toBe('SUBMITTED');
    });
  });

  describe('return', () => {
    it("gives five of the recipient's working days where the reviewer names no time", async () => {
      const { next } = await world.returned();
      const { body } = await world.get('coordinator', `submissions/${next}`);
      // From Thursday on, without the weekend and Iqbal Day on the Monday: Friday the week after, 18:00 in Islamabad.
      expect(body).toMatchObject({ state: 'DRAFT', revision: 2, lock: null });
      expect(body.resubmitBy).toBe('2026-11-13T13:00:00.000Z');
    });

    it('refuses a time that has passed', async () => {
      const { id } = await world.inReview();
      const queries = [{ ...QUESTION, replyBy: '2026-11-05T07:59:59Z' }];
      const { status, body } = await world.step('reviewer', id, 'return', { queries });
      expect([status, body.code, body.errors[0].pointer]).toEqual([
        422,
        'invalid-timestamp',
        '/queries/0/replyBy',
      ]);
      expect(await world.stateOf(id)).toBe('IN_REVIEW');
    });

    it('refuses a question about a cell that the form does not have', async () => {
      const { id } = await world.inReview();
      const queries = [{ ...QUESTION, cell: 'NO_SUCH_CELL' }];
      const { status, body } = await world.step('reviewer', id, 'return', { queries });
      expect([status, body.code]).toEqual([422, 'unknown-kpi']);
    });

    it('keeps entry of this revision open after the month is closed, and no longer than the answer is wanted', async () => {
      const { id, slot } = await world.inReview();
      const { body: before } = await world.get('coordinator', `report-slots/${slot}`);
      const replyBy = new Date(Date.parse(before.lockAt) + 86_400_000).toISOString();
      const { body } = await world.step('reviewer', id, 'return', { queries: [{ ...QUESTION, replyBy }] });
      const change = { cells: [{ cell: 'VISITORS', baseRev: 1, value: '999' }] };
      world.at(before.lockAt);
      expect((await world.get('coordinator', `report-slots/${slot}`)).body.lock).toBeNull();
      expect((await world.save('coordinator', body.nextRevision, change)).status).toBe(200);
      world.at(replyBy);
      const late = await world.save('coordinator', body.nextRevision, change);
      expect([late.status, late.body.lock.reason]).toEqual([409, 'PERIOD_FROZEN']);
    });
  });

  describe('timeliness (vector 5.9)', () => {
    it('stays on time however late the corrected report is, and the report is not right first time', async () => {
      const { id, slot, next, query } = await world.returned();
      world.at('2026-11-20T08:00:00.000Z');
      await world.answer(query);
      await world.step('coordinator', next, 'submit', { attestation: true });
      await world.step('reviewer', next, 'startReview');
      expect((await world.step('reviewer', next, 'accept')).body.state).toBe('ACCEPTED');
      const { body } = await world.get('coordinator', `report-slots/${slot}`);
      expect([body.timeliness, body.submission.revision]).toEqual(['ON_TIME', 2]);
      expect(await world.stateOf(id)).toBe('SUPERSEDED');
    });
  });

  describe('acceptance', () => {
    const remarkable = async (): Promise<string> => {
      const { id } = await world.filled('entry', REMARKABLE);
      const cells = [{ cell: 'SERVICES_RENDERED', baseRev: 1, value: '0', explanation: EXPLANATION }];
      await world.save('entry', id, { cells });
      expect((await world.step('coordinator', id, 'submit', { attestation: true })).status).toBe(200);
      await world.step('reviewer', id, 'startReview');
      return id;
    };

    it('waits until every remarkable figure was seen, and names the rule of each', async () => {
      const id = await remarkable();
      const answer = await world.step('reviewer', id, 'accept');
      expect([answer.status, codesOf(answer)]).toEqual([422, ['unacknowledged']]);
      const { rule } = answer.body.errors[0].params;
      const acknowledgements = [{ rule, cell: 'SERVICES_RENDERED' }];
      expect((await world.step('reviewer', id, 'accept', { acknowledgements })).body.state).toBe('ACCEPTED');
      const kept = await world.rows(
        'select rule, cell, acknowledged_by from app.finding_acknowledgement where submission_id = $1',
        [id],
      );
      expect(kept).toEqual([{ rule, cell: 'SERVICES_RENDERED', acknowledged_by: world.id('reviewer') }]);
    });

    it('shows beforehand what is to be seen', async () => {
      const id = await remarkable();
      const { body } = await world.get('reviewer', `submissions/${id}/transitions`);
      const accept = body.data.find(({ name }: any) => name === 'accept');
      expect(accept.unmet.map(({ code }: any) => code)).toEqual(['unacknowledged']);
    });

    it('waits for an answer to a question that was asked while reading', async () => {
      const { id } = await world.inReview();
      const { body: query } = await world.post('reviewer', `submissions/${id}/queries`, QUESTION);
      expect(codesOf(await world.step('reviewer', id, 'accept'))).toEqual(['query-unanswered']);
      await world.answer(query);
      expect((await world.step('reviewer', id, 'accept')).body.state).toBe('ACCEPTED');
      const { body } = await world.get('coordinator', `submissions/${id}/queries`);
      expect(body.data[0].state).toBe('CLOSED');
    });
  });

  describe('with the director', () => {
    const escalated = async (): Promise<string> => {
      const { id } = await world.inReview();
      expect((await world.step('reviewer', id, 'escalate')).body.state).toBe('IN_DIRECTOR_REVIEW');
      return id;
    };

    it('is decided by the director alone', async () => {
      const id = await escalated();
      expect((await world.step('reviewer', id, 'accept')).status).toBe(403);
      expect((await world.step('director', id, 'accept')).body.state).toBe('ACCEPTED');
    });

    it('can be sent back by the director', async () => {
      const id = await escalated();
      const { body } = await world.step('director', id, 'return', { queries: [QUESTION] });
      expect([body.state, typeof body.nextRevision]).toEqual(['RETURNED', 'string']);
    });

    it('shows the country no holder but a locked report', async () => {
      const id = await escalated();
      const { body } = await world.get('coordinator', `submissions/${id}`);
      expect([body.state, body.lock.reason]).toEqual(['IN_DIRECTOR_REVIEW', 'UNDER_REVIEW']);
    });
  });

  describe('void', () => {
    it('wants a reason', async () => {
      const { id } = await world.submitted();
      const answer = await world.step('director', id, 'void');
      expect([answer.status, codesOf(answer)]).toEqual([422, ['reason-missing']]);
    });

    it('takes a revision out of everything and lets the unit begin anew', async () => {
      const { id, slot } = await world.submitted();
      expect((await world.step('director', id, 'void', { reason: REASON })).body.state).toBe('VOIDED');
      const again = await world.post('coordinator', `report-slots/${slot}/submissions`);
      expect([again.status, again.body.revision, again.body.state]).toEqual([201, 2, 'DRAFT']);
      const audit = await world.auditOf(id);
      expect(audit.at(-1)).toMatchObject({ action: 'submission.void', after: { reason: REASON } });
    });

    it('lets an accepted report be corrected once more after a correction was voided', async () => {
      const { id } = await world.inReview();
      await world.step('reviewer', id, 'accept');
      const revision = await world.correcting(id);
      await world.step('director', revision, 'void', { reason: REASON });
      const order = { submission: id, kind: 'ERROR_FIX', reason: 'Two days were counted twice.' };
      expect((await world.post('coordinator', 'correction-requests', order)).status).toBe(201);
    });

    it('leaves nothing to type into', async () => {
      const { id } = await world.submitted();
      await world.step('director', id, 'void', { reason: REASON });
      const answer = await world.save('entry', id, { cells: [{ cell: 'VISITORS', baseRev: 1, value: '1' }] });
      expect([answer.status, answer.body.code]).toEqual([410, 'voided']);
    });

    it('never takes what is accepted', async () => {
      const { id } = await world.inReview();
      await world.step('reviewer', id, 'accept');
      expect((await world.step('director', id, 'void', { reason: REASON })).status).toBe(409);
    });

    it('is not for reviewers', async () => {
      const { id } = await world.submitted();
      expect((await world.step('reviewer', id, 'void', { reason: REASON })).status).toBe(403);
    });
  });

  describe('a step out of turn', () => {
    it('names the possible steps with what each still lacks', async () => {
      const { id } = await world.filled();
      await world.save('entry', id, { cells: [{ cell: 'OPEN_DAYS', baseRev: 1 }] });
      const { status, body } = await world.step('coordinator', id, 'recall');
      expect([status, body.allowed]).toEqual([409, ['markReady', 'submit']]);
      const submit = body.steps.find(({ name }: any) => name === 'submit');
      expect(submit.unmet.map(({ code }: any) => code)).toEqual(['cell-missing', 'attestation-missing']);
    });
  });

  it("shows the country when headquarters is late by headquarters' own clock", async () => {
    const { id, slot } = await world.submitted();
    const { body } = await world.get('coordinator', `submissions/${id}`);
    expect(body.reviewOverdue).toBe(false);
    world.at(new Date(Date.parse(body.reviewDueAt) + 1).toISOString());
    expect((await world.get('coordinator', `submissions/${id}`)).body.reviewOverdue).toBe(true);
    const { submission } = (await world.get('coordinator', `report-slots/${slot}`)).body;
    expect(submission).toMatchObject({ reviewDueAt: body.reviewDueAt, reviewOverdue: true });
  });

  it('hides a report from another country', async () => {
    const { id } = await world.inReview();
    expect((await world.get('foreign', `submissions/${id}/transitions`)).status).toBe(404);
    expect((await world.post('foreign', `submissions/${id}/transitions`, { name: 'recall' }, 1)).status).toBe(
      404,
    );
  });
});
