import { Injectable } from '@nestjs/common';
import type { Period } from '#calendars';
import type { Transaction } from '#platform';
import { PERIOD_JSON } from '../calendars/periods.repository.js';
import type { DeadlineProposal, ProposalState } from './deadline-proposal.js';
import type { SlotTimes } from './slot-times.js';

/** A report that is open and not handed in, with the due instant that counts or is proposed. */
export interface WaitingSlot {
  id: string;
  unit: string;
  period: Period;
  dueAt: Date;
  /** The latest due instant that was proposed and waits for a decision, or was declined; it is not proposed again. */
  proposedDueAt: Date | null;
}

/** Which recorded day made the difference, and who recorded it. */
export interface Cause {
  text: string;
  by: string;
}

const INSTANTS = ['oldDueAt', 'newDueAt', 'newLockAt', 'proposedAt', 'decidedAt'] as const;
type ProposalRow = Omit<DeadlineProposal, (typeof INSTANTS)[number]> &
  Record<(typeof INSTANTS)[number], Date | null>;

export const PROPOSAL_COLUMNS = `
  d.id, d.partner, s.unit, s.period_id as "periodId", d.slot_id as "slotId", d.state, d.old_due_at as "oldDueAt",
  d.new_due_at as "newDueAt", d.new_lock_at as "newLockAt", d.due_explanation as "dueExplanation", d.cause,
  d.proposed_by as "proposedBy", d.proposed_at as "proposedAt", d.decided_by as "decidedBy",
  d.decided_at as "decidedAt", d.decision_note as "decisionNote", d.rev`;

/** $1 are the scopes, $2 the units within them or null. */
export const PROPOSALS_WITHIN = `app.deadline_proposal d
   join app.report_slot s on s.partner = d.partner and s.id = d.slot_id
  where d.partner = any ($1) and ($2::text[] is null or s.unit = any ($2))`;

@Injectable()
export class DeadlineProposalsRepository {
  async listWaiting(tx: Transaction, partner: string, now: string): Promise<WaitingSlot[]> {
    return (await tx.manager.query(
      `select s.id, s.unit, ${PERIOD_JSON} as period, s.due_at as "dueAt",
              (select max(d.new_due_at) from app.deadline_proposal d
                where d.partner = s.partner and d.slot_id = s.id and d.state <> 'APPLIED') as "proposedDueAt"
         from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = $1 and s.partner = any ($2) and s.opens_at <= $3 and s.lock_at > $3
          and s.cancelled_at is null and s.waived_at is null and s.first_submitted_at is null
        order by s.id`,
      [partner, tx.scopes, now],
    )) as WaitingSlot[];
  }

  /** The newest word about a day within (after, until] of a calendar; what the desk recorded is newer than the files. */
  async causeWithin(
    tx: Transaction,
    calendars: string[],
    after: string,
    until: string,
  ): Promise<Cause | null> {
    const rows = (await tx.manager.query(
      `select name || ', ' || day || ' (' || source || ')' as text, coalesce(recorded_by, 'config/reference') as by
         from app.calendar_day where calendar = any ($1) and day > $2 and day <= $3
        order by origin, recorded_at desc, id desc limit 1`,
      [calendars, after, until],
    )) as Cause[];
    return rows[0] ?? null;
  }

  /** Proposes a later due instant; an undecided proposal for the same report is carried further. */
  async propose(
    tx: Transaction,
    { id, partner, at }: { id: string; partner: string; at: string },
    slot: WaitingSlot,
    times: SlotTimes,
    cause: Cause,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.deadline_proposal (id, partner, slot_id, old_due_at, new_due_at, new_lock_at, due_explanation,
                                          cause, state, proposed_by, proposed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'PROPOSED', $9, $10)
       on conflict (partner, slot_id) where state = 'PROPOSED' do update
          set old_due_at = $4, new_due_at = $5, new_lock_at = $6, due_explanation = $7, cause = $8, proposed_by = $9,
              proposed_at = $10, rev = deadline_proposal.rev + 1`,
      [
        id,
        partner,
        slot.id,
        slot.dueAt,
        times.dueAt,
        times.lockAt,
        JSON.stringify(times.dueExplanation),
        cause.text,
        cause.by,
        at,
      ],
    );
  }

  /** Locks the slot and then the proposal, the order in which everything about a slot is locked. */
  async lock(tx: Transaction, id: string): Promise<DeadlineProposal | null> {
    await tx.manager.query(
      `select 1 from app.report_slot s join app.deadline_proposal d on d.partner = s.partner and d.slot_id = s.id
        where d.id = $1 and d.partner = any ($2) for update of s`,
      [id, tx.scopes],
    );
    const rows = (await tx.manager.query(
      `select ${PROPOSAL_COLUMNS} from ${PROPOSALS_WITHIN} and d.id = $3 for update of d`,
      [tx.scopes, tx.units, id],
    )) as ProposalRow[];
    return rows[0] ? proposalFromRow(rows[0]) : null;
  }

  /** Moves the due instant of the report to the proposed one; false when the report is not as it was. */
  async postpone(tx: Transaction, proposal: DeadlineProposal): Promise<boolean> {
    const { slotId, oldDueAt, newDueAt, newLockAt, dueExplanation } = proposal;
    const [, count] = (await tx.manager.query(
      `update app.report_slot set due_at = $4, due_explanation = $5, lock_at = greatest(lock_at, $6::timestamptz), rev = rev + 1
        where id = $1 and partner = any ($2) and date_trunc('milliseconds', due_at) = $3
          and cancelled_at is null and waived_at is null`,
      [slotId, tx.scopes, oldDueAt, newDueAt, JSON.stringify(dueExplanation), newLockAt],
    )) as [unknown, number];
    return count === 1;
  }

  async close(
    tx: Transaction,
    id: string,
    { state, at, note }: { state: ProposalState; at: string; note: string | null },
  ): Promise<DeadlineProposal> {
    await tx.manager.query(
      `update app.deadline_proposal set state = $3, decided_by = $4, decided_at = $5, decision_note = $6, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, state, tx.actor.id, at, note],
    );
    const rows = (await tx.manager.query(
      `select ${PROPOSAL_COLUMNS} from ${PROPOSALS_WITHIN} and d.id = $3`,
      [tx.scopes, tx.units, id],
    )) as ProposalRow[];
    return proposalFromRow(rows[0]);
  }
}

/** Instants leave the repository as text, as they leave the API. */
export function proposalFromRow(row: ProposalRow): DeadlineProposal {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, row[name]?.toISOString() ?? null]));
  return { ...row, ...instants } as unknown as DeadlineProposal;
}

export type { ProposalRow };
