import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Campaign, CampaignCentre } from './campaign.js';

const COLUMNS = `id, name, standard, version, self_due_on as "selfDueOn", site_until as "siteUntil", state, created_by as "createdBy",
  published_at as "publishedAt", rev`;

@Injectable()
export class CampaignsRepository {
  /** Adds a round; answers false when its name is taken. */
  async insert(
    tx: Transaction,
    row: Pick<Campaign, 'id' | 'name' | 'standard' | 'version' | 'selfDueOn' | 'siteUntil'>,
    at: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.assessment_campaign (id, name, standard, version, self_due_on, site_until, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (name) do nothing returning id`,
      [row.id, row.name, row.standard, row.version, row.selfDueOn, row.siteUntil, tx.actor.id, at],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Newest first, 200 at most; countries see the rounds in which a centre of theirs takes part. */
  async list(tx: Transaction): Promise<Campaign[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.assessment_campaign c where ${TAKES_PART} order by id desc limit 200`,
      [tx.scopes, tx.units],
    )) as Campaign[];
  }

  async find(tx: Transaction, id: string): Promise<Campaign | null> {
    return this.one(tx, id, '');
  }

  async lock(tx: Transaction, id: string): Promise<Campaign | null> {
    return this.one(tx, id, 'for update');
  }

  /** Every centre of a round that the caller may see, with both assessments. */
  async listCentres(tx: Transaction, id: string): Promise<CampaignCentre[]> {
    const seesDrafts = tx.grants.get('assessments:read-drafts') ?? [];
    return (await tx.manager.query(
      `select site.partner, site.unit, self.id as "selfId", self.state as "selfState", self.score::text as "selfScore",
              site.id as "siteId", site.state as "siteState", seen.score::text as "siteScore", seen.grade as "siteGrade",
              f.open as "openFindings", f.closed as "closedFindings",
              (select c.code from app.certificate c where c.partner = site.partner and c.partner = any ($2) and c.assessment_id = site.id) as certificate
         from app.assessment site
         join app.assessment self on self.partner = site.partner and self.campaign_id = site.campaign_id and self.unit = site.unit and self.kind = 'SELF'
         left join lateral (select site.score, site.grade
                             where site.state in ('COUNTRY_RESPONSE', 'FINAL', 'SUPERSEDED') or site.partner = any ($4)) seen on true
         cross join lateral (
           select count(*) filter (where x.state not in ('CLOSED', 'REPEAT'))::integer as open,
                  count(*) filter (where x.state in ('CLOSED', 'REPEAT'))::integer as closed
             from app.assessment_finding x
            where x.partner = site.partner and x.partner = any ($2) and x.assessment_id = site.id
              and (site.state in ('COUNTRY_RESPONSE', 'FINAL', 'SUPERSEDED') or site.partner = any ($4))) f
        where site.campaign_id = $1 and site.partner = any ($2) and site.kind = 'SITE' and ($3::text[] is null or site.unit = any ($3))
        order by site.partner, site.unit`,
      [id, tx.scopes, tx.units, seesDrafts],
    )) as CampaignCentre[];
  }

  publish(tx: Transaction, id: string, at: string): void {
    tx.send(
      `update app.assessment_campaign set state = 'PUBLISHED', published_by = $2, published_at = $3, rev = rev + 1 where id = $1`,
      [id, tx.actor.id, at],
    );
  }

  private async one(tx: Transaction, id: string, lock: string): Promise<Campaign | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.assessment_campaign c where c.id = $3 and ${TAKES_PART} ${lock}`,
      [tx.scopes, tx.units, id],
    )) as Campaign[];
    return rows[0] ?? null;
  }
}

const TAKES_PART = `exists (select 1 from app.assessment a where a.partner = any ($1) and a.campaign_id = c.id
  and ($2::text[] is null or a.unit = any ($2)))`;
