import { AcceptReports } from '../../../libs/reporting/src/review-queue/accept-reports.js';
import type { INestApplicationContext } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { eventually, startWorker } from '../../support/worker.js';
import { CORE_CELLS } from '../../support/reporting.js';
import { QUESTION, REMARKABLE, ReviewWorld, type Report } from './review-world.js';

const EXPLANATION = 'The counters were rebuilt all month.';

describe("the reviewer's queue", () => {
  let world: ReviewWorld;
  let worker: INestApplicationContext;

  beforeEach(async () => {
    world = await ReviewWorld.open();
    worker = await startWorker(world.api);
  });
  afterEach(async () => {
    await worker.close();
    await world.api.close();
  });

  async function remarkable(): Promise<Report> {
    const report = await world.filled('entry', REMARKABLE);
    const cells = [{ cell: 'SERVICES_RENDERED', baseRev: 1, value: '0', explanation: EXPLANATION }];
    await world.save('entry', report.id, { cells });
    expect((await world.step('coordinator', report.id, 'submit', { attestation: true })).status).toBe(200);
    return report;
  }
  const queue = async (query = '', person = 'reviewer' as const) =>
    (await world.get(person, `review-queue${query}`)).body;
  const settled = async (id: string) =>
    eventually(async () => {
      const { body } = await world.get('reviewer', `review-queue/acceptances/${id}`);
      return body.counts.waiting === 0 && body;
    });

  describe('the list', () => {
    it('begins with the riskiest report and shows why it stands there', async () => {
      const quiet = await world.submitted();
      const odd = await remarkable();
      const { data } = await queue();
      expect(data.map(({ submission }: any) => submission)).toEqual([odd.id, quiet.id]);
      expect(data[0]).toMatchObject({ explainItems: 1, risk: { score: 6, size: 3, anomaly: 2, history: 1 } });
      // The largest figure is 1200 services: log10(1210).
      expect(data[1]).toMatchObject({
        explainItems: 0,
        risk: { score: 3.08, size: 3.08, anomaly: 1, history: 1 },
      });
    });

    it('counts what changed since the revision before, and the returns of the unit', async () => {
      const { next, query } = await world.returned();
      await world.save('entry', next, { cells: [{ cell: 'VISITORS', baseRev: 1, value: '999' }] });
      await world.answer(query);
      await world.step('coordinator', next, 'submit', { attestation: true });
      const { data } = await queue();
      expect(data).toMatchObject([
        { submission: next, changedCells: 1, openQueries: 0, risk: { history: 2 } },
      ]);
    });

    it('says who holds a report, and finds what I hold', async () => {
      await world.submitted();
      const { id } = await world.inReview();
      const { data } = await queue('?mine=true');
      expect(data).toMatchObject([
        { submission: id, state: 'IN_REVIEW', holder: { id: world.id('reviewer') } },
      ]);
    });

    it("finds what headquarters should have decided by now, in headquarters' own days", async () => {
      const { id } = await world.submitted();
      expect((await queue('?overdue=true')).data).toEqual([]);
      world.at('2026-11-30T08:00:00.000Z');
      expect((await queue('?overdue=true')).data).toMatchObject([{ submission: id, overdue: true }]);
    });

    it('goes on behind a cursor without a gap or a repetition', async () => {
      const ids = [];
      for (let n = 0; n < 3; n += 1) ids.push((await world.submitted()).id);
      const first = await queue('?limit=2');
      const second = await queue(`?limit=2&cursor=${first.page.nextCursor}`);
      const seen = [...first.data, ...second.data].map(({ submission }: any) => submission);
      expect([seen.toSorted(), second.page.hasMore]).toEqual([ids.toSorted(), false]);
    });

    it('is for headquarters, and of a partner that exists', async () => {
      expect((await world.get('coordinator', 'review-queue')).status).toBe(403);
      expect((await world.get('reviewer', 'review-queue?partner=XX')).status).toBe(404);
      expect((await world.get('desk', 'review-queue?partner=PK')).status).toBe(200);
    });
  });

  describe('bulk acceptance', () => {
    it('accepts what is clean and lists the rest with what it lacks', async () => {
      const clean = await world.submitted();
      const odd = await remarkable();
      const asked = await world.inReview();
      await world.post('reviewer', `submissions/${asked.id}/queries`, QUESTION);
      const draft = await world.filled();
      const submissions = [clean, odd, asked, draft].map(({ id }) => id);
      const ordered = await world.post('reviewer', 'review-queue/accept', { submissions });
      expect(ordered.status).toBe(202);
      const { counts, items } = await settled(ordered.body.id);
      expect(counts).toEqual({ accepted: 1, skipped: 3, waiting: 0 });
      const reasonsOf = (id: string) =>
        items.find(({ submission }: any) => submission === id).reasons.map(({ code }: any) => code);
      expect([clean, odd, asked, draft].map(({ id }) => reasonsOf(id))).toEqual([
        [],
        ['unacknowledged'],
        ['query-unanswered'],
        ['invalid-transition'],
      ]);
      expect(await world.stateOf(clean.id)).toBe('ACCEPTED');
      const job = await eventually(async () => {
        const { body } = await world.get('reviewer', `jobs/${ordered.body.job}`);
        return body.state === 'PARTIALLY_SUCCEEDED' && body;
      });
      expect(job.resultLinks).toEqual([`/api/v1/review-queue/acceptances/${ordered.body.id}`]);
    });

    it('writes the ledger and the audit of each report in the name of who ordered it', async () => {
      const { id } = await world.submitted();
      const { body } = await world.post('reviewer', 'review-queue/accept', { submissions: [id] });
      await settled(body.id);
      const ledger = await world.rows('select 1 from app.observation where submission_id = $1', [id]);
      expect(ledger).toHaveLength(Object.keys(CORE_CELLS).length);
      const audit = await world.rows(
        `select action, actor_id from app.audit_event where entity_id = $1 order by id desc limit 2`,
        [id],
      );
      expect(audit).toEqual([
        { action: 'submission.accept', actor_id: world.id('reviewer') },
        { action: 'submission.startReview', actor_id: world.id('reviewer') },
      ]);
    });

    it('holds to four eyes for each report', async () => {
      const { id } = await world.submitted();
      await world.rows(
        `update app.cell_revision set entered_by = $2 where submission_id = $1 and cell = 'VISITORS'`,
        [id, world.id('reviewer')],
      );
      const { body } = await world.post('reviewer', 'review-queue/accept', { submissions: [id] });
      const { items } = await settled(body.id);
      expect(items[0]).toMatchObject({ outcome: 'SKIPPED', reasons: [{ code: 'four-eyes' }] });
      expect(await world.stateOf(id)).toBe('SUBMITTED');
    });

    it('leaves alone what another reviewer holds', async () => {
      const { id } = await world.inReview();
      const { body } = await world.post('secondReviewer', 'review-queue/accept', { submissions: [id] });
      const { items } = await settled(body.id);
      expect(items[0].reasons.map(({ code }: any) => code)).toEqual(['held-by-other']);
    });

    it('does nothing a second time when the work runs again', async () => {
      const { id } = await world.submitted();
      const { body } = await world.post('reviewer', 'review-queue/accept', { submissions: [id] });
      await settled(body.id);
      const before = await world.auditOf(id);
      await worker.get(AcceptReports).run({ id: body.id, jobId: body.job, scope: 'HQ' });
      expect(await world.auditOf(id)).toEqual(before);
    });

    it('goes on where a worker was cut off, and a worker that wakes up late adds nothing', async () => {
      const workers = worker.get(JobWorkers, { strict: false });
      await workers.pause();
      const submissions = [];
      for (let n = 0; n < 5; n += 1) submissions.push((await world.submitted()).id);
      const { body } = await world.post('reviewer', 'review-queue/accept', { submissions });
      const run = () => worker.get(AcceptReports).run({ id: body.id, jobId: body.job, scope: 'HQ' });
      const first = run();
      await eventually(async () => {
        const [{ n }] = await world.rows(
          'select count(*)::int as n from app.bulk_acceptance_item where outcome is not null',
        );
        return n > 0;
      });
      // As if its lease had run out and another worker had been given the job.
      await world.rows('update app.job set epoch = epoch + 1, lease_until = null where id = $1', [body.job]);
      await first;
      const [cut] = await world.rows('select state from app.job where id = $1', [body.job]);
      expect(cut.state).toBe('RUNNING');
      await run();
      expect((await settled(body.id)).counts).toEqual({ accepted: 5, skipped: 0, waiting: 0 });
      const accepted = await world.rows(
        `select entity_id, count(*)::int as n from app.audit_event where action = 'submission.accept' group by 1`,
      );
      expect(accepted.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1]);
      expect(await world.rows('select state from app.job where id = $1', [body.job])).toEqual([
        { state: 'SUCCEEDED' },
      ]);
    });

    it('asks for the right again when a report has its turn', async () => {
      await worker.close();
      const { id } = await world.submitted();
      const { body } = await world.post('reviewer', 'review-queue/accept', { submissions: [id] });
      await world.rows('delete from app.membership where user_id = $1', [world.id('reviewer')]);
      worker = await startWorker(world.api);
      await eventually(async () => {
        const [job] = await world.rows('select state from app.job where id = $1', [body.job]);
        return job.state === 'PARTIALLY_SUCCEEDED';
      });
      expect(await world.stateOf(id)).toBe('SUBMITTED');
    });

    it('is refused as a whole when one report is unknown, and by everybody who may not accept', async () => {
      const { id } = await world.submitted();
      const submissions = [id, '01970000-0000-7000-8000-000000000000'];
      expect((await world.post('reviewer', 'review-queue/accept', { submissions })).status).toBe(404);
      expect((await world.post('coordinator', 'review-queue/accept', { submissions: [id] })).status).toBe(
        403,
      );
      expect((await world.post('reviewer', 'review-queue/accept', { submissions: [] })).status).toBe(422);
      expect(await world.rows('select 1 from app.bulk_acceptance')).toEqual([]);
    });
  });
});
