import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { TracedCentre, TracedClause, TracedObligation, TracedRollout } from './trace.js';

/** The links between a clause and the ledger; each question stays within the scopes of whoever asks. */
@Injectable()
export class TraceReadModel {
  /** With the partners that are bound by its instrument and that the caller may see. */
  async clause(tx: Transaction, id: string): Promise<(TracedClause & { partners: string[] }) | null> {
    const rows = (await tx.manager.query(
      `select c.id, c.ref, c.heading, c.body, i.id as "instrumentId", i.code as "instrumentCode", i.title as "instrumentTitle",
              array(select p.partner from app.instrument_party p
                     where p.instrument_id = i.id and p.partner = any ($1) and p.partner <> 'HQ' order by p.partner) as partners
         from app.instrument_clause c join app.instrument i on i.id = c.instrument_id and i.partner = any ($1)
        where c.partner = any ($1) and c.id = $2`,
      [tx.scopes, id],
    )) as Array<TracedClause & { partners: string[] }>;
    return rows[0] ?? null;
  }

  async obligations(
    tx: Transaction,
    partner: string,
    { instrumentId, ref }: TracedClause,
  ): Promise<TracedObligation[]> {
    return (await tx.manager.query(
      `select o.id, o.title, o.obliged_side as "obligedSide",
              min(x.due_on) filter (where x.state not in ('FULFILLED', 'WAIVED'))::text as "nextDueOn",
              count(*) filter (where x.state = 'FULFILLED')::integer as fulfilled,
              count(*) filter (where x.state not in ('FULFILLED', 'WAIVED'))::integer as open
         from app.obligation o left join app.obligation_occurrence x on x.partner = o.partner and x.obligation_id = o.id
        where o.partner = any ($1) and o.partner = $2 and o.instrument_id = $3 and o.clause_ref = $4
        group by o.id, o.title, o.obliged_side order by o.title, o.id`,
      [tx.scopes, partner, instrumentId, ref],
    )) as TracedObligation[];
  }

  /** Those that stand on the instrument, and the documented story of the country. */
  async rollouts(tx: Transaction, partner: string, instrumentId: string): Promise<TracedRollout[]> {
    return (await tx.manager.query(
      `select r.id, r.title, r.status, r.stage, r.unit,
              coalesce((select jsonb_agg(jsonb_build_object('gate', g.gate, 'decision', g.decision, 'decidedAt', g.decided_at)
                                         order by g.decided_at)
                          from app.gate_review g
                         where g.partner = r.partner and g.partner = any ($1) and g.rollout_id = r.id and g.decision is not null), '[]') as gates
         from app.rollout r
        where r.partner = any ($1) and r.partner = $2 and (r.instrument_id = $3 or r.status = 'DOCUMENTED')
          and ($4::text[] is null or r.unit = any ($4))
        order by r.created_at, r.id`,
      [tx.scopes, partner, instrumentId, tx.units],
    )) as TracedRollout[];
  }

  /**
   * Centres with their services on a day and the totals of the newest month that was accepted by then, in order of codes;
   * `total` counts those that the limit leaves out too.
   */
  async centres(
    tx: Transaction,
    partner: string,
    { day, knownAt, limit }: { day: string; knownAt: string; limit: number },
  ): Promise<Array<TracedCentre & { total: number }>> {
    return (await tx.manager.query(
      `with centre as (
         select u.partner, u.code, u.name, count(*) over ()::integer as total
           from app.unit u
          where u.partner = any ($1) and u.partner = $2 and u.type = 'CENTRE' and ($3::text[] is null or u.code = any ($3))
          order by u.code limit $6)
       select c.code as unit, c.name, c.total, s.live as "liveServices", s.planned as "plannedServices", m.period,
              coalesce((select jsonb_agg(jsonb_build_object('indicator', o.indicator, 'value', o.value::text, 'observation', o.id)
                                         order by o.indicator)
                          from app.observation o
                         where o.partner = c.partner and o.partner = any ($1) and o.unit = c.code and o.aligned_to = m.period
                           and o.breakdown = '_T' and o.kind = 'NUMBER' and o.known_from <= $5 and (o.known_to is null or o.known_to > $5)), '[]') as figures
         from centre c
        cross join lateral (
          select count(*) filter (where f.status = 'LIVE')::integer as live, count(*) filter (where f.status = 'PLANNED')::integer as planned
            from app.service_offering f
           where f.partner = c.partner and f.partner = any ($1) and f.unit = c.code and f.valid_from <= $4
             and (f.valid_until is null or f.valid_until > $4)) s
        cross join lateral (
          select max(o.aligned_to) as period from app.observation o
           where o.partner = c.partner and o.partner = any ($1) and o.unit = c.code and o.known_from <= $5
             and (o.known_to is null or o.known_to > $5)) m
        order by c.code`,
      [tx.scopes, partner, tx.units, day, knownAt, limit],
    )) as Array<TracedCentre & { total: number }>;
  }
}
