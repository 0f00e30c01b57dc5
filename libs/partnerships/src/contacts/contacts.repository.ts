import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { RegisteredAuthority } from '../partners/partner.js';
import type {
  FocalPoint,
  NewAuthority,
  NewFocalPoint,
  NewPartnerName,
  PartnerName,
  StatusChange,
} from './contact.js';

@Injectable()
export class ContactsRepository {
  async listNames(tx: Transaction, partner: string): Promise<PartnerName[]> {
    return (await tx.manager.query(
      `select id, kind, language, name, valid_from as "validFrom", valid_until as "validUntil"
         from app.partner_name where partner = $2 and partner = any ($1)
        order by kind, language, valid_from nulls first, id`,
      [tx.scopes, partner],
    )) as PartnerName[];
  }

  /** Ends the name that is in use on the day before the next one begins. */
  async endName(tx: Transaction, id: string, until: string): Promise<void> {
    await tx.manager.query(
      'update app.partner_name set valid_until = $2 where id = $1 and valid_until is null and partner = any ($3)',
      [id, until, tx.scopes],
    );
  }

  async insertName(
    tx: Transaction,
    id: string,
    partner: string,
    name: NewPartnerName,
    recordedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.partner_name (id, partner, kind, language, name, valid_from, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, partner, name.kind, name.language, name.name, name.validFrom, recordedAt],
    );
  }

  /** Serialises the changes of one partner, so that two names never follow the same one. */
  async lockPartner(tx: Transaction, partner: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.partner where partner = $2 and partner = any ($1) for update',
      [tx.scopes, partner],
    )) as unknown[];
    return rows.length === 1;
  }

  async insertAuthority(tx: Transaction, partner: string, authority: NewAuthority): Promise<string> {
    const id = uuid();
    const { from, until } = authority;
    await tx.manager.query(
      `insert into app.counterpart_authority (id, partner, name, role, successor_of, from_earliest, from_latest,
          from_precision, from_text, until_earliest, until_latest, until_precision, until_text)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        partner,
        authority.name,
        authority.role,
        authority.successorOf,
        from.earliest,
        from.latest,
        from.precision,
        from.text,
        until.earliest,
        until.latest,
        until.precision,
        until.text,
      ],
    );
    return id;
  }

  /** An authority whose end nobody documented ends when its successor begins. */
  async endAuthority(tx: Transaction, id: string, { from }: NewAuthority): Promise<void> {
    await tx.manager.query(
      `update app.counterpart_authority
          set until_earliest = $2, until_latest = $3, until_precision = $4, until_text = $5
        where id = $1 and until_precision = 'UNKNOWN' and partner = any ($6)`,
      [id, from.earliest, from.latest, from.precision, from.text, tx.scopes],
    );
  }

  async listFocalPoints(tx: Transaction, partner: string, asOf: string | null): Promise<FocalPoint[]> {
    return (await tx.manager.query(
      `select id, authority_id as authority, name, role, languages, email, phone, valid_from as "validFrom",
              valid_until as "validUntil", rev
         from app.focal_point
        where partner = $2 and partner = any ($1)
          and ($3::date is null or (coalesce(valid_from, '-infinity') <= $3 and coalesce(valid_until, 'infinity') > $3))
        order by valid_from nulls first, name, id`,
      [tx.scopes, partner, asOf],
    )) as FocalPoint[];
  }

  async insertFocalPoint(
    tx: Transaction,
    id: string,
    partner: string,
    point: NewFocalPoint,
    recordedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.focal_point (id, partner, authority_id, name, role, languages, email, phone, valid_from, valid_until,
          recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        partner,
        point.authority,
        point.name,
        point.role,
        point.languages,
        point.email,
        point.phone,
        point.validFrom,
        point.validUntil,
        recordedAt,
      ],
    );
  }

  /** Ends a focal point if it still has this revision; answers whether it had. */
  async endFocalPoint(tx: Transaction, id: string, rev: number, until: string): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.focal_point set valid_until = $3, rev = rev + 1 where id = $1 and rev = $2 and partner = any ($4)`,
      [id, rev, until, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  async listStatusChanges(tx: Transaction, partner: string): Promise<StatusChange[]> {
    return (await tx.manager.query(
      `select status, reason, changed_on as "changedOn" from app.partner_status_change
        where partner = $2 and partner = any ($1) order by id`,
      [tx.scopes, partner],
    )) as StatusChange[];
  }

  async listAuthorities(tx: Transaction, partner: string): Promise<RegisteredAuthority[]> {
    const of = (name: string): string =>
      `jsonb_build_object('earliest', ${name}_earliest, 'latest', ${name}_latest, 'precision', ${name}_precision, 'text', ${name}_text)`;
    return (await tx.manager.query(
      `select id, name, role, successor_of as "successorOf", ${of('a.from')} as from, ${of('a.until')} as until
         from app.counterpart_authority a where partner = $2 and partner = any ($1)
        order by from_earliest nulls first, name, role`,
      [tx.scopes, partner],
    )) as RegisteredAuthority[];
  }
}
