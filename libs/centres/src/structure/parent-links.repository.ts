import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { UnitLink } from './parent-links.js';

/** Which unit is a part of which, over time. */
@Injectable()
export class ParentLinksRepository {
  /** Lets the changes of one partner's network follow each other: two moves could each be fine and be a circle together. */
  async lockNetwork(tx: Transaction, partner: string): Promise<void> {
    await tx.manager.query("select pg_advisory_xact_lock(hashtext('network ' || $1))", [partner]);
  }

  async ofPartner(tx: Transaction, partner: string): Promise<UnitLink[]> {
    return (await tx.manager.query(
      `select p.unit, p.parent, p.valid_from as "validFrom", p.valid_until as "validUntil"
         from app.unit_parent p where p.partner = $1 and p.partner = any ($2) order by p.unit, p.valid_from nulls first`,
      [partner, tx.scopes],
    )) as UnitLink[];
  }

  end(tx: Transaction, partner: string, units: readonly string[], until: string): void {
    tx.send(
      `update app.unit_parent set valid_until = $3
        where partner = $1 and unit = any ($2) and partner = any ($4) and valid_until is null`,
      [partner, units, until, tx.scopes],
    );
  }

  begin(
    tx: Transaction,
    partner: string,
    places: ReadonlyArray<{ unit: string; parent: string }>,
    from: string,
  ): void {
    tx.send(
      `insert into app.unit_parent (partner, unit, parent, valid_from)
       select $1, place.unit, place.parent, $3 from jsonb_to_recordset($2) as place (unit text, parent text)
        where $1 = any ($4)`,
      [partner, JSON.stringify(places), from, tx.scopes],
    );
  }
}
