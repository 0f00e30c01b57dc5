import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { OfferingInterval, OfferingOrder } from './offering.js';

export interface CentrePlace {
  partner: string;
  unit: string;
}

/** Statuses of what is offered in centres, over time. */
@Injectable()
export class OfferingsRepository {
  async ofCentre(tx: Transaction, { partner, unit }: CentrePlace): Promise<OfferingInterval[]> {
    return (await tx.manager.query(
      `select o.service, o.provider, o.status, o.valid_from as "validFrom", o.valid_until as "validUntil"
         from app.service_offering o where o.partner = $1 and o.unit = $2 and o.partner = any ($3)
        order by o.service, o.provider, o.valid_from`,
      [partner, unit, tx.scopes],
    )) as OfferingInterval[];
  }

  /** Codes of the country among those given. */
  async known(
    tx: Transaction,
    partner: string,
    services: readonly string[],
    providers: readonly string[],
  ): Promise<{ services: string[]; providers: string[] }> {
    const [row] = (await tx.manager.query(
      `select coalesce((select jsonb_agg(s.code) from app.local_service s
                         where s.partner = $1 and s.partner = any ($4) and s.code = any ($2)), '[]') as services,
              coalesce((select jsonb_agg(p.code) from app.provider p
                         where p.partner = $1 and p.partner = any ($4) and p.code = any ($3)), '[]') as providers`,
      [partner, services, providers, tx.scopes],
    )) as Array<{ services: string[]; providers: string[] }>;
    return row;
  }

  /** Ends what lasts and begins what is ordered, in two statements however many there are; the centre is held before. */
  save(
    tx: Transaction,
    { partner, unit }: CentrePlace,
    orders: readonly OfferingOrder[],
    recordedAt: string,
  ): void {
    const rows = JSON.stringify(orders.map((order) => ({ ...order, id: uuid() })));
    const columns = 'id uuid, service text, provider text, status text, "from" date';
    tx.send(
      `update app.service_offering o set valid_until = n."from"
         from jsonb_to_recordset($3) as n (${columns})
        where o.partner = $1 and o.unit = $2 and o.partner = any ($4) and o.service = n.service
          and o.provider = n.provider and o.valid_until is null`,
      [partner, unit, rows, tx.scopes],
    );
    tx.send(
      `insert into app.service_offering (id, partner, unit, service, provider, status, valid_from, recorded_at)
       select n.id, $1, $2, n.service, n.provider, n.status, n."from", $5
         from jsonb_to_recordset($3) as n (${columns}) where $1 = any ($4)`,
      [partner, unit, rows, tx.scopes, recordedAt],
    );
  }
}
