import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Instrument } from './instrument.js';

const documented = (name: string): string =>
  `jsonb_build_object('earliest', ${name}_earliest, 'latest', ${name}_latest, 'precision', ${name}_precision, 'text', ${name}_text)`;

const INSTRUMENT = `
  select i.id, i.partner, i.code, i.kind, i.class, i.documented_type as "documentedType", i.title, i.titles, i.place,
         i.depositary, i.hq_party as "hqParty", i.counterpart, i.covers, i.relation_kind as "relationKind",
         i.entry_into_force_rule as "entryIntoForceRule", i.entry_into_force_on as "entryIntoForceOn",
         i.ratifications_needed as "ratificationsNeeded", i.entry_into_force_days as "entryIntoForceDays",
         jsonb_build_object('from', ${documented('i.term_from')}, 'until', ${documented('i.term_until')},
             'renewalMode', i.renewal_mode, 'renewalPeriod', i.renewal_period, 'noticePeriod', i.notice_period) as terms,
         i.supersedes, i.amends, i.note, i.rev, p.parties, p.acceded,
         jsonb_build_array(jsonb_build_object('party', 'HQ', 'role', i.hq_role, 'capacity', i.hq_capacity,
             'signatories', i.hq_signatories)) || p.details as "partyDetails",
         array(select s.id from app.instrument s where s.supersedes = i.id and s.partner = any ($1) order by s.id)
           as "supersededBy",
         array(select s.id from app.instrument s where s.amends = i.id and s.partner = any ($1) order by s.id)
           as "amendedBy",
         coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'act', a.act, 'party', a.party,
             'date', ${documented('a.date')},
             'future', a.future, 'knownBy', a.known_by, 'note', a.note, 'reservation', a.reservation,
             'newUntil', ${documented('a.new_until')}, 'recordedAt', a.recorded_at,
             'voidedAt', a.voided_at, 'voidReason', a.void_reason) order by a.id)
           from app.instrument_act a where a.instrument_id = i.id and a.partner = any ($1)), '[]') as acts
    from app.instrument i
    cross join lateral (
      select coalesce(array_agg(p.partner order by p.partner), '{}') as parties,
             coalesce(array_agg(p.partner order by p.partner) filter (where p.acceded), '{}') as acceded,
             coalesce(jsonb_agg(jsonb_build_object('party', p.partner, 'role', p.role, 'capacity', p.capacity,
                 'signatories', p.signatories) order by p.partner), '[]') as details
        from app.instrument_party p where p.instrument_id = i.id and p.partner = any ($1)) p
   where i.partner = any ($1)`;

const OF_PARTNER = `
  select 1 from app.instrument i
   where i.partner = any ($1) and (i.partner = $2 or exists (
     select 1 from app.instrument_party p where p.instrument_id = i.id and p.partner = $2 and p.partner = any ($1)))`;

/** Where a page begins: the code and id of the last row of the page before. */
export type InstrumentKey = readonly [code: string, id: string];

/** Instruments with their parties and acts. */
@Injectable()
export class InstrumentsReadModel {
  async find(tx: Transaction, id: string): Promise<Instrument | null> {
    const rows = (await tx.manager.query(`${INSTRUMENT} and i.id = $2`, [tx.scopes, id])) as Instrument[];
    return rows[0] ?? null;
  }

  async findByCode(tx: Transaction, code: string): Promise<Instrument | null> {
    const rows = (await tx.manager.query(`${INSTRUMENT} and i.code = $2`, [tx.scopes, code])) as Instrument[];
    return rows[0] ?? null;
  }

  /** In the order of codes; with a partner, only the instruments to which it is a party. Without a limit: all of them. */
  async list(
    tx: Transaction,
    partner: string | null,
    after: InstrumentKey | null = null,
    limit: number | null = null,
  ): Promise<Instrument[]> {
    // The page is chosen before anything is gathered about its rows.
    return (await tx.manager.query(
      `${INSTRUMENT} and i.id = any (array(
         select i.id from app.instrument i
          where i.partner = any ($1)
            and ($2::text is null or exists (select 1 from app.instrument_party p
                 where p.instrument_id = i.id and p.partner = $2 and p.partner = any ($1)))
            and ($3::text is null or (i.code collate "C", i.id) > ($3, $4::uuid))
          order by i.code collate "C", i.id limit $5))
       order by i.code collate "C", i.id`,
      [tx.scopes, partner, after?.[0] ?? null, after?.[1] ?? null, limit],
    )) as Instrument[];
  }

  /** Whether an instrument is one of a partner, its own or one to which it is a party. */
  async concerns(tx: Transaction, partner: string, id: string): Promise<boolean> {
    return this.isAny(tx, `${OF_PARTNER} and i.id = $3`, [partner, id]);
  }

  /** The same for a clause, by its instrument. */
  async clauseConcerns(tx: Transaction, partner: string, id: string): Promise<boolean> {
    return this.isAny(
      tx,
      `${OF_PARTNER} and exists (select 1 from app.instrument_clause c
         where c.instrument_id = i.id and c.id = $3 and c.partner = any ($1))`,
      [partner, id],
    );
  }

  /** The instruments that an instrument supersedes, directly and through others: nearest first. */
  async predecessors(tx: Transaction, id: string): Promise<string[]> {
    const rows = (await tx.manager.query(
      `with recursive chain as (
         select i.id, i.supersedes, 1 as depth from app.instrument i where i.id = $2 and i.partner = any ($1)
         union
         select i.id, i.supersedes, c.depth + 1 from app.instrument i join chain c on i.id = c.supersedes
          where i.partner = any ($1) and c.depth < 1000)
       select id from chain order by depth`,
      [tx.scopes, id],
    )) as { id: string }[];
    return rows.map((row) => row.id);
  }

  /** The instruments that an instrument amends, directly and through others: nearest first. */
  async amended(tx: Transaction, id: string): Promise<string[]> {
    const rows = (await tx.manager.query(
      `with recursive chain as (
         select i.id, i.amends, 1 as depth from app.instrument i where i.id = $2 and i.partner = any ($1)
         union
         select i.id, i.amends, c.depth + 1 from app.instrument i join chain c on i.id = c.amends
          where i.partner = any ($1) and c.depth < 1000)
       select id from chain order by depth`,
      [tx.scopes, id],
    )) as { id: string }[];
    return rows.map((row) => row.id);
  }

  private async isAny(tx: Transaction, sql: string, more: unknown[]): Promise<boolean> {
    return ((await tx.manager.query(sql, [tx.scopes, ...more])) as unknown[]).length > 0;
  }
}
