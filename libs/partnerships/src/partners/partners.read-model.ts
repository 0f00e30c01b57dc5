import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { RegisteredPartner } from './partner.js';

const PARTNER = `
  select p.partner as code, p.kind, p.iso3166, p.iso3, p.name, p.status,
         p.status_reason as "statusReason", p.relation_kind as "relationKind",
         p.cooperation_status as "cooperationStatus", p.note, p.rev,
         coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'role', a.role, 'successorOf', a.successor_of,
             'from', jsonb_build_object('earliest', a.from_earliest, 'latest', a.from_latest,
                                        'precision', a.from_precision, 'text', a.from_text),
             'until', jsonb_build_object('earliest', a.until_earliest, 'latest', a.until_latest,
                                         'precision', a.until_precision, 'text', a.until_text))
           order by a.from_earliest nulls first, a.name, a.role)
           from app.counterpart_authority a where a.partner = p.partner and a.partner = any ($1)), '[]') as authorities
    from app.partner p
   where p.partner = any ($1)`;

/** Partners with their counterpart authorities, oldest authority first. */
@Injectable()
export class PartnersReadModel {
  async find(tx: Transaction, code: string): Promise<RegisteredPartner | null> {
    const rows = (await tx.manager.query(`${PARTNER} and p.partner = $2`, [
      tx.scopes,
      code,
    ])) as RegisteredPartner[];
    return rows[0] ?? null;
  }

  async list(tx: Transaction, after: string | null, limit: number | null): Promise<RegisteredPartner[]> {
    return (await tx.manager.query(
      `${PARTNER} and ($2::text is null or p.partner > $2) order by p.partner limit $3`,
      [tx.scopes, after, limit],
    )) as RegisteredPartner[];
  }
}
