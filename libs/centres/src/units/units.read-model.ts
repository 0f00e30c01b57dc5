import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { RegisteredUnit } from './unit.js';

/** Selected by the readers of units and of centres alike; $1 are the scopes. */
export const UNIT_COLUMNS = `
         u.partner, u.code, u.type, u.name, u.time_zone as "timeZone",
         coalesce((select jsonb_agg(jsonb_build_object('status', s.status,
             'from', jsonb_build_object('earliest', s.from_earliest, 'latest', s.from_latest,
                                        'precision', s.from_precision, 'text', s.from_text),
             'until', jsonb_build_object('earliest', s.until_earliest, 'latest', s.until_latest,
                                         'precision', s.until_precision, 'text', s.until_text),
             'validFrom', s.valid_from, 'validUntil', s.valid_until, 'knownBy', s.known_by, 'note', s.note, 'expectedUntil', s.expected_until,
             'successor', s.successor, 'basisInstrument', s.basis_instrument, 'basisWaiver', s.basis_waiver)
           order by s.valid_from nulls first)
           from app.unit_status_interval s
          where s.partner = u.partner and s.unit = u.code and s.partner = any ($1)), '[]') as intervals,
         coalesce((select jsonb_agg(jsonb_build_object('parent', p.parent, 'validFrom', p.valid_from,
                                                       'validUntil', p.valid_until)
                                    order by p.valid_from nulls first)
           from app.unit_parent p
          where p.partner = u.partner and p.unit = u.code and p.partner = any ($1)), '[]') as parents`;

export interface UnitPlace {
  partner: string;
  code: string;
}

/** Units with their status intervals and parents, by partner and code. */
@Injectable()
export class UnitsReadModel {
  async find(tx: Transaction, code: string): Promise<RegisteredUnit | null> {
    const rows = (await tx.manager.query(
      `select ${UNIT_COLUMNS} from app.unit u where u.partner = any ($1) and u.code = $2`,
      [tx.scopes, code],
    )) as RegisteredUnit[];
    return rows[0] ?? null;
  }

  async list(
    tx: Transaction,
    partner: string | null,
    after: UnitPlace | null,
    limit: number | null,
  ): Promise<RegisteredUnit[]> {
    return (await tx.manager.query(
      `select ${UNIT_COLUMNS} from app.unit u
        where u.partner = any ($1) and ($2::text is null or u.partner = $2)
          and ($3::text is null or (u.partner, u.code) > ($3, $4))
        order by u.partner, u.code limit $5`,
      [tx.scopes, partner, after?.partner ?? null, after?.code ?? null, limit],
    )) as RegisteredUnit[];
  }
}
