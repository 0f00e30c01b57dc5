import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Correction, CorrectionWindow } from './correction.js';

/** What a request is read as; unit, month and end of entry are the slot's. */
export const CORRECTION_COLUMNS = `
  c.id, c.partner, s.unit, c.slot_id as "slotId", s.aligned_to as month, s.lock_at as "lockAt", c.submission_id as "submissionId",
  c.kind, c.reason, c.state, c.requested_by as "requestedBy", c.requested_by_name as "requestedByName",
  c.requested_side as "requestedSide", c.requested_at as "requestedAt", c.decided_by as "decidedBy",
  c.decided_by_name as "decidedByName", c.decided_at as "decidedAt", c.decided_in as "decidedIn",
  c.decision_reason as "decisionReason", c.revision_id as "revisionId", c.submit_by as "submitBy", c.closed_at as "closedAt",
  c.applied_revision_id as "appliedRevisionId", c.rev`;

/** Requests of the caller's partners and units. */
export const CORRECTIONS_WITHIN = `app.correction_request c join app.report_slot s on s.partner = c.partner and s.id = c.slot_id
  where c.partner = any ($1) and ($2::text[] is null or s.unit = any ($2))`;

const INSTANTS = ['lockAt', 'requestedAt', 'decidedAt', 'submitBy', 'closedAt'] as const;
export type CorrectionRow = Omit<Correction, (typeof INSTANTS)[number]> &
  Record<(typeof INSTANTS)[number], Date | null>;

export interface CorrectionDecision {
  at: string;
  window: CorrectionWindow;
  reason: string | null;
}

@Injectable()
export class CorrectionsRepository {
  async insert(tx: Transaction, correction: Correction): Promise<void> {
    const { id, partner, slotId, submissionId, kind, reason } = correction;
    const { requestedBy, requestedByName, requestedSide, requestedAt } = correction;
    await tx.manager.query(
      `insert into app.correction_request (id, partner, slot_id, submission_id, kind, reason, requested_by, requested_by_name,
                                           requested_side, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        partner,
        slotId,
        submissionId,
        kind,
        reason,
        requestedBy,
        requestedByName,
        requestedSide,
        requestedAt,
      ],
    );
  }

  find(tx: Transaction, id: string): Promise<Correction | null> {
    return this.one(tx, 'and c.id = $3', [id]);
  }

  /** Locks the request's row; the slot's is locked before it. */
  lock(tx: Transaction, id: string): Promise<Correction | null> {
    return this.one(tx, 'and c.id = $3 for update of c', [id]);
  }

  /** What is asked for or granted about a report and not at its end. */
  lockPending(tx: Transaction, slotId: string): Promise<Correction | null> {
    return this.one(tx, "and c.slot_id = $3 and c.state in ('OPEN', 'GRANTED') for update of c", [slotId]);
  }

  async grant(
    tx: Transaction,
    id: string,
    decision: CorrectionDecision,
    draft: { revisionId: string; submitBy: string },
  ): Promise<void> {
    await this.decide(tx, id, decision, ['GRANTED', draft.revisionId, draft.submitBy]);
  }

  async decline(tx: Transaction, id: string, decision: CorrectionDecision): Promise<void> {
    await this.decide(tx, id, decision, ['DECLINED', null, null]);
  }

  /** @param appliedRevisionId the accepted revision; null: it lapsed. */
  async close(tx: Transaction, id: string, at: string, appliedRevisionId: string | null): Promise<void> {
    await tx.manager.query(
      `update app.correction_request set state = $3, closed_at = $4, applied_revision_id = $5, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, appliedRevisionId === null ? 'LAPSED' : 'APPLIED', at, appliedRevisionId],
    );
  }

  /** Granted corrections of a partner whose draft was not handed in in time; oldest first. */
  async listOverdue(tx: Transaction, partner: string, now: string): Promise<Correction[]> {
    const rows = (await tx.manager.query(
      `select ${CORRECTION_COLUMNS} from ${CORRECTIONS_WITHIN} and c.partner = $3 and c.state = 'GRANTED' and c.submit_by <= $4
          and exists (select 1 from app.submission b where b.partner = c.partner and b.id = c.revision_id and b.state in ('DRAFT', 'READY'))
        order by c.id`,
      [tx.scopes, tx.units, partner, now],
    )) as CorrectionRow[];
    return rows.map(correctionFromRow);
  }

  private async decide(
    tx: Transaction,
    id: string,
    { at, window, reason }: CorrectionDecision,
    outcome: readonly [state: string, revisionId: string | null, submitBy: string | null],
  ): Promise<void> {
    await tx.manager.query(
      `update app.correction_request
          set decided_by = $3, decided_by_name = $4, decided_at = $5, decided_in = $6, decision_reason = $7, state = $8,
              revision_id = $9, submit_by = $10, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, tx.actor.id, tx.actor.name, at, window, reason, ...outcome],
    );
  }

  private async one(tx: Transaction, condition: string, values: string[]): Promise<Correction | null> {
    const rows = (await tx.manager.query(
      `select ${CORRECTION_COLUMNS} from ${CORRECTIONS_WITHIN} ${condition}`,
      [tx.scopes, tx.units, ...values],
    )) as CorrectionRow[];
    return rows[0] ? correctionFromRow(rows[0]) : null;
  }
}

/** Instants leave the repository as text, as they leave the API. */
export function correctionFromRow(row: CorrectionRow): Correction {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, row[name]?.toISOString() ?? null]));
  return { ...row, ...instants } as unknown as Correction;
}
