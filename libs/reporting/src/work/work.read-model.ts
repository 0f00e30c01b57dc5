import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { WorkItem, WorkKind } from './work-item.js';

type WorkRow = Omit<WorkItem, 'dueAt' | 'link'> & { dueAt: Date | null; slot: string | null };

/** A kind of work, the right that makes it somebody's, and where it stands; $1 partners, $2 units, $3 actor, $4 now. */
interface WorkQuestion {
  kind: WorkKind;
  permission: string;
  link(row: WorkRow): string;
  sql: string;
}

const DUE = 'greatest(s.due_at, s.extended_due_at)';
const MINE = 's.partner = any ($1) and ($2::text[] is null or s.unit = any ($2))';
const OF_SLOT = `s.partner, s.unit, s.period_id as period, s.id as slot`;
const REPORT = `from app.submission b join app.report_slot s on s.partner = b.partner and s.id = b.slot_id where ${MINE}`;

const submissionLink = ({ id }: WorkRow): string => `/api/v1/submissions/${id}`;

/** What waits in reports, each kind in the words of one statement. */
const QUESTIONS: readonly WorkQuestion[] = [
  {
    kind: 'FILL_REPORT',
    permission: 'submissions:enter',
    link: ({ id }) => `/api/v1/report-slots/${id}`,
    sql: `select s.id, ${DUE} as "dueAt", ${OF_SLOT} from app.report_slot s where ${MINE}
            and s.waived_at is null and s.cancelled_at is null and s.opens_at <= $4 and greatest(s.lock_at, s.reopened_until) > $4
            and not exists (select 1 from app.submission b where b.partner = s.partner and b.slot_id = s.id
                               and (b.state not in ('DRAFT', 'VOIDED') or b.resubmit_by is not null or b.correction_of is not null))`,
  },
  {
    kind: 'CORRECT_REPORT',
    permission: 'submissions:enter',
    link: submissionLink,
    sql: `select b.id, coalesce(b.resubmit_by, (select c.submit_by from app.correction_request c where c.partner = b.partner and c.revision_id = b.id)) as "dueAt",
            ${OF_SLOT} ${REPORT}
            and b.state = 'DRAFT' and (b.resubmit_by is not null or b.correction_of is not null)`,
  },
  {
    kind: 'SUBMIT_REPORT',
    permission: 'submissions:submit',
    link: submissionLink,
    sql: `select b.id, coalesce(b.resubmit_by, ${DUE}) as "dueAt", ${OF_SLOT} ${REPORT} and b.state = 'READY'`,
  },
  {
    kind: 'ANSWER_QUERY',
    permission: 'queries:answer',
    link: ({ id }) => `/api/v1/queries/${id}/answers`,
    sql: `select q.id, q.reply_by as "dueAt", ${OF_SLOT} from app.review_query q
            join app.report_slot s on s.partner = q.partner and s.id = q.slot_id where ${MINE} and q.state in ('OPEN', 'REOPENED')`,
  },
  {
    kind: 'DECIDE_SUGGESTION',
    permission: 'suggestions:decide',
    link: ({ id }) => `/api/v1/suggestions/${id}/transitions`,
    sql: `select g.id, b.resubmit_by as "dueAt", ${OF_SLOT} from app.suggestion g
            join app.report_slot s on s.partner = g.partner and s.id = g.slot_id
            left join app.submission b on b.partner = g.partner and b.slot_id = g.slot_id and b.state = 'DRAFT'
           where ${MINE} and g.state = 'OPEN'`,
  },
  {
    kind: 'REVIEW_REPORT',
    permission: 'submissions:review',
    link: submissionLink,
    sql: `select b.id, b.review_due_at as "dueAt", ${OF_SLOT} ${REPORT}
            and (b.state = 'SUBMITTED' or (b.state = 'IN_REVIEW' and b.reviewer_id = $3))`,
  },
  {
    kind: 'DECIDE_REPORT',
    permission: 'submissions:direct',
    link: submissionLink,
    sql: `select b.id, b.review_due_at as "dueAt", ${OF_SLOT} ${REPORT} and b.state = 'IN_DIRECTOR_REVIEW'`,
  },
  {
    // Who asked never decides, so it does not wait for that person.
    kind: 'DECIDE_SLOT_REQUEST',
    permission: 'slots:decide',
    link: ({ id }) => `/api/v1/slot-requests/${id}`,
    sql: `select r.id, null::timestamptz as "dueAt", ${OF_SLOT} from app.slot_request r
            join app.report_slot s on s.partner = r.partner and s.id = r.slot_id
           where ${MINE} and r.state = 'REQUESTED' and r.requested_by <> $3`,
  },
  {
    // Late ones are the director's, which the register of releases and the clock decide when they are opened.
    kind: 'DECIDE_CORRECTION',
    permission: 'corrections:decide',
    link: ({ id }) => `/api/v1/correction-requests/${id}`,
    sql: `select c.id, null::timestamptz as "dueAt", ${OF_SLOT} from app.correction_request c
            join app.report_slot s on s.partner = c.partner and s.id = c.slot_id
           where ${MINE} and c.state = 'OPEN' and c.requested_by <> $3`,
  },
  {
    kind: 'DECIDE_DEADLINE',
    permission: 'deadlines:decide',
    // Proposals are decided where they are listed.
    link: () => '/api/v1/deadline-proposals',
    sql: `select d.id, s.due_at as "dueAt", ${OF_SLOT} from app.deadline_proposal d
            join app.report_slot s on s.partner = d.partner and s.id = d.slot_id where ${MINE} and d.state = 'PROPOSED'`,
  },
];

/** What waits for somebody in reports: one statement for each kind that the caller's rights reach. */
@Injectable()
export class WorkReadModel {
  /** What is due first, at most `limit` of each kind. */
  async list(tx: Transaction, now: string, limit: number): Promise<WorkItem[]> {
    const items: WorkItem[] = [];
    for (const question of QUESTIONS) {
      const partners = (tx.grants.get(question.permission) ?? []).filter((scope) =>
        tx.scopes.includes(scope),
      );
      if (partners.length > 0) items.push(...(await this.ask(tx, question, partners, now, limit)));
    }
    return items;
  }

  private async ask(
    tx: Transaction,
    { kind, link, sql }: WorkQuestion,
    partners: readonly string[],
    now: string,
    limit: number,
  ): Promise<WorkItem[]> {
    const rows = (await tx.manager.query(
      `select * from (${sql}) w where $3::text is not null and $4::timestamptz is not null order by w."dueAt" nulls last, w.id limit $5`,
      [partners, tx.units, tx.actor.id, now, limit],
    )) as WorkRow[];
    return rows.map((row) => {
      const { id, partner, unit, period } = row;
      return { kind, id, link: link(row), partner, unit, period, dueAt: row.dueAt?.toISOString() ?? null };
    });
  }
}
