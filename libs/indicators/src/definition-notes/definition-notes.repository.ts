import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { DefinitionNote, NoteState } from './definition-note.js';

const COLUMNS = `id, partner, indicator, period_from as "from", text, state, filed_by as "filedBy", filed_at as "filedAt", decided_at as "decidedAt",
  decision_reason as "decisionReason", rev`;

export interface NotesFilter {
  partner?: string;
  indicator?: string;
  state?: NoteState;
}

/** An accepted note as figures are marked by it. */
export type NoteInForce = Pick<DefinitionNote, 'id' | 'partner' | 'indicator' | 'from'>;

@Injectable()
export class DefinitionNotesRepository {
  async insert(
    tx: Transaction,
    { id, partner, indicator, from, text }: NoteInForce & Pick<DefinitionNote, 'text'>,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.definition_note (id, partner, indicator, period_from, text, filed_by, filed_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, partner, indicator, from, text, tx.actor.id, at],
    );
  }

  /** Newest first. */
  async list(tx: Transaction, filter: NotesFilter, limit: number): Promise<DefinitionNote[]> {
    const { partner = null, indicator = null, state = null } = filter;
    return (await tx.manager.query(
      `select ${COLUMNS} from app.definition_note
        where partner = any ($1) and ($2::text is null or partner = $2) and ($3::text is null or indicator = $3)
          and ($4::text is null or state = $4)
        order by filed_at desc, id desc limit $5`,
      [tx.scopes, partner, indicator, state, limit],
    )) as DefinitionNote[];
  }

  async lock(tx: Transaction, id: string): Promise<DefinitionNote | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.definition_note where partner = any ($1) and id = $2 for update`,
      [tx.scopes, id],
    )) as DefinitionNote[];
    return rows[0] ?? null;
  }

  /** A revocation keeps the instant of the acceptance: answers about the time between still show the note. */
  async decide(
    tx: Transaction,
    id: string,
    { to, reason, at }: { to: NoteState; reason: string | null; at: string },
  ): Promise<void> {
    await tx.manager.query(
      `update app.definition_note
          set state = $3, decision_reason = $5, rev = rev + 1,
              decided_by = case when $3 = 'REVOKED' then decided_by else $4 end,
              decided_at = case when $3 = 'REVOKED' then decided_at else $6::timestamptz end,
              revoked_by = case when $3 = 'REVOKED' then $4 end,
              revoked_at = case when $3 = 'REVOKED' then $6::timestamptz end
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, to, tx.actor.id, reason, at],
    );
  }

  /** The notes that stood at an instant; 'infinity' means now. */
  async inForce(tx: Transaction, partners: readonly string[], knownAt: string): Promise<NoteInForce[]> {
    return (await tx.manager.query(
      `select id, partner, indicator, period_from as "from" from app.definition_note
        where partner = any ($1) and partner = any ($2) and state in ('ACCEPTED', 'REVOKED')
          and decided_at <= $3::timestamptz and (revoked_at is null or revoked_at > $3::timestamptz)
        order by id`,
      [tx.scopes, partners, knownAt],
    )) as NoteInForce[];
  }
}
