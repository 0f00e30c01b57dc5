import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { CounterpartAuthority, Partner, PartnerStatus, RegisteredPartner } from './partner.js';

@Injectable()
export class PartnersRepository {
  async addScope(tx: Transaction, code: string): Promise<void> {
    await tx.manager.query('insert into app.scope_code (code) values ($1) on conflict do nothing', [code]);
  }

  /**
   * Takes a kind and ISO code for a partner; answers the code of the partner that has it, which is another one when
   * it was taken before. Two who ask at once wait for each other here.
   */
  async claimIdentity(tx: Transaction, kind: string, iso3166: string, code: string): Promise<string> {
    await tx.manager.query(
      'insert into app.partner_identity (kind, iso3166, code) values ($1, $2, $3) on conflict (kind, iso3166) do nothing',
      [kind, iso3166, code],
    );
    const rows = (await tx.manager.query(
      'select code from app.partner_identity where kind = $1 and iso3166 = $2',
      [kind, iso3166],
    )) as { code: string }[];
    return rows[0].code;
  }

  /** Gives the kind and ISO code of a partner free for another one. */
  async releaseIdentity(tx: Transaction, code: string): Promise<void> {
    await tx.manager.query('delete from app.partner_identity where code = $1', [code]);
  }

  /** Inserts a partner unless its code is registered; answers whether it was new. */
  async insert(tx: Transaction, partner: Partner, statusReason: string | null): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.partner (partner, kind, iso3166, iso3, name, status, relation_kind, cooperation_status, note, status_reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (partner) do nothing returning partner`,
      [
        partner.code,
        partner.kind,
        partner.iso3166,
        partner.iso3,
        partner.name,
        partner.status,
        partner.relationKind,
        partner.cooperationStatus,
        partner.note,
        statusReason,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Writes what may change about a partner if it still has this revision; answers whether it had. */
  async describe(
    tx: Transaction,
    code: string,
    rev: number,
    { name, relationKind, note, status, statusReason }: RegisteredPartner,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.partner set name = $3, relation_kind = $4, note = $5, status = $6, status_reason = $7, rev = rev + 1
        where partner = $1 and rev = $2 and partner = any ($8)`,
      [code, rev, name, relationKind, note, status, statusReason, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  async insertStatusChange(
    tx: Transaction,
    change: { code: string; status: PartnerStatus; reason: string | null; changedOn: string },
    recordedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.partner_status_change (id, partner, status, reason, changed_on, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [uuid(), change.code, change.status, change.reason, change.changedOn, recordedAt, tx.actor.id],
    );
  }

  async insertAuthority(tx: Transaction, code: string, authority: CounterpartAuthority): Promise<void> {
    const { from, until } = authority;
    await tx.manager.query(
      `insert into app.counterpart_authority (id, partner, name, role, from_earliest, from_latest, from_precision,
          from_text, until_earliest, until_latest, until_precision, until_text)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        uuid(),
        code,
        authority.name,
        authority.role,
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
  }
}
