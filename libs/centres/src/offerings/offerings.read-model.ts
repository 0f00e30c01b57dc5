import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { OfferedService, OfferingCounts, OfferingOnDay } from './offering.js';
import type { CentrePlace } from './offerings.repository.js';

/** What is offered where on a day or in a period. */
@Injectable()
export class OfferingsReadModel {
  /** Everything that a centre has on a day, whatever its status. */
  async ofCentreOn(tx: Transaction, { partner, unit }: CentrePlace, day: string): Promise<OfferingOnDay[]> {
    return (await tx.manager.query(
      `select o.service, o.provider, o.status, o.valid_from as "validFrom", o.valid_until as "validUntil",
              s.name as "serviceName", p.name as "providerName", s.canonical
         from app.service_offering o
         join app.local_service s on s.partner = o.partner and s.code = o.service and s.partner = any ($3)
         join app.provider p on p.partner = o.partner and p.code = o.provider and p.partner = any ($3)
        where o.partner = $1 and o.unit = $2 and o.partner = any ($3) and o.valid_from <= $4::date
          and (o.valid_until is null or o.valid_until > $4::date)
        order by o.service collate "C", o.provider collate "C"`,
      [partner, unit, tx.scopes, day],
    )) as OfferingOnDay[];
  }

  /** Planned against live by centre, in one statement. */
  async counts(
    tx: Transaction,
    { partner, unit }: { partner: string | null; unit: string | null },
    day: string,
  ): Promise<OfferingCounts[]> {
    return (await tx.manager.query(
      `select o.partner, o.unit,
              count(distinct o.service) filter (where o.holds and o.status = 'PLANNED')::int as planned,
              count(distinct o.service) filter (where o.holds and o.status = 'LIVE')::int as live,
              count(distinct o.service) filter (where o.holds and o.status = 'PAUSED')::int as paused,
              count(distinct o.service) filter (where o.holds and o.status = 'WITHDRAWN')::int as withdrawn,
              count(distinct o.service)::int as announced,
              count(distinct o.provider) filter (where o.holds and o.status = 'LIVE')::int as "providersLive",
              count(distinct o.provider) filter (where o.holds and o.status <> 'WITHDRAWN')::int as providers
         from (select f.*, f.valid_until is null or f.valid_until > $4::date as holds
                 from app.service_offering f
                where f.partner = any ($1) and ($2::text is null or f.partner = $2)
                  and ($3::text is null or f.unit = $3) and ($5::text[] is null or f.unit = any ($5))
                  and f.valid_from <= $4::date) o
        group by o.partner, o.unit
        order by o.partner, o.unit collate "C"`,
      [tx.scopes, partner, unit, day, tx.units],
    )) as OfferingCounts[];
  }

  async countLive(tx: Transaction, place: CentrePlace, day: string): Promise<number> {
    const [counts] = await this.counts(tx, place, day);
    return counts?.live ?? 0;
  }

  /**
   * What a centre offered in a period [from, until), ISO dates: by local code, and by the canonical one where the
   * local service is that one or a kind of it. A broader or a related service proves nothing about the canonical one.
   * Null: nobody keeps the offerings of this centre.
   */
  async offeredDuring(
    tx: Transaction,
    { partner, unit }: CentrePlace,
    from: string,
    until: string,
  ): Promise<OfferedService[] | null> {
    const rows = (await tx.manager.query(
      `select o.service, o.provider, s.canonical,
              bool_or(o.status = 'LIVE' and o.valid_from < $5::date
                      and (o.valid_until is null or o.valid_until > $4::date)) as "isLive"
         from app.service_offering o
         left join app.local_service s on s.partner = o.partner and s.code = o.service and s.partner = any ($3)
              and s.mapping_quality in ('EXACT', 'NARROWER')
        where o.partner = $1 and o.unit = $2 and o.partner = any ($3)
        group by o.service, o.provider, s.canonical order by o.service, o.provider`,
      [partner, unit, tx.scopes, from, until],
    )) as Array<OfferedService & { canonical: string | null }>;
    if (rows.length === 0) return null;
    return rows.flatMap(({ canonical, ...offered }) =>
      canonical === null ? [offered] : [offered, { ...offered, service: canonical }],
    );
  }
}
