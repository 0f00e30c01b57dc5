import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** One answer as one row, for spreadsheets and statistics (features SA-07). */
export interface ResultRow {
  assessment: string;
  campaign: string | null;
  partner: string;
  unit: string;
  kind: string;
  state: string;
  standard: string;
  version: number;
  parameter: string;
  criterion: string;
  item: string;
  scale: string;
  max: number;
  critical: boolean;
  value: number | null;
  naReason: string | null;
  note: string | null;
  evidence: string[];
  answeredAt: string;
}

export interface ResultsFilter {
  campaign?: string;
  partner?: string;
  unit?: string;
}

@Injectable()
export class ResultsReadModel {
  /** In order of assessment and sub-criterion; `after` is the key of the last row of the page before. */
  async list(
    tx: Transaction,
    { campaign, partner, unit }: ResultsFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<ResultRow[]> {
    const seesDrafts = tx.grants.get('assessments:read-drafts') ?? [];
    const [afterAssessment = null, afterItem = null] = after ?? [];
    return (await tx.manager.query(
      `select a.id as assessment, a.campaign_id as campaign, a.partner, a.unit, a.kind, a.state, a.standard, a.version,
              n.parameter, n.criterion, r.item, n.scale, n.max, n.critical, r.value, r.na_reason as "naReason", r.note,
              coalesce((select array_agg(e.reference order by e.added_at) from app.evidence e
                         where e.partner = a.partner and e.partner = any ($1) and e.subject_type = 'item-result' and e.subject_id = r.id), '{}') as evidence,
              to_char(r.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "answeredAt"
         from app.assessment a
         join app.item_result r on r.partner = a.partner and r.assessment_id = a.id
         join app.standard_version s on s.code = a.standard and s.version = a.version
         join lateral (
           select p->>'code' as parameter, c->>'code' as criterion, i->>'scale' as scale, (i->>'max')::integer as max,
                  (i->>'critical')::boolean as critical
             from jsonb_array_elements(s.tree->'parameters') p, jsonb_array_elements(p->'criteria') c, jsonb_array_elements(c->'items') i
            where i->>'code' = r.item limit 1) n on true
        where a.partner = any ($1) and ($2::text[] is null or a.unit = any ($2)) and ($3::uuid is null or a.campaign_id = $3)
          and (a.kind = 'SELF' or a.state in ('COUNTRY_RESPONSE', 'FINAL', 'SUPERSEDED') or a.partner = any ($9))
          and ($4::text is null or a.partner = $4) and ($5::text is null or a.unit = $5)
          and ($6::uuid is null or (a.id, r.item) > ($6, $7))
        order by a.id, r.item limit $8`,
      [
        tx.scopes,
        tx.units,
        campaign ?? null,
        partner ?? null,
        unit ?? null,
        afterAssessment,
        afterItem,
        limit,
        seesDrafts,
      ],
    )) as ResultRow[];
  }
}
