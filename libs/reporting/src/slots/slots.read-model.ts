import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { slotFromRow, SLOT_COLUMNS } from './slots.repository.js';
import type { EntryTerms, LockedRevision } from './slot-lock.js';
import { DUE_SOON_HOURS, type Slot, type SlotState } from './slot.js';

export const DUE_FILTERS = ['soon', 'overdue'] as const;
/** Reports without a hand-in that are due soon, or overdue. */
export type DueFilter = (typeof DUE_FILTERS)[number];

export interface SlotsQuestion {
  partners: readonly string[];
  /** Aligned months, or ids of local periods; null: all. */
  months: readonly string[] | null;
  periodId: string | null;
  state: SlotState | null;
  unit?: string | null;
  due?: DueFilter | null;
  now: string;
  limit: number;
  /** Sort key after which the page begins. */
  after: string[] | null;
}

/** The newest revision, with what its lock tells and headquarters' own clock. */
export interface ListedSubmission extends LockedRevision, EntryTerms {
  revision: number;
  rev: number;
  reviewDueAt: string | null;
}

/** A slot with the newest hand-in for it, and what waits for a decision about it. */
export interface ListedSlot extends Slot {
  submission: ListedSubmission | null;
  /** A revision is submitted, or was and came back; a draft alone is no hand-in. */
  handedIn: boolean;
  openRequests: Array<{ id: string; kind: string }>;
}

type ListedRow = Parameters<typeof slotFromRow>[0] &
  Pick<ListedSlot, 'submission' | 'handedIn' | 'openRequests'>;

const EXPECTED = 's.waived_at is null and s.cancelled_at is null';
const HANDED_IN = `exists (select 1 from app.submission b
   where b.partner = s.partner and b.slot_id = s.id and b.state not in ('DRAFT', 'READY', 'VOIDED'))`;
/** The instant that was granted, where it is the later one; missing ones are passed over. */
const DUE = 'greatest(s.due_at, s.extended_due_at)';

const STATE_CONDITION: Record<SlotState, string> = {
  CANCELLED: 's.cancelled_at is not null',
  WAIVED: 's.waived_at is not null and s.cancelled_at is null',
  SCHEDULED: `s.opens_at > $3 and ${EXPECTED}`,
  OPEN: `s.opens_at <= $3 and greatest(s.lock_at, s.reopened_until) > $3 and ${EXPECTED}`,
  CLOSED_FOR_ENTRY: `greatest(s.lock_at, s.reopened_until) <= $3 and ${EXPECTED}`,
};

/** The same flags as in `dueFlagsAt`, as conditions. */
const DUE_CONDITION: Record<DueFilter, string> = {
  soon: `${STATE_CONDITION.OPEN} and not ${HANDED_IN} and ${DUE} >= $3
         and ${DUE} <= $3::timestamptz + interval '${DUE_SOON_HOURS} hours'`,
  overdue: `s.opens_at <= $3 and ${DUE} < $3 and ${EXPECTED} and not ${HANDED_IN}`,
};

const SUBMISSION = `(select jsonb_build_object('id', b.id, 'slotId', b.slot_id, 'state', b.state, 'revision', b.revision_no, 'rev', b.rev,
     'readyBy', b.ready_by, 'submittedAt', b.submitted_at, 'reviewDueAt', b.review_due_at, 'reviewerId', b.reviewer_id,
     'reviewStartedAt', b.review_started_at, 'correctionOf', b.correction_of, 'resubmitBy', b.resubmit_by, 'decidedBy', b.decided_by, 'decidedAt', b.decided_at)
   from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED' order by b.revision_no desc limit 1) as submission`;

const OPEN_REQUESTS = `coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind) order by r.id)
   from app.slot_request r where r.partner = s.partner and r.slot_id = s.id and r.state = 'REQUESTED'), '[]') as "openRequests"`;

const LISTED_COLUMNS = `${SLOT_COLUMNS}, ${SUBMISSION}, ${HANDED_IN} as "handedIn", ${OPEN_REQUESTS}`;

@Injectable()
export class SlotsReadModel {
  /** A page of slots, newest month first, then by partner and unit. */
  async list(tx: Transaction, question: SlotsQuestion): Promise<ListedSlot[]> {
    const { partners, months, periodId, state, unit = null, due = null, now, limit, after } = question;
    const rows = (await tx.manager.query(
      `select ${LISTED_COLUMNS}
         from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and $3::timestamptz is not null
          and ($4::text[] is null or s.aligned_to = any ($4)) and ($5::text is null or s.period_id = $5)
          and ${state ? STATE_CONDITION[state] : 'true'} and ${due ? DUE_CONDITION[due] : 'true'}
          and ($10::text is null or s.unit = $10)
          and ($6::text is null or (s.aligned_to, s.partner, s.unit) < ($6, $7, $8))
        order by s.aligned_to desc, s.partner desc, s.unit desc limit $9`,
      [
        partners,
        tx.units,
        now,
        months,
        periodId,
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        limit,
        unit,
      ],
    )) as ListedRow[];
    return rows.map(listedFromRow);
  }

  async find(tx: Transaction, id: string): Promise<ListedSlot | null> {
    const rows = (await tx.manager.query(
      `select ${LISTED_COLUMNS} from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.id = $3`,
      [tx.scopes, tx.units, id],
    )) as ListedRow[];
    return rows[0] ? listedFromRow(rows[0]) : null;
  }
}

function listedFromRow(row: ListedRow): ListedSlot {
  const slot = slotFromRow(row) as ListedSlot;
  return { ...slot, submission: slot.submission && inUtc(slot.submission) };
}

const INSTANTS = ['submittedAt', 'reviewDueAt', 'reviewStartedAt', 'resubmitBy', 'decidedAt'] as const;

/** Within JSON the database writes instants in a spelling of its own. */
function inUtc(submission: ListedSubmission): ListedSubmission {
  const instants = INSTANTS.map((name) => {
    const text = submission[name];
    return [name, text === null ? null : new Date(text).toISOString()] as const;
  });
  return { ...submission, ...Object.fromEntries(instants) };
}
