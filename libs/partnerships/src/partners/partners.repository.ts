import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { CounterpartAuthority, Partner } from './partner.js';

@Injectable()
export class PartnersRepository {
  async addScope(tx: Transaction, code: string): Promise<void> {
    await tx.manager.query('insert into app.scope_code (code) values ($1) on conflict do nothing', [code]);
  }

  /** Serialises registrations of one ISO code, since the wall keeps a unique index from seeing all scopes. */
  async lockIdentity(tx: Transaction, kind: string, iso3166: string): Promise<void> {
    await tx.manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `partner:${kind}:${iso3166}`,
    ]);
  }

  /** Code of a partner with the same kind and ISO code that has not ended. */
  async findTwin(tx: Transaction, partner: Partner): Promise<string | null> {
    const rows = (await tx.manager.query(
      `select partner from app.partner
        where kind = $1 and iso3166 = $2 and partner <> $3 and status <> 'ENDED' and partner = any ($4)`,
      [partner.kind, partner.iso3166, partner.code, tx.scopes],
    )) as { partner: string }[];
    return rows[0]?.partner ?? null;
  }

  /** Inserts a partner unless its code is registered; answers whether it was new. */
  async insert(tx: Transaction, partner: Partner): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.partner (partner, kind, iso3166, iso3, name, status, relation_kind, cooperation_status, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (partner) do nothing returning partner`,
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
      ],
    )) as unknown[];
    return rows.length === 1;
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
