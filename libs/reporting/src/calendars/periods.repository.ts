import { Injectable } from '@nestjs/common';
import type { Period } from '#calendars';
import type { Transaction } from '#platform';

/** A period as a row keeps it, for questions that join it under the name `p`. */
export const PERIOD_JSON = `jsonb_build_object('id', p.id, 'scheme', p.scheme, 'year', p.year, 'month', p.month,
  'start', p.start_date, 'end', p.end_date, 'days', p.days, 'alignedTo', p.aligned_to, 'alignment', p.alignment,
  'irregular', p.irregular, 'comparable', p.comparable, 'localLabel', p.local_label)`;

/** Periods as they were when first used: bounds that nothing computes anew. */
@Injectable()
export class PeriodsRepository {
  /** Freezes the bounds of periods at their first use; those that are frozen already stay as they are. */
  async freeze(tx: Transaction, periods: readonly Period[]): Promise<void> {
    if (periods.length === 0) return;
    await tx.manager.query(
      `insert into app.period (id, scheme, year, month, start_date, end_date, days, aligned_to, alignment, irregular,
                               comparable, local_label)
       select n.id, n.scheme, n.year, n.month, n.start, n."end", n.days, n."alignedTo", n.alignment, n.irregular,
              n.comparable, n."localLabel"
         from jsonb_to_recordset($1) as n (id text, scheme text, year integer, month integer, start date, "end" date,
              days integer, "alignedTo" text, alignment text, irregular boolean, comparable boolean, "localLabel" jsonb)
        order by n.id
       on conflict (id) do nothing`,
      [JSON.stringify(periods)],
    );
  }
}
