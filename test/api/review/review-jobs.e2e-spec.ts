import type { INestApplicationContext } from '@nestjs/common';
import { ReconcilePartner, RemindPartner } from '#collection';
import { programContext } from '#platform';
import { ReviewLeases } from '#reporting';
import { TellReviewNews } from '../../../libs/reporting/src/review-news/tell-review-news.js';
import { eventually, startWorker } from '../../support/worker.js';
import { NOW, QUESTION, ReviewWorld, type Report } from './review-world.js';

/** Two working days of Baku after Thursday 5 November, at 18:00 there. */
const LEASE_OVER = '2026-11-11T14:00:00.000Z';

describe('what happens to a review by itself', () => {
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

  describe('a hold that ran out', () => {
    const release = async () =>
      worker
        .get(ReviewLeases, { strict: false })
        .releaseExpired(programContext('SCHEDULER', 'collection', ['PK'], 'test'), 'PK');
    const releases = async (id: string) =>
      (await world.auditOf(id)).filter(({ action }) => action === 'submission.releaseReview');

    it('is given back once, however often somebody looks and however many look at once', async () => {
      const { id } = await world.inReview();
      world.at(LEASE_OVER);
      const counts = await Promise.all([release(), release(), release()]);
      expect(counts.toSorted()).toEqual([0, 0, 1]);
      expect(await release()).toBe(0);
      const { body } = await world.get('secondReviewer', `submissions/${id}`);
      expect([body.state, body.holder]).toEqual(['SUBMITTED', null]);
      expect(await releases(id)).toMatchObject([{ after: { state: 'SUBMITTED', reason: 'lease-over' } }]);
    });

    it('stays while its time lasts', async () => {
      const { id } = await world.inReview();
      world.at('2026-11-11T13:59:59.999Z');
      expect(await release()).toBe(0);
      expect(await world.stateOf(id)).toBe('IN_REVIEW');
    });

    it('is not that of the director, who has no clock here', async () => {
      const { id } = await world.inReview();
      await world.step('reviewer', id, 'escalate');
      world.at(LEASE_OVER);
      expect(await release()).toBe(0);
    });

    it('is looked for by the hourly round of the partner', async () => {
      const { id } = await world.inReview();
      world.at(LEASE_OVER);
      await worker.get(ReconcilePartner, { strict: false }).run('PK');
      expect(await world.stateOf(id)).toBe('SUBMITTED');
      expect(await releases(id)).toHaveLength(1);
    });
  });

  describe('news', () => {
    const told = async (report: Report, kind: string): Promise<string[]> => {
      const rows = await world.rows(
        'select recipient from app.notification where subject_id = $1 and kind = $2 order by recipient',
        [report.slot, kind],
      );
      return rows.map(({ recipient }) => recipient);
    };
    const eventuallyTold = async (report: Report, kind: string): Promise<string[]> =>
      eventually(async () => {
        const known = await told(report, kind);
        return known.length > 0 && known;
      });
    const idsOf = (...people: Parameters<ReviewWorld['id']>[0][]): string[] =>
      people.map((person) => world.id(person)).toSorted();

    it('of a return reach everybody who fills the report in, once, whoever else tells of it', async () => {
      const report = await world.returned();
      const enterers = idsOf('coordinator', 'otherCoordinator', 'entry', 'deputy');
      expect((await eventuallyTold(report, 'RETURNED')).toSorted()).toEqual(enterers);
      await worker.get(RemindPartner, { strict: false }).run('PK');
      const payload = {
        id: report.slot,
        scope: 'PK',
        kind: 'RETURNED',
        event: `returned:${report.id}`,
        to: 'ENTERERS',
      };
      await worker.get(TellReviewNews, { strict: false }).run(payload);
      expect((await told(report, 'RETURNED')).toSorted()).toEqual(enterers);
    });

    it('of an answer and of the hand-in reach the reviewer who asked', async () => {
      const report = await world.returned();
      await world.answer(report.query);
      await world.step('coordinator', report.next, 'submit', { attestation: true });
      expect(await eventuallyTold(report, 'ANSWERED')).toEqual([world.id('reviewer')]);
      expect(await eventuallyTold(report, 'RESUBMITTED')).toEqual([world.id('reviewer')]);
      const { body } = await world.get('reviewer', 'me/notifications');
      expect(body.data.map(({ kind }: any) => kind).toSorted()).toEqual(['ANSWERED', 'RESUBMITTED']);
    });

    it('of a ready draft reach the coordinators alone', async () => {
      const report = await world.filled();
      await world.step('entry', report.id, 'markReady');
      const known = await eventuallyTold(report, 'READY');
      expect(known.toSorted()).toEqual(idsOf('coordinator', 'otherCoordinator'));
    });

    it('are kept from people of other units', async () => {
      await world.rows(`update app.membership set unit = 'CTR-PK-A' where user_id = $1`, [
        world.id('deputy'),
      ]);
      const report = await world.inReview();
      await world.post('reviewer', `submissions/${report.id}/queries`, QUESTION);
      const known = await eventuallyTold(report, 'QUESTION');
      expect(known).not.toContain(world.id('deputy'));
      expect(known).toContain(world.id('entry'));
    });

    it('of a step that was refused are never told', async () => {
      const report = await world.inReview();
      world.at(NOW);
      await world.step('secondReviewer', report.id, 'return', { queries: [QUESTION] });
      expect(await world.newsOf(report.slot)).toEqual([]);
    });
  });
});
