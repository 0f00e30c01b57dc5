import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { LocalService, NewLocalService, Provider, UnmappedService } from './local-service.js';

const SERVICE = `
  select s.partner, s.code, s.name, s.language, s.rev,
         case when s.canonical is not null
              then jsonb_build_object('canonical', s.canonical, 'quality', s.mapping_quality) end as mapping
    from app.local_service s
   where s.partner = any ($1)`;

/** Services under their local names, and the institutions that provide them. */
@Injectable()
export class ServicesRepository {
  async list(tx: Transaction, partner: string): Promise<LocalService[]> {
    return (await tx.manager.query(`${SERVICE} and s.partner = $2 order by s.code collate "C"`, [
      tx.scopes,
      partner,
    ])) as LocalService[];
  }

  async find(tx: Transaction, partner: string, code: string): Promise<LocalService | null> {
    const rows = (await tx.manager.query(`${SERVICE} and s.partner = $2 and s.code = $3`, [
      tx.scopes,
      partner,
      code,
    ])) as LocalService[];
    return rows[0] ?? null;
  }

  /** Inserts a service unless its code is known; answers whether it was new. */
  async insert(tx: Transaction, service: NewLocalService, recordedAt: string): Promise<boolean> {
    const { partner, code, name, language, mapping } = service;
    const rows = (await tx.manager.query(
      `insert into app.local_service (partner, code, name, language, canonical, mapping_quality, recorded_at)
       select $1, $2, $3, $4, $5, $6, $7 where $1 = any ($8)
       on conflict (partner, code) do nothing returning code`,
      [
        partner,
        code,
        name,
        language,
        mapping?.canonical ?? null,
        mapping?.quality ?? null,
        recordedAt,
        tx.scopes,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Writes name, language and mapping if the service still has this revision; answers whether it had. */
  async change(
    tx: Transaction,
    { partner, code, name, language, mapping, rev }: LocalService,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.local_service set name = $4, language = $5, canonical = $6, mapping_quality = $7, rev = rev + 1
        where partner = $1 and code = $2 and rev = $3 and partner = any ($8)`,
      [partner, code, rev, name, language, mapping?.canonical ?? null, mapping?.quality ?? null, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  async listProviders(tx: Transaction, partner: string): Promise<Provider[]> {
    return (await tx.manager.query(
      `select p.partner, p.code, p.name, p.kind from app.provider p
        where p.partner = any ($1) and p.partner = $2 order by p.code collate "C"`,
      [tx.scopes, partner],
    )) as Provider[];
  }

  async insertProvider(
    tx: Transaction,
    { partner, code, name, kind }: Provider,
    recordedAt: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.provider (partner, code, name, kind, recorded_at)
       select $1, $2, $3, $4, $5 where $1 = any ($6)
       on conflict (partner, code) do nothing returning code`,
      [partner, code, name, kind, recordedAt, tx.scopes],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Services that are live somewhere on a day and mapped to nothing. */
  async listUnmapped(tx: Transaction, partner: string | null, day: string): Promise<UnmappedService[]> {
    return (await tx.manager.query(
      `select s.partner, s.code, s.name, array_agg(distinct o.unit order by o.unit) as centres
         from app.local_service s
         join app.service_offering o on o.partner = s.partner and o.service = s.code and o.partner = any ($1)
        where s.partner = any ($1) and ($2::text is null or s.partner = $2) and s.canonical is null
          and ($4::text[] is null or o.unit = any ($4)) and o.status = 'LIVE' and o.valid_from <= $3::date
          and (o.valid_until is null or o.valid_until > $3::date)
        group by s.partner, s.code, s.name
        order by s.partner, s.code`,
      [tx.scopes, partner, day, tx.units],
    )) as UnmappedService[];
  }
}
