import { Injectable } from '@nestjs/common';
import { HQ_SCOPE, type Transaction } from '#platform';
import type { HeadlineSnapshot } from './headline-snapshot.js';

const SNAPSHOT = `
  select s.id, s.as_of as "asOf", s.content_hash as "contentHash", s.taken_at as "takenAt",
         s.taken_by_name as "takenByName"`;
const FROM = 'from app.headline_snapshot s where s.partner = any ($1)';

export interface StoredSnapshot extends HeadlineSnapshot {
  /** JSON exactly as it was hashed. */
  content: string;
}

@Injectable()
export class HeadlineSnapshotsRepository {
  /** Inserts a snapshot unless the same content of the same day is frozen already; answers whether it was new. */
  async insert(tx: Transaction, snapshot: Omit<StoredSnapshot, 'takenByName'>): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.headline_snapshot (id, partner, as_of, content, content_hash, taken_at, taken_by, taken_by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (partner, as_of, content_hash) do nothing returning id`,
      [
        snapshot.id,
        HQ_SCOPE,
        snapshot.asOf,
        snapshot.content,
        snapshot.contentHash,
        snapshot.takenAt,
        tx.actor.id,
        tx.actor.name,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  async find(tx: Transaction, id: string): Promise<StoredSnapshot | null> {
    return this.one(tx, 's.id = $2', [id]);
  }

  async findByContent(tx: Transaction, asOf: string, contentHash: string): Promise<StoredSnapshot | null> {
    return this.one(tx, 's.as_of = $2 and s.content_hash = $3', [asOf, contentHash]);
  }

  /** Newest first, without content; ids grow with time. `after` is the id of the row before. */
  async list(
    tx: Transaction,
    asOf: string | null,
    after: string | null,
    limit: number,
  ): Promise<HeadlineSnapshot[]> {
    return (await tx.manager.query(
      `${SNAPSHOT} ${FROM} and ($2::date is null or s.as_of = $2) and ($3::uuid is null or s.id < $3)
       order by s.id desc limit $4`,
      [tx.scopes, asOf, after, limit],
    )) as HeadlineSnapshot[];
  }

  private async one(tx: Transaction, condition: string, values: unknown[]): Promise<StoredSnapshot | null> {
    const rows = (await tx.manager.query(`${SNAPSHOT}, s.content ${FROM} and ${condition}`, [
      tx.scopes,
      ...values,
    ])) as StoredSnapshot[];
    return rows[0] ?? null;
  }
}
