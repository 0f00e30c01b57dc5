import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Component, LicenceGrant, NewLicenceGrant, NewWaiver, Waiver } from './licence-grant.js';

const GRANT = `
  select g.id, g.partner, g.instrument_id as "instrumentId", i.code as "instrumentCode", g.component, g.wording,
         g.conditions, g.valid_from as "validFrom", g.valid_until as "validUntil", g.recorded_at as "recordedAt", g.rev
    from app.licence_grant g
    left join app.instrument i on i.id = g.instrument_id and i.partner = any ($1)
   where g.partner = any ($1)`;

const WAIVER = `
  select w.id, w.partner, w.component, w.reason, w.valid_from as "validFrom", w.valid_until as "validUntil",
         w.granted_at as "grantedAt", w.granted_by_name as "grantedByName"
    from app.legal_basis_waiver w
   where w.partner = any ($1)`;

/** What is asked of a list of grants or waivers; absent members leave it open. */
export interface BasisFilter {
  partner?: string;
  component?: Component;
  /** ISO date on which the grant or waiver is valid. */
  asOf?: string;
}

@Injectable()
export class LegalBasisRepository {
  async listGrants(tx: Transaction, { partner, component, asOf }: BasisFilter): Promise<LicenceGrant[]> {
    return (await tx.manager.query(
      `${GRANT} and ($2::text is null or g.partner = $2) and ($3::text is null or g.component = $3)
         and ($4::date is null or (coalesce(g.valid_from, '-infinity') <= $4 and coalesce(g.valid_until, 'infinity') > $4))
       order by g.partner, g.component, g.id`,
      [tx.scopes, partner ?? null, component ?? null, asOf ?? null],
    )) as LicenceGrant[];
  }

  async findGrant(tx: Transaction, id: string): Promise<LicenceGrant | null> {
    const rows = (await tx.manager.query(`${GRANT} and g.id = $2`, [tx.scopes, id])) as LicenceGrant[];
    return rows[0] ?? null;
  }

  /** Inserts a grant unless the instrument has the same one; answers whether it was new. */
  async insertGrant(
    tx: Transaction,
    id: string,
    grant: NewLicenceGrant,
    recordedAt: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.licence_grant (id, partner, instrument_id, component, wording, conditions, valid_from, valid_until,
          recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (partner, instrument_id, component, coalesce(valid_from, '-infinity')) do nothing returning id`,
      [
        id,
        grant.partner,
        grant.instrumentId,
        grant.component,
        grant.wording,
        grant.conditions,
        grant.validFrom,
        grant.validUntil,
        recordedAt,
        tx.actor.id,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Changes until when and how a grant holds, if it still has this revision; answers whether it had. */
  async limitGrant(
    tx: Transaction,
    id: string,
    rev: number,
    limits: Pick<LicenceGrant, 'conditions' | 'validUntil'>,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.licence_grant set conditions = $3, valid_until = $4, rev = rev + 1
        where id = $1 and rev = $2 and partner = any ($5)`,
      [id, rev, limits.conditions, limits.validUntil, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  async listWaivers(tx: Transaction, { partner, component, asOf }: BasisFilter): Promise<Waiver[]> {
    return (await tx.manager.query(
      `${WAIVER} and ($2::text is null or w.partner = $2) and ($3::text is null or w.component = $3)
         and ($4::date is null or (w.valid_from <= $4 and w.valid_until > $4))
       order by w.partner, w.id`,
      [tx.scopes, partner ?? null, component ?? null, asOf ?? null],
    )) as Waiver[];
  }

  async insertWaiver(tx: Transaction, id: string, waiver: NewWaiver, grantedAt: string): Promise<void> {
    await tx.manager.query(
      `insert into app.legal_basis_waiver (id, partner, component, reason, valid_from, valid_until, granted_at, granted_by,
          granted_by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        waiver.partner,
        waiver.component,
        waiver.reason,
        waiver.validFrom,
        waiver.validUntil,
        grantedAt,
        tx.actor.id,
        tx.actor.name,
      ],
    );
  }
}
