import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { NewInterval, ParentLink, Unit } from './unit.js';

@Injectable()
export class UnitsRepository {
  /** Inserts a unit unless its code is registered; answers whether it was new. */
  async insert(tx: Transaction, unit: Unit, createdAt: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.unit (partner, code, type, name, time_zone, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (partner, code) do nothing returning code`,
      [unit.partner, unit.code, unit.type, unit.name, unit.timeZone, createdAt],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Holds the unit, so that two writers cannot each add a stretch that overlaps the other's. */
  async lock(tx: Transaction, partner: string, code: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select code from app.unit where partner = $1 and code = $2 and partner = any ($3) for update',
      [partner, code, tx.scopes],
    )) as unknown[];
    return rows.length === 1;
  }

  async insertParent(tx: Transaction, unit: Unit, link: ParentLink): Promise<void> {
    await tx.manager.query(
      'insert into app.unit_parent (partner, unit, parent, valid_from, valid_until) values ($1, $2, $3, $4, $5)',
      [unit.partner, unit.code, link.parent, link.validFrom, link.validUntil],
    );
  }

  /** What is known of a centre that is registered by hand: nothing yet. */
  insertCentre(tx: Transaction, { partner, code }: Unit): void {
    tx.send('insert into app.centre (partner, unit) select $1, $2 where $1 = any ($3)', [
      partner,
      code,
      tx.scopes,
    ]);
  }

  /** Ends what lasts on a day that is certain; the unit is locked before. */
  async endLastingInterval(
    tx: Transaction,
    { partner, code }: Pick<Unit, 'partner' | 'code'>,
    until: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.unit_status_interval
          set until_earliest = $3, until_latest = $3, until_precision = 'DAY', until_text = $4
        where partner = $1 and unit = $2 and partner = any ($5) and valid_until is null`,
      [partner, code, until, until, tx.scopes],
    );
  }

  async insertInterval(
    tx: Transaction,
    { partner, code }: Pick<Unit, 'partner' | 'code'>,
    interval: NewInterval,
  ): Promise<void> {
    const { from, until } = interval;
    await tx.manager.query(
      `insert into app.unit_status_interval (id, partner, unit, status, from_earliest, from_latest, from_precision,
          from_text, until_earliest, until_latest, until_precision, until_text, known_by, note,
          expected_until, successor, basis_instrument, basis_waiver)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        uuid(),
        partner,
        code,
        interval.status,
        from.earliest,
        from.latest,
        from.precision,
        from.text,
        until.earliest,
        until.latest,
        until.precision,
        until.text,
        interval.knownBy,
        interval.note,
        interval.expectedUntil ?? null,
        interval.successor ?? null,
        interval.basisInstrument ?? null,
        interval.basisWaiver ?? null,
      ],
    );
  }
}
