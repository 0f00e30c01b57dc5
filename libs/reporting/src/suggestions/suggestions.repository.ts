import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Submission } from '../submissions/submission.js';
import type { NewSuggestion, Suggestion, SuggestionState } from './suggestion.js';

const COLUMNS = `g.id, g.partner, g.submission_id as "submissionId", g.slot_id as "slotId", g.cell, g.value::text as value, g.reason, g.state,
  g.suggested_by as "suggestedBy", g.suggested_by_name as "suggestedByName", g.suggested_at as "suggestedAt",
  g.decided_by as "decidedBy", g.decided_at as "decidedAt", g.decision_reason as "decisionReason", g.rev`;

@Injectable()
export class SuggestionsRepository {
  /** Answers the id, or null when another suggestion for the cell is open. */
  async insert(
    tx: Transaction,
    { id: submissionId, partner, slotId }: Submission,
    { cell, value, reason }: NewSuggestion,
    at: string,
  ): Promise<string | null> {
    const rows = (await tx.manager.query(
      `insert into app.suggestion (id, partner, submission_id, slot_id, cell, value, reason, suggested_by, suggested_by_name, suggested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (partner, slot_id, cell) where state = 'OPEN' do nothing returning id`,
      [uuid(), partner, submissionId, slotId, cell, value, reason, tx.actor.id, tx.actor.name, at],
    )) as Array<{ id: string }>;
    return rows[0]?.id ?? null;
  }

  /** Everything suggested for a slot's report, oldest first. */
  async listBySlot(tx: Transaction, slotId: string): Promise<Suggestion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.suggestion g where g.partner = any ($1) and g.slot_id = $2 order by g.suggested_at, g.id`,
      [tx.scopes, slotId],
    )) as Suggestion[];
  }

  async find(tx: Transaction, id: string): Promise<Suggestion | null> {
    return this.one(tx, id, '');
  }

  async lock(tx: Transaction, id: string): Promise<Suggestion | null> {
    return this.one(tx, id, 'for update of g');
  }

  async decide(
    tx: Transaction,
    id: string,
    state: SuggestionState,
    reason: string | null,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.suggestion set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5, rev = rev + 1
        where id = $1 and partner = any ($6)`,
      [id, state, tx.actor.id, at, reason, tx.scopes],
    );
  }

  private async one(tx: Transaction, id: string, lock: string): Promise<Suggestion | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.suggestion g join app.report_slot s on s.id = g.slot_id
        where g.partner = any ($1) and g.id = $2 and ($3::text[] is null or s.unit = any ($3)) ${lock}`,
      [tx.scopes, id, tx.units],
    )) as Suggestion[];
    return rows[0] ?? null;
  }
}
