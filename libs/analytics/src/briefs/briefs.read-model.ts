import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type {
  Excerpt,
  OpenCorrection,
  OpenQuestion,
  OpenSourceFinding,
  PublishedSize,
} from './partner-brief.js';

/** Sources that say it twice in one place are few; more than this is no brief any more. */
const MOST_SIZES = 200;

/** What is open between a partner and headquarters at an instant, and what is published about its centres. */
@Injectable()
export class BriefsReadModel {
  /** Corrections of accepted reports that were asked for and not at their end by then, oldest first. */
  async openCorrections(
    tx: Transaction,
    partner: string,
    at: string,
    limit: number,
  ): Promise<Excerpt<OpenCorrection>> {
    return excerptOf(
      (await tx.manager.query(
        `select coalesce(c.revision_id, c.submission_id) as submission, r.unit, r.aligned_to as period, c.requested_at as since,
                count(*) over ()::integer as total
           from app.correction_request c join app.report_slot r on r.partner = c.partner and r.id = c.slot_id
          where c.partner = any ($1) and ($2::text[] is null or r.unit = any ($2)) and c.partner = $3 and c.requested_at <= $4
            and (c.state in ('OPEN', 'GRANTED') or case c.state when 'DECLINED' then c.decided_at else c.closed_at end > $4)
          order by c.requested_at, c.id limit $5`,
        [tx.scopes, tx.units, partner, at, limit],
      )) as Array<OpenCorrection & { total: number }>,
    );
  }

  /** Questions of reviewers that were asked and not answered by then, by the day of the reply. */
  async openQuestions(
    tx: Transaction,
    partner: string,
    at: string,
    limit: number,
  ): Promise<Excerpt<OpenQuestion>> {
    return excerptOf(
      (await tx.manager.query(
        `select q.id, r.unit, r.aligned_to as period, q.cell, q.reply_by as "replyBy",
                count(*) over ()::integer as total
           from app.review_query q join app.report_slot r on r.partner = q.partner and r.id = q.slot_id
          where q.partner = any ($1) and ($2::text[] is null or r.unit = any ($2)) and q.partner = $3
            and q.asked_at <= $4 and (q.answered_at is null or q.answered_at > $4)
          order by q.reply_by, q.id limit $5`,
        [tx.scopes, tx.units, partner, at, limit],
      )) as Array<OpenQuestion & { total: number }>,
    );
  }

  /** Findings about the partner's systems that were open then, oldest first. */
  async openSourceFindings(
    tx: Transaction,
    partner: string,
    at: string,
    limit: number,
  ): Promise<Excerpt<OpenSourceFinding>> {
    return excerptOf(
      (await tx.manager.query(
        `select f.id, f.kind, f.source, f.month as period, f.opened_at as since,
                count(*) over ()::integer as total
           from app.source_finding f
          where f.partner = any ($1) and f.partner = $2
            and f.opened_at <= $3 and (f.closed_at is null or f.closed_at > $3)
          order by f.opened_at, f.id limit $4`,
        [tx.scopes, partner, at, limit],
      )) as Array<OpenSourceFinding & { total: number }>,
    );
  }

  /** What sources say of institutions and services on or before the day, oldest first; undated words come last. */
  async publishedSizes(
    tx: Transaction,
    partner: string,
    centres: readonly string[],
    day: string,
  ): Promise<PublishedSize[]> {
    return (await tx.manager.query(
      `select c.subject_code as centre, c.property,
              case c.property when 'size' then c.value ->> 'institutions'
                              when 'institutionsAtOpening' then c.value #>> '{}' end as institutions,
              case c.property when 'size' then c.value ->> 'services'
                              when 'servicesAtOpening' then c.value #>> '{}' end as services,
              jsonb_build_object('earliest', c.as_of_earliest, 'latest', c.as_of_latest,
                                 'precision', c.as_of_precision, 'text', c.as_of_text) as "asOf"
         from app.claim c
        where c.partner = any ($1) and c.partner = $2 and c.subject_type = 'CENTRE' and c.subject_code = any ($3)
          and c.property in ('institutionsAtOpening', 'servicesAtOpening', 'size')
          and jsonb_typeof(c.value) in ('string', 'object')
          and (c.as_of_latest is null or c.as_of_latest <= $4)
        order by c.subject_code, c.as_of_latest nulls last, c.property, c.id limit ${MOST_SIZES}`,
      [tx.scopes, partner, centres, day],
    )) as PublishedSize[];
  }
}

function excerptOf<Row extends { total: number }>(rows: Row[]): Excerpt<Omit<Row, 'total'>> {
  const items = rows.map(({ total, ...item }) => {
    void total;
    return item;
  });
  return { items, total: rows[0]?.total ?? 0 };
}
