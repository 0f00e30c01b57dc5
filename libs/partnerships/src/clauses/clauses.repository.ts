import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Clause, NewClause } from './clause.js';

@Injectable()
export class ClausesRepository {
  /** Clauses of instruments, in the order of their texts. */
  async listOf(tx: Transaction, instrumentIds: readonly string[]): Promise<Clause[]> {
    return (await tx.manager.query(
      `select id, instrument_id as "instrumentId", ref, position, effect, heading, body, recorded_at as "recordedAt"
         from app.instrument_clause
        where instrument_id = any ($2) and partner = any ($1)
        order by instrument_id, position`,
      [tx.scopes, instrumentIds],
    )) as Clause[];
  }

  async insert(
    tx: Transaction,
    owner: { id: string; partner: string; instrumentId: string },
    clause: NewClause,
    at: { position: number; recordedAt: string },
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.instrument_clause (id, partner, instrument_id, ref, position, effect, heading, body, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        owner.id,
        owner.partner,
        owner.instrumentId,
        clause.ref,
        at.position,
        clause.effect,
        clause.heading,
        clause.body,
        at.recordedAt,
        tx.actor.id,
      ],
    );
  }
}
