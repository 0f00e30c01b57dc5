import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { CalendarFeed } from './calendar-feed.js';

const FEED = `
  select id, partner, owner, name, token_hash as "tokenHash", created_at as "createdAt"
    from app.calendar_feed where revoked_at is null and partner = any ($1)`;

type FeedRow = Omit<CalendarFeed, 'createdAt'> & { tokenHash: string; createdAt: Date };
export type StoredFeed = CalendarFeed & { tokenHash: string };

/** Feeds that were not revoked. */
@Injectable()
export class CalendarFeedsRepository {
  async insert(tx: Transaction, feed: StoredFeed): Promise<void> {
    const { id, partner, owner, name, tokenHash, createdAt } = feed;
    await tx.manager.query(
      `insert into app.calendar_feed (id, partner, owner, name, token_hash, created_at)
       select $2, $3, $4, $5, $6, $7 where $3 = any ($1)`,
      [tx.scopes, id, partner, owner, name, tokenHash, createdAt],
    );
  }

  async find(tx: Transaction, partner: string, id: string): Promise<StoredFeed | null> {
    const [row] = await this.rows(tx, `${FEED} and partner = $2 and id = $3`, [partner, id]);
    return row ?? null;
  }

  async listOf(tx: Transaction, owner: string): Promise<StoredFeed[]> {
    return this.rows(tx, `${FEED} and owner = $2 order by id`, [owner]);
  }

  /** The revoked feed, or null when its owner has none of this id. */
  async revoke(tx: Transaction, owner: string, id: string, at: string): Promise<{ partner: string } | null> {
    const [rows] = (await tx.manager.query(
      `update app.calendar_feed set revoked_at = $4
        where id = $2 and owner = $3 and revoked_at is null and partner = any ($1) returning partner`,
      [tx.scopes, id, owner, at],
    )) as [Array<{ partner: string }>, number];
    return rows[0] ?? null;
  }

  private async rows(tx: Transaction, sql: string, more: unknown[]): Promise<StoredFeed[]> {
    const rows = (await tx.manager.query(sql, [tx.scopes, ...more])) as FeedRow[];
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}
