import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { UnitType } from '../units/unit.js';

/** A unit at its place in the network on a day. */
export interface TreeUnit {
  partner: string;
  code: string;
  type: UnitType;
  name: string;
  /** Code of the larger unit on that day; null: none. */
  parent: string | null;
}

/** The networks as they were on a day. */
@Injectable()
export class UnitTreeReadModel {
  /** Every unit with its place, in one statement however many there are. */
  async on(tx: Transaction, partner: string | null, day: string): Promise<TreeUnit[]> {
    return (await tx.manager.query(
      `select u.partner, u.code, u.type, u.name, p.parent
         from app.unit u
         left join app.unit_parent p on p.partner = u.partner and p.unit = u.code and p.partner = any ($1)
              and coalesce(p.valid_from, '-infinity') <= $3::date and coalesce(p.valid_until, 'infinity') > $3::date
        where u.partner = any ($1) and ($2::text is null or u.partner = $2)
        order by u.partner, u.code collate "C"`,
      [tx.scopes, partner, day],
    )) as TreeUnit[];
  }
}
