import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { riskScore, type RiskScore } from './risk-score.js';

export const QUEUE_STATES = ['SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

export interface QueueQuestion {
  partners: readonly string[];
  state: QueueState | null;
  /** Id of the reviewer who holds it; null: whoever does. */
  holder: string | null;
  /** Only what headquarters should have decided by `now`. */
  overdue: boolean;
  now: string;
}

/** A report that waits for headquarters. */
export interface QueuedReport {
  submissionId: string;
  slotId: string;
  partner: string;
  unit: string;
  period: string;
  alignedTo: string;
  revision: number;
  state: QueueState;
  rev: number;
  submittedAt: Date;
  reviewDueAt: Date | null;
  reviewerId: string | null;
  reviewerName: string | null;
  reviewStartedAt: Date | null;
  reviewLeaseUntil: Date | null;
  /** Cells that differ from the revision before; for a first one, from the month before. Null: nothing to compare. */
  changedCells: number | null;
  openQueries: number;
  explainItems: number;
  risk: RiskScore;
}

type QueueRow = Omit<QueuedReport, 'risk'> & { largestFigure: string; corrections: number; returns: number };

/** More than every unit of thirty countries with several months each; a queue that long is read by filters anyhow. */
const MAX_QUEUE = 5_000;

/** The same unit's reports, whatever the month. */
const OF_UNIT = `from app.submission h join app.report_slot hs on hs.partner = h.partner and hs.id = h.slot_id
  where h.partner = b.partner and hs.unit = s.unit and hs.form_code = s.form_code and h.created_at > $5::timestamptz - interval '1 year'`;

const BASE = `coalesce(
  (select e.id from app.submission e where e.partner = b.partner and e.slot_id = b.slot_id and e.revision_no < b.revision_no
      and e.state <> 'VOIDED' order by e.revision_no desc limit 1),
  (select e.id from app.report_slot es join app.period ep on ep.id = es.period_id
     join app.submission e on e.partner = es.partner and e.slot_id = es.id and e.state in ('ACCEPTED', 'SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW')
    where es.partner = s.partner and es.unit = s.unit and es.form_code = s.form_code and ep.end_date < p.start_date
    order by ep.start_date desc, e.state = 'ACCEPTED' desc, e.revision_no desc limit 1))`;

const CHANGED = `(select count(*)::integer
   from (select * from app.cell_revision where partner = b.partner and submission_id = base.id and is_current and kind <> 'MISSING') x
   full join (select * from app.cell_revision where partner = b.partner and submission_id = b.id and is_current and kind <> 'MISSING') y using (cell)
  where x.kind is distinct from y.kind or x.value is distinct from y.value)`;

/** Everything that waits for a reviewer, with what decides which one comes first. */
@Injectable()
export class ReviewQueueReadModel {
  /** The riskiest first; of equal ones, the one that is due first. */
  async list(
    tx: Transaction,
    { partners, state, holder, overdue, now }: QueueQuestion,
  ): Promise<QueuedReport[]> {
    const rows = (await tx.manager.query(
      `select b.id as "submissionId", b.slot_id as "slotId", b.partner, s.unit, s.period_id as period, s.aligned_to as "alignedTo",
              b.revision_no as revision, b.state, b.rev, b.submitted_at as "submittedAt", b.review_due_at as "reviewDueAt",
              b.reviewer_id as "reviewerId", b.reviewer_name as "reviewerName", b.review_started_at as "reviewStartedAt", b.review_lease_until as "reviewLeaseUntil",
              case when base.id is not null then ${CHANGED} end as "changedCells",
              (select count(*)::integer from app.review_query q where q.partner = b.partner and q.slot_id = b.slot_id
                  and q.state in ('OPEN', 'REOPENED')) as "openQueries",
              (select count(*)::integer from app.validation_finding f where f.partner = b.partner and f.submission_id = b.id
                  and f.severity = 'EXPLAIN' and f.recorded_at = b.submitted_at) as "explainItems",
              (select coalesce(max(abs(c.value)), 0)::text from app.cell_revision c where c.partner = b.partner and c.submission_id = b.id
                  and c.is_current and c.kind = 'NUMBER') as "largestFigure",
              (select count(*)::integer ${OF_UNIT} and h.correction_of is not null and h.state in ('ACCEPTED', 'SUPERSEDED')) as corrections,
              (select count(*)::integer ${OF_UNIT} and h.resubmit_by is not null) as returns
         from app.submission b join app.report_slot s on s.partner = b.partner and s.id = b.slot_id
         join app.period p on p.id = s.period_id
         left join lateral (select ${BASE} as id) base on true
        where b.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and b.state = any ($3)
          and ($4::text is null or b.reviewer_id = $4) and ($6 is false or b.review_due_at < $5)
        limit ${MAX_QUEUE}`,
      [partners, tx.units, state ? [state] : QUEUE_STATES, holder, now, overdue],
    )) as QueueRow[];
    return rows.map(withRisk).toSorted(riskiestFirst);
  }
}

function withRisk({ largestFigure, corrections, returns, ...row }: QueueRow): QueuedReport {
  const { explainItems } = row;
  return {
    ...row,
    risk: riskScore({ largestFigure: Number(largestFigure), explainItems, corrections, returns }),
  };
}

/** Later ones in this order come after; ids make it one order whatever else is equal. */
export function riskiestFirst(a: QueuedReport, b: QueuedReport): number {
  if (a.risk.score !== b.risk.score) return b.risk.score - a.risk.score;
  const [due, later] = [a.reviewDueAt?.getTime() ?? Infinity, b.reviewDueAt?.getTime() ?? Infinity];
  if (due !== later) return due - later;
  return a.submissionId < b.submissionId ? -1 : 1;
}
