import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Claim, SubjectType } from './claim.js';

export interface ClaimFilter {
  subjectType?: SubjectType;
  subject?: string;
  property?: string;
}

const CLAIM = `
  select c.id, c.partner, c.origin, c.subject_type as "subjectType", c.subject_code as "subjectCode", c.property,
         c.value, c.value_text as "valueText", c.unit, c.note, c.status, c.conflict_group as "conflictGroup", c.rev,
         jsonb_build_object('earliest', c.as_of_earliest, 'latest', c.as_of_latest, 'precision', c.as_of_precision,
                            'text', c.as_of_text) as "asOf",
         coalesce((select jsonb_agg(jsonb_build_object('url', s.url, 'title', s.title, 'publisher', s.publisher,
                                                       'publishedOn', s.published_on)
                                    order by s.published_on desc nulls last, s.url)
                     from app.claim_source cs join app.public_source s using (partner, url)
                    where cs.partner = c.partner and cs.claim_id = c.id and cs.partner = any ($1)), '[]') as sources
    from app.claim c
   where c.partner = any ($1)`;

/** Reads claims with their sources. */
@Injectable()
export class ClaimsReadModel {
  async find(tx: Transaction, id: string): Promise<Claim | null> {
    const rows = (await tx.manager.query(`${CLAIM} and c.id = $2`, [tx.scopes, id])) as Claim[];
    return rows[0] ?? null;
  }

  /** Claims by partner, subject and property, in the order of their ids; `after` is the last id of the page before. */
  async list(
    tx: Transaction,
    filter: ClaimFilter,
    after: string | null,
    limit: number | null,
  ): Promise<Claim[]> {
    return (await tx.manager.query(
      `${CLAIM}
         and ($2::text is null or c.subject_type = $2) and ($3::text is null or c.subject_code = $3)
         and ($4::text is null or c.property = $4) and ($5::uuid is null or c.id > $5)
       order by c.id limit $6`,
      [tx.scopes, filter.subjectType ?? null, filter.subject ?? null, filter.property ?? null, after, limit],
    )) as Claim[];
  }
}
