import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { WorkingPlace } from '../working-days/working-days.js';
import type { Closure, DatedWeek, OpeningTimes } from './opening-days.js';

/** Opening hours and closures of centres. */
@Injectable()
export class OpeningTimesRepository {
  async of(tx: Transaction, { partner, unit }: WorkingPlace): Promise<OpeningTimes> {
    const [row] = (await tx.manager.query(
      `select coalesce((select jsonb_agg(jsonb_build_object('validFrom', w.valid_from, 'week', w.week) order by w.valid_from)
                from app.opening_week w
               where w.partner = $1 and w.unit = $2 and w.partner = any ($3)), '[]') as weeks,
              coalesce((select jsonb_agg(jsonb_build_object('firstDay', c.first_day, 'until', c.until, 'reason', c.reason)
                                         order by c.first_day)
                from app.centre_closure c
               where c.partner = $1 and c.unit = $2 and c.partner = any ($3)), '[]') as closures`,
      [partner, unit, tx.scopes],
    )) as OpeningTimes[];
    return row;
  }

  addWeek(
    tx: Transaction,
    { partner, unit }: WorkingPlace,
    { validFrom, week }: DatedWeek,
    recordedAt: string,
  ): void {
    tx.send(
      `insert into app.opening_week (partner, unit, valid_from, week, recorded_at)
       select $1, $2, $3, $4, $5 where $1 = any ($6)`,
      [partner, unit, validFrom, JSON.stringify(week), recordedAt, tx.scopes],
    );
  }

  addClosure(
    tx: Transaction,
    { partner, unit }: WorkingPlace,
    { firstDay, until, reason }: Closure,
    recordedAt: string,
  ): void {
    tx.send(
      `insert into app.centre_closure (id, partner, unit, first_day, until, reason, recorded_at)
       select $1, $2, $3, $4, $5, $6, $7 where $2 = any ($8)`,
      [uuid(), partner, unit, firstDay, until, reason, recordedAt, tx.scopes],
    );
  }
}
