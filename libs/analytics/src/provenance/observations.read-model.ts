import { Injectable } from '@nestjs/common';
import type { LocalLabel } from '#calendars';
import type { Transaction } from '#platform';

/** One row of the ledger: what was known about one figure during [knownFrom, knownTo). */
export interface Observation {
  id: string;
  partner: string;
  unit: string;
  indicator: string;
  /** Codes that the figure is a part by; `_T` is the total. */
  breakdown: string;
  /** Indicator and codes as they stand in a report. */
  cell: string;
  indicatorVersion: number;
  period: {
    id: string;
    scheme: string;
    start: string;
    end: string;
    alignedTo: string;
    localLabel: LocalLabel;
  };
  kind: string;
  value: string | null;
  knownFrom: Date;
  /** Null: still valid. */
  knownTo: Date | null;
  submissionId: string;
  synthetic: boolean;
  /** Sorts rows of one series by time, with every digit that the database keeps. */
  knownFromText: string;
  /** In lists of changes only: what a copy of the ledger has to do with the row. */
  action?: 'Delete' | 'Replace';
}

export interface ObservationsQuestion {
  indicators: readonly string[] | null;
  partners: readonly string[] | null;
  units: readonly string[] | null;
  months: readonly string[] | null;
  periodId: string | null;
  /** Parts of broken-down figures beside the totals. */
  parts: boolean;
  knownAt: string;
  /** Rows that were valid earlier as well. */
  includeHistory: boolean;
  limit: number;
  /** Sort key after which the page begins. */
  after: string[] | null;
}

export const OBSERVATION_COLUMNS = `o.id, o.partner, o.unit, o.indicator, o.breakdown, o.cell, v.version as "indicatorVersion", o.kind, o.value::text as value,
  jsonb_build_object('id', p.id, 'scheme', p.scheme, 'start', p.start_date, 'end', p.end_date, 'alignedTo', p.aligned_to,
                     'localLabel', p.local_label) as period,
  o.known_from as "knownFrom", o.known_to as "knownTo", o.submission_id as "submissionId", o.synthetic,
  o.known_from::text as "knownFromText"`;

export const OBSERVATION_TABLES = `app.observation o join app.period p on p.id = o.period_id
  join app.indicator_version v on v.id = o.indicator_version_id`;

/** The same question about what changed after an instant, RFC 3339. */
export interface ChangesQuestion extends ObservationsQuestion {
  updatedAfter: string;
}

@Injectable()
export class ObservationsReadModel {
  /** A page of the ledger, newest month first. */
  async list(tx: Transaction, question: ObservationsQuestion): Promise<Observation[]> {
    const { indicators, partners, units, months, periodId, knownAt, includeHistory, limit, after } = question;
    return (await tx.manager.query(
      `select ${OBSERVATION_COLUMNS} from ${OBSERVATION_TABLES}
        where o.partner = any ($1) and ($2::text[] is null or o.unit = any ($2))
          and ($3::text[] is null or o.indicator = any ($3)) and ($4::text[] is null or o.partner = any ($4))
          and ($5::text[] is null or o.unit = any ($5)) and ($6::text[] is null or o.aligned_to = any ($6))
          and ($7::text is null or o.period_id = $7) and o.known_from <= $8::timestamptz
          and ($9::boolean or o.known_to is null or o.known_to > $8::timestamptz)
          and ($10::text is null or (o.aligned_to, o.partner, o.unit, o.cell, o.known_from, o.id)
                                    < ($10, $11, $12, $13, $14::timestamptz, $15::uuid))
          and ($17::boolean or o.breakdown = '_T')
        order by o.aligned_to desc, o.partner desc, o.unit desc, o.cell desc, o.known_from desc, o.id desc
        limit $16`,
      [
        tx.scopes,
        tx.units,
        indicators,
        partners,
        units,
        months,
        periodId,
        knownAt,
        includeHistory,
        ...(after ?? [null, null, null, null, null, null]),
        limit,
        question.parts,
      ],
    )) as Observation[];
  }

  /**
   * A page of what changed after an instant, oldest month first: rows that ended come before those that took their place.
   * What came and went in between is left out unless history is wanted.
   */
  async listChanges(tx: Transaction, question: ChangesQuestion): Promise<Observation[]> {
    const { indicators, partners, units, months, periodId, knownAt, updatedAfter, includeHistory } = question;
    return (await tx.manager.query(
      `select ${OBSERVATION_COLUMNS},
              case when o.known_to is null or o.known_to > $8::timestamptz then 'Replace' else 'Delete' end as action
         from ${OBSERVATION_TABLES}
        where o.partner = any ($1) and ($2::text[] is null or o.unit = any ($2))
          and ($3::text[] is null or o.indicator = any ($3)) and ($4::text[] is null or o.partner = any ($4))
          and ($5::text[] is null or o.unit = any ($5)) and ($6::text[] is null or o.aligned_to = any ($6))
          and ($7::text is null or o.period_id = $7) and o.known_from <= $8::timestamptz
          and case when o.known_to is null or o.known_to > $8::timestamptz then o.known_from > $9::timestamptz
                   else o.known_to > $9::timestamptz and ($10::boolean or o.known_from <= $9::timestamptz) end
          and ($11::text is null or (o.aligned_to, o.partner, o.unit, o.cell, o.known_from, o.id)
                                    > ($11, $12, $13, $14, $15::timestamptz, $16::uuid))
          and ($18::boolean or o.breakdown = '_T')
        order by o.aligned_to, o.partner, o.unit, o.cell, o.known_from, o.id
        limit $17`,
      [
        tx.scopes,
        tx.units,
        indicators,
        partners,
        units,
        months,
        periodId,
        knownAt,
        updatedAfter,
        includeHistory,
        ...(question.after ?? [null, null, null, null, null, null]),
        question.limit,
        question.parts,
      ],
    )) as Observation[];
  }

  async find(tx: Transaction, id: string): Promise<Observation | null> {
    const rows = (await tx.manager.query(
      `select ${OBSERVATION_COLUMNS} from ${OBSERVATION_TABLES}
        where o.partner = any ($1) and ($2::text[] is null or o.unit = any ($2)) and o.id = $3`,
      [tx.scopes, tx.units, id],
    )) as Observation[];
    return rows[0] ?? null;
  }

  /** Every row of the same unit, cell and period, oldest first. */
  async series(tx: Transaction, { partner, unit, cell, period }: Observation): Promise<Observation[]> {
    return (await tx.manager.query(
      `select ${OBSERVATION_COLUMNS} from ${OBSERVATION_TABLES}
        where o.partner = any ($1) and o.partner = $2 and o.unit = $3 and o.cell = $4 and o.period_id = $5
          and o.aligned_to = $6
        order by o.known_from, o.id`,
      [tx.scopes, partner, unit, cell, period.id, period.alignedTo],
    )) as Observation[];
  }
}
