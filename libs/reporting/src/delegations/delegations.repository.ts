import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Delegation } from './delegation.js';

const COLUMNS = `id, partner, coordinator, coordinator_name as "coordinatorName", deputy, deputy_name as "deputyName", reason,
  valid_from as "validFrom", valid_until as "validUntil", ended_at as "endedAt", rev`;
const HOLDS_AT = 'valid_from <= $2 and valid_until > $2 and (ended_at is null or ended_at > $2)';

@Injectable()
export class DelegationsRepository {
  async insert(tx: Transaction, delegation: Delegation, createdAt: string): Promise<void> {
    const { id, partner, coordinator, coordinatorName, deputy, deputyName, reason } = delegation;
    await tx.manager.query(
      `insert into app.delegation (id, partner, coordinator, coordinator_name, deputy, deputy_name, reason, valid_from, valid_until, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        partner,
        coordinator,
        coordinatorName,
        deputy,
        deputyName,
        reason,
        delegation.validFrom,
        delegation.validUntil,
        createdAt,
      ],
    );
  }

  /** Newest first; a country has a handful of them a year. */
  async list(tx: Transaction, limit: number): Promise<Delegation[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.delegation where partner = any ($1) order by valid_from desc, id limit $2`,
      [tx.scopes, limit],
    )) as Delegation[];
  }

  async lock(tx: Transaction, id: string): Promise<Delegation | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.delegation where partner = any ($1) and id = $2 for update`,
      [tx.scopes, id],
    )) as Delegation[];
    return rows[0] ?? null;
  }

  async end(tx: Transaction, id: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.delegation set ended_at = $2, ended_by = $3, rev = rev + 1 where partner = any ($4) and id = $1',
      [id, at, tx.actor.id, tx.scopes],
    );
  }

  /** What is lent to somebody at an instant. */
  async listHeldBy(tx: Transaction, partner: string, deputy: string, at: string): Promise<Delegation[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.delegation
        where partner = any ($1) and ${HOLDS_AT} and partner = $3 and deputy::text = $4 order by valid_from, id`,
      [tx.scopes, at, partner, deputy],
    )) as Delegation[];
  }

  /** Who could have acted for one of these coordinators, or lent them the right, at an instant. */
  async listPartiesOf(
    tx: Transaction,
    partner: string,
    people: readonly string[],
    at: Date,
  ): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select distinct unnest(array[coordinator::text, deputy::text]) as person from app.delegation
        where partner = any ($1) and ${HOLDS_AT} and partner = $3 and (coordinator::text = any ($4) or deputy::text = any ($4))`,
      [tx.scopes, at, partner, people],
    )) as Array<{ person: string }>;
    return rows.map(({ person }) => person);
  }
}
