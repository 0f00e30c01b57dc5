import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Submission } from '../submissions/submission.js';
import type { DiffSide } from './revision-diff.js';

type FoundSide = Omit<DiffSide, 'name'>;

const SIDE = `b.id as "submissionId", b.revision_no as revision, b.state, s.period_id as period`;
const FROM = 'from app.submission b join app.report_slot s on s.id = b.slot_id and s.partner = b.partner';
const MINE = 'b.partner = any ($1) and ($2::text[] is null or s.unit = any ($2))';

/** Finds the revisions that a report is compared with. */
@Injectable()
export class RevisionDiffsReadModel {
  async revision(tx: Transaction, slotId: string, revisionNo: number): Promise<FoundSide | null> {
    return this.one(tx, `select ${SIDE} ${FROM} where ${MINE} and b.slot_id = $3 and b.revision_no = $4`, [
      slotId,
      revisionNo,
    ]);
  }

  /** What is official: the accepted revision, or for one that is accepted itself the one that it replaced. */
  async accepted(tx: Transaction, submission: Submission): Promise<FoundSide | null> {
    return this.one(
      tx,
      `select ${SIDE} ${FROM}
        where ${MINE} and b.slot_id = $3 and b.id <> $4 and b.revision_no < $5
          and (b.state = 'ACCEPTED' or exists (
            select 1 from app.observation o where o.partner = b.partner and o.submission_id = b.id))
        order by b.revision_no desc limit 1`,
      [submission.slotId, submission.id, submission.revisionNo],
    );
  }

  /** The report of the period before by the same unit: the accepted revision, else what was handed in last. */
  async previousPeriod(tx: Transaction, slotId: string): Promise<FoundSide | null> {
    return this.one(
      tx,
      `select ${SIDE} ${FROM} join app.period p on p.id = s.period_id
         join app.report_slot mine on mine.partner = s.partner and mine.unit = s.unit and mine.form_code = s.form_code
         join app.period my_period on my_period.id = mine.period_id
        where ${MINE} and mine.id = $3 and p.end_date < my_period.start_date
          and b.state in ('ACCEPTED', 'SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW')
        order by p.start_date desc, b.state = 'ACCEPTED' desc, b.revision_no desc limit 1`,
      [slotId],
    );
  }

  private async one(tx: Transaction, question: string, values: unknown[]): Promise<FoundSide | null> {
    const rows = (await tx.manager.query(question, [tx.scopes, tx.units, ...values])) as FoundSide[];
    return rows[0] ?? null;
  }
}
