import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Milestone, NewMilestone, Story } from './story.js';

@Injectable()
export class StoriesRepository {
  /** Inserts a documented rollout unless its origin is recorded already; answers whether it was new. */
  async insert(tx: Transaction, id: string, story: Story, createdAt: string): Promise<boolean> {
    const { partner, origin, title, opened } = story;
    const rows = (await tx.manager.query(
      `insert into app.rollout (id, partner, origin, title, status, opened_earliest, opened_latest, opened_precision,
          opened_text, synthetic, created_at, created_by)
       values ($1, $2, $3, $4, 'DOCUMENTED', $5, $6, $7, $8, false, $9, $10)
       on conflict (partner, origin) do nothing returning id`,
      [
        id,
        partner,
        origin,
        title,
        opened.earliest,
        opened.latest,
        opened.precision,
        opened.text,
        createdAt,
        tx.actor.id,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  async addMilestones(
    tx: Transaction,
    { id, partner }: { id: string; partner: string },
    milestones: readonly NewMilestone[],
    recordedAt: string,
  ): Promise<void> {
    const rows = milestones.map(({ date, ...milestone }) => ({ id: uuid(), ...milestone, ...date }));
    await tx.manager.query(
      `insert into app.rollout_milestone (id, partner, rollout_id, origin, step, event, date_earliest, date_latest,
          date_precision, date_text, sources, recorded_at)
       select m.id, $1, $2, m.origin, m.step, m.event, m.earliest, m.latest, m.precision, m.text, m.sources, $3
         from jsonb_to_recordset($4) as m (id uuid, origin text, step text, event text, earliest date, latest date,
              precision text, text text, sources jsonb)`,
      [partner, id, recordedAt, JSON.stringify(rows)],
    );
  }

  /** By date; what has none comes last. */
  async milestonesOf(tx: Transaction, rolloutId: string): Promise<Milestone[]> {
    return (await tx.manager.query(
      `select m.id, m.origin, m.step, m.event, m.sources,
              jsonb_build_object('earliest', m.date_earliest, 'latest', m.date_latest,
                                 'precision', m.date_precision, 'text', m.date_text) as date
         from app.rollout_milestone m
        where m.partner = any ($1) and m.rollout_id = $2
        order by m.date_latest nulls last, m.origin`,
      [tx.scopes, rolloutId],
    )) as Milestone[];
  }
}
