import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { UNIT_COLUMNS } from '../units/units.read-model.js';
import type { RegisteredUnit } from '../units/unit.js';
import type { Centre, CentreChange, CentreDetails } from './centre.js';

type CentreRow = RegisteredUnit & { details: Omit<Centre, 'unit'> };

const CENTRE = `
  select ${UNIT_COLUMNS},
         jsonb_build_object('localBrand', c.local_brand, 'city', c.city, 'admin1', c.admin1,
           'replicationClass', c.replication_class, 'openingHours', c.opening_hours, 'operator', c.operator,
           'firstInNetwork', c.first_in_network, 'note', c.note, 'countsTowards', to_jsonb(c.counts_towards),
           'brands', c.brands, 'rev', c.rev) as details
    from app.unit u join app.centre c on c.partner = u.partner and c.unit = u.code
   where u.partner = any ($1) and c.partner = any ($1)`;

@Injectable()
export class CentresRepository {
  async insert(tx: Transaction, partner: string, code: string, details: CentreDetails): Promise<void> {
    await tx.manager.query(
      `insert into app.centre (partner, unit, local_brand, city, admin1, replication_class, opening_hours, operator,
          first_in_network, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        partner,
        code,
        details.localBrand,
        details.city,
        details.admin1,
        details.replicationClass,
        details.openingHours,
        details.operator,
        details.firstInNetwork,
        details.note,
      ],
    );
  }

  /** Raises the revision of a centre if it still has this one, and holds it; answers whether it had. */
  async raise(tx: Transaction, partner: string, code: string, rev: number): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.centre set rev = rev + 1
        where partner = $1 and unit = $2 and rev = $3 and partner = any ($4)`,
      [partner, code, rev, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  change(tx: Transaction, partner: string, code: string, change: Required<CentreChange>): void {
    const { replicationClass, countsTowards, brands } = change;
    tx.send(
      `update app.centre set replication_class = $3, counts_towards = $4, brands = $5
        where partner = $1 and unit = $2 and partner = any ($6)`,
      [partner, code, replicationClass, countsTowards, JSON.stringify(brands), tx.scopes],
    );
  }

  async find(tx: Transaction, code: string): Promise<Centre | null> {
    const rows = (await tx.manager.query(`${CENTRE} and u.code = $2`, [tx.scopes, code])) as CentreRow[];
    return rows[0] ? fromRow(rows[0]) : null;
  }

  async list(tx: Transaction, partner: string | null): Promise<Centre[]> {
    const rows = (await tx.manager.query(
      `${CENTRE} and ($2::text is null or u.partner = $2) order by u.code collate "C"`,
      [tx.scopes, partner],
    )) as CentreRow[];
    return rows.map(fromRow);
  }
}

function fromRow({ details, ...unit }: CentreRow): Centre {
  return { ...details, unit };
}
