import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Occurrence, OccurrenceState } from './obligation.js';

/** The rule of `stateOn`, said once more where rows are filtered by it; $2 is the day. */
const STATE = `case
    when c.state not in ('SCHEDULED','OPEN') then c.state
    when c.due_on < $2::date then 'OVERDUE'
    when c.state = 'OPEN' or c.due_on - o.lead_days <= $2::date then 'OPEN'
    else 'SCHEDULED' end`;

/**
 * The state as it was known at the end of a day in the past: $2 is the day, $3 its last instant. Of an occurrence that
 * went to and fro only the last hand-in and the last decision are kept here; the whole course stands in the audit.
 */
const STATE_KNOWN_THEN = `case
    when c.state = 'SUBMITTED_FOR_ACCEPTANCE' and c.submitted_at <= $3::timestamptz then c.state
    when c.state in ('FULFILLED','WAIVED','DISPUTED') and c.decided_at <= $3::timestamptz then c.state
    when c.state = 'FULFILLED' and c.submitted_at <= $3::timestamptz then 'SUBMITTED_FOR_ACCEPTANCE'
    when c.due_on < $2::date then 'OVERDUE'
    when c.due_on - o.lead_days <= $2::date then 'OPEN'
    else 'SCHEDULED' end`;

const occurrencesWith = (state: string, more = ''): string => `
  select c.id, c.partner, c.obligation_id as "obligationId", o.instrument_id as "instrumentId",
         i.code as "instrumentCode", o.clause_ref as "clauseRef", o.title, o.obliged_side as "obligedSide",
         o.evidence_required as "evidenceRequired", o.owner, c.due_on as "dueOn", ${state} as state, c.reason,
         c.submitted_by as "submittedBy", c.submitted_at as "submittedAt", c.decided_by as "decidedBy",
         c.decided_at as "decidedAt", c.rev${more}
    from app.obligation_occurrence c
    join app.obligation o on o.partner = c.partner and o.id = c.obligation_id
    left join app.instrument i on i.id = o.instrument_id and i.partner = any ($1)
   where c.partner = any ($1)`;

const OCCURRENCE = occurrencesWith(STATE);

/** What is asked of the list; absent members leave it open. */
export interface OccurrenceFilter {
  state?: OccurrenceState;
  partner?: string;
  instrument?: string;
  /** ISO dates, both inclusive. */
  dueFrom?: string;
  dueUntil?: string;
}

/** What was still to be done on a day. */
export interface OpenOccurrencesQuestion {
  partner: string;
  /** ISO date, and the last instant of it. */
  day: string;
  knownAt: string;
  /** ISO date, inclusive. */
  dueUntil: string;
  limit: number;
}

@Injectable()
export class OccurrencesReadModel {
  async find(tx: Transaction, id: string, today: string): Promise<Occurrence | null> {
    const rows = (await tx.manager.query(`${OCCURRENCE} and c.id = $3`, [
      tx.scopes,
      today,
      id,
    ])) as Occurrence[];
    return rows[0] ?? null;
  }

  /** By due day, after the given key. */
  async list(
    tx: Transaction,
    today: string,
    filter: OccurrenceFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<Occurrence[]> {
    const [afterDay = null, afterId = null] = after ?? [];
    return (await tx.manager.query(
      `${OCCURRENCE}
         and ($3::text is null or ${STATE} = $3)
         and ($4::text is null or c.partner = $4)
         and ($5::uuid is null or o.instrument_id = $5)
         and ($6::date is null or c.due_on >= $6)
         and ($7::date is null or c.due_on <= $7)
         and ($8::date is null or (c.due_on, c.id) > ($8, $9::uuid))
       order by c.due_on, c.id limit $10`,
      [
        tx.scopes,
        today,
        filter.state ?? null,
        filter.partner ?? null,
        filter.instrument ?? null,
        filter.dueFrom ?? null,
        filter.dueUntil ?? null,
        afterDay,
        afterId,
        limit,
      ],
    )) as Occurrence[];
  }

  /** Neither fulfilled nor waived by then, what is due first; `total` also counts what the limit leaves out. */
  async listOpenOn(
    tx: Transaction,
    { partner, day, knownAt, dueUntil, limit }: OpenOccurrencesQuestion,
  ): Promise<Array<Occurrence & { total: number }>> {
    return (await tx.manager.query(
      `${occurrencesWith(STATE_KNOWN_THEN, ', count(*) over ()::integer as total')}
         and c.partner = $4 and c.due_on <= $5 and ${STATE_KNOWN_THEN} not in ('FULFILLED','WAIVED')
       order by c.due_on, c.id limit $6`,
      [tx.scopes, day, knownAt, partner, dueUntil, limit],
    )) as Array<Occurrence & { total: number }>;
  }
}
