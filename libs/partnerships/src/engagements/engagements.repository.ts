import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Engagement, EngagementFilter, NewEngagement } from './engagement.js';

/** What has no day stands behind everything that has one. */
const SORT_DAY = `coalesce(e.date_latest, '0001-01-01'::date)`;

const ENGAGEMENT = `
  select e.id, e.partner, e.origin, e.kind, e.title, e.place, e.participants, e.outcomes, e.sources,
         jsonb_build_object('earliest', e.date_earliest, 'latest', e.date_latest, 'precision', e.date_precision,
                            'text', e.date_text) as date,
         jsonb_build_object('earliest', e.until_earliest, 'latest', e.until_latest, 'precision', e.until_precision,
                            'text', e.until_text) as until,
         e.recorded_at as "recordedAt"
    from app.engagement e
   where e.partner = any ($1)`;

@Injectable()
export class EngagementsRepository {
  /** Inserts an engagement unless its origin is recorded already; answers whether it was new. */
  async insert(tx: Transaction, id: string, engagement: NewEngagement, recordedAt: string): Promise<boolean> {
    const { date, until } = engagement;
    const rows = (await tx.manager.query(
      `insert into app.engagement (id, partner, origin, kind, title, place, participants, outcomes, sources,
          date_earliest, date_latest, date_precision, date_text,
          until_earliest, until_latest, until_precision, until_text, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       on conflict (partner, origin) do nothing returning id`,
      [
        id,
        engagement.partner,
        engagement.origin,
        engagement.kind,
        engagement.title,
        engagement.place,
        JSON.stringify(engagement.participants),
        engagement.outcomes,
        JSON.stringify(engagement.sources),
        date.earliest,
        date.latest,
        date.precision,
        date.text,
        until.earliest,
        until.latest,
        until.precision,
        until.text,
        recordedAt,
        tx.actor.id,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  async find(tx: Transaction, id: string): Promise<Engagement | null> {
    const rows = (await tx.manager.query(`${ENGAGEMENT} and e.id = $2`, [tx.scopes, id])) as Engagement[];
    return rows[0] ?? null;
  }

  /** Whether a partner has an engagement of this id, which may be any text. */
  async isOf(tx: Transaction, partner: string, id: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.engagement where id::text = $2 and partner = $3 and partner = any ($1)',
      [tx.scopes, id, partner],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Newest first, each by the last day on which it can have begun; `after` is the key of the row before. */
  async list(
    tx: Transaction,
    { partner, kind, asOf }: EngagementFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<Engagement[]> {
    const [afterDay = null, afterId = null] = after ?? [];
    return (await tx.manager.query(
      `${ENGAGEMENT}
         and ($2::text is null or e.partner = $2)
         and ($3::text is null or e.kind = $3)
         and ($4::date is null or e.date_latest <= $4)
         and ($5::date is null or (${SORT_DAY}, e.id) < ($5, $6::uuid))
       order by ${SORT_DAY} desc, e.id desc limit $7`,
      [tx.scopes, partner ?? null, kind ?? null, asOf ?? null, afterDay, afterId, limit],
    )) as Engagement[];
  }

  /** How many of a partner certainly took place on or before a day. */
  async count(tx: Transaction, partner: string, asOf: string): Promise<number> {
    const [{ count }] = (await tx.manager.query(
      `select count(*)::integer as count from app.engagement
        where partner = any ($1) and partner = $2 and date_latest <= $3`,
      [tx.scopes, partner, asOf],
    )) as [{ count: number }];
    return count;
  }
}
