import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { NewObligation, Obligation, OccurrenceState } from './obligation.js';

const OBLIGATION = `
  select o.id, o.partner, o.instrument_id as "instrumentId", o.clause_ref as "clauseRef",
         o.obliged_side as "obligedSide", o.kind, o.title, o.description,
         jsonb_build_object('frequency', o.frequency, 'firstDueOn', o.first_due_on, 'lastDueOn', o.last_due_on)
           as recurrence,
         o.lead_days as "leadDays", o.evidence_required as "evidenceRequired", o.survives, o.risk, o.owner,
         o.recorded_at as "recordedAt"
    from app.obligation o
   where o.partner = any ($1)`;

export interface ScheduledObligation extends Obligation {
  /** ISO date of the last occurrence; null while there is none. */
  scheduledUntil: string | null;
}

/** An occurrence that does not exist yet. */
export interface NewOccurrence {
  id: string;
  partner: string;
  obligationId: string;
  dueOn: string;
}

/** What a step leaves behind. */
export interface StepTaken {
  state: OccurrenceState;
  reason: string | null;
  /** Whether the step was a hand-in or a decision, and so whose name it bears. */
  by: 'SUBMITTER' | 'DECIDER';
  at: string;
}

@Injectable()
export class ObligationsRepository {
  async listOf(tx: Transaction, instrumentId: string): Promise<Obligation[]> {
    return (await tx.manager.query(`${OBLIGATION} and o.instrument_id = $2 order by o.clause_ref, o.id`, [
      tx.scopes,
      instrumentId,
    ])) as Obligation[];
  }

  /** A page of all obligations after an id, each with the last day for which an occurrence exists. */
  async listAfter(tx: Transaction, after: string | null, limit: number): Promise<ScheduledObligation[]> {
    return (await tx.manager.query(
      `select p.*, (select max(c.due_on) from app.obligation_occurrence c
                     where c.partner = p.partner and c.obligation_id = p.id and c.partner = any ($1)) as "scheduledUntil"
         from (${OBLIGATION} and ($2::uuid is null or o.id > $2) order by o.id limit $3) p
        order by p.id`,
      [tx.scopes, after, limit],
    )) as ScheduledObligation[];
  }

  async insert(tx: Transaction, id: string, obligation: NewObligation, recordedAt: string): Promise<void> {
    const { recurrence } = obligation;
    await tx.manager.query(
      `insert into app.obligation (id, partner, instrument_id, clause_ref, obliged_side, kind, title, description, frequency,
          first_due_on, last_due_on, lead_days, evidence_required, survives, risk, owner, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        id,
        obligation.partner,
        obligation.instrumentId,
        obligation.clauseRef,
        obligation.obligedSide,
        obligation.kind,
        obligation.title,
        obligation.description,
        recurrence.frequency,
        recurrence.firstDueOn,
        recurrence.lastDueOn,
        obligation.leadDays,
        obligation.evidenceRequired,
        obligation.survives,
        obligation.risk,
        obligation.owner,
        recordedAt,
        tx.actor.id,
      ],
    );
  }

  /** Inserts the occurrences that are missing; answers the partners of those that were, one entry for each. */
  async insertMissing(tx: Transaction, occurrences: readonly NewOccurrence[]): Promise<string[]> {
    const rows = (await tx.manager.query(
      `insert into app.obligation_occurrence (id, partner, obligation_id, due_on)
       select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::date[])
       on conflict (partner, obligation_id, due_on) do nothing returning partner`,
      [
        occurrences.map(({ id }) => id),
        occurrences.map(({ partner }) => partner),
        occurrences.map(({ obligationId }) => obligationId),
        occurrences.map(({ dueOn }) => dueOn),
      ],
    )) as { partner: string }[];
    return rows.map((row) => row.partner);
  }

  /** Writes a step if the occurrence still has this revision; answers whether it had. */
  async takeStep(tx: Transaction, id: string, rev: number, step: StepTaken): Promise<boolean> {
    const actor = step.by === 'SUBMITTER' ? 'submitted' : 'decided';
    const [, count] = (await tx.manager.query(
      `update app.obligation_occurrence
          set state = $3, reason = $4, ${actor}_by = $5, ${actor}_at = $6, rev = rev + 1
        where id = $1 and rev = $2 and partner = any ($7)`,
      [id, rev, step.state, step.reason, tx.actor.id, step.at, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }
}
