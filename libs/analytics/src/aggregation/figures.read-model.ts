import { Injectable } from '@nestjs/common';
import type { LocalLabel } from '#calendars';
import type { UnitType } from '#centres';
import type { Transaction } from '#platform';
import type { UnitKinds } from './attribution.js';
import type { Figure } from './figures.js';
import type { ParentOf, PlacedReport } from './top-most.js';

/** Which part of the ledger a question looks at. */
export interface FiguresQuestion {
  partners: readonly string[];
  /** Units by code; null: all that the caller may see. */
  units: readonly string[] | null;
  months: readonly string[];
  /** A local period instead of every period aligned to the months. */
  periodId: string | null;
  /** Ledger rows and waivers known at this instant; 'infinity' means what is known now. */
  knownAt: string;
  /** Reports of periods that had ended by this instant are expected. */
  dueBy: string;
  /** Dimensions whose parts are asked for instead of the totals, e.g. `SERVICE_GROUP~AGE`; absent: totals. */
  breakdown?: string;
}

export type ReportRow = Omit<PlacedReport, 'asks'> & {
  formVersionId: string;
  periodId: string;
  waiverCode: string | null;
  waiverReason: string | null;
};

export interface PeriodRow {
  id: string;
  scheme: string;
  start: string;
  end: string;
  labels: LocalLabel;
}

interface FiguresRow {
  partner: string;
  unit: string;
  month: string;
  figures: Array<[string, Figure['kind'], string | null, boolean]>;
}

/** Expected reports and accepted figures, as they were known at an instant. */
@Injectable()
export class FiguresReadModel {
  async reports(tx: Transaction, question: FiguresQuestion): Promise<ReportRow[]> {
    return (await tx.manager.query(
      `select s.partner, s.unit, s.aligned_to as month, s.form_code as "formCode", s.form_version_id as "formVersionId",
              s.period_id as "periodId", p.end_date as "periodEnd", s.synthetic,
              coalesce(s.waived_at <= $6::timestamptz, false) or w.slot_id is not null as waived,
              case when s.waived_at <= $6::timestamptz then s.waiver_code else w.code end as "waiverCode",
              case when s.waived_at <= $6::timestamptz then s.waiver_reason else w.reason end as "waiverReason"
         from app.report_slot s join app.period p on p.id = s.period_id
         left join (
           -- Waivers that stood at the instant and were revoked since.
           select r.slot_id, r.code, r.reason from app.slot_request r
            where r.partner = any ($1) and r.partner = any ($2) and r.kind = 'WAIVER' and r.state = 'GRANTED'
              and r.closed_at <= $6::timestamptz and r.revoked_at > $6::timestamptz) w on w.slot_id = s.id
        where s.partner = any ($1) and s.partner = any ($2) and ($3::text[] is null or s.unit = any ($3))
          and ($4::text[] is null or s.unit = any ($4)) and s.aligned_to = any ($5)
          and ($7::text is null or s.period_id = $7) and s.opens_at <= $8::timestamptz
          and (s.cancelled_at is null or s.cancelled_at > $6::timestamptz)
        order by s.partner, s.unit, s.aligned_to, s.form_code`,
      [...this.walls(tx, question), question.knownAt, question.periodId, question.dueBy],
    )) as ReportRow[];
  }

  /**
   * One row per report crosses the wire: a row per figure would cost more than the arithmetic.
   *
   * @param breakdowns which parts, `_T` for totals; a total and its parts are never read for one question
   */
  async figures(
    tx: Transaction,
    question: FiguresQuestion,
    indicators: readonly string[],
    breakdowns: readonly string[],
  ): Promise<Figure[]> {
    const rows = (await tx.manager.query(
      `select o.partner, o.unit, o.aligned_to as month,
              json_agg(json_build_array(o.cell, o.kind, o.value::text, o.synthetic)) as figures
         from app.observation o
        where o.partner = any ($1) and o.partner = any ($2) and ($3::text[] is null or o.unit = any ($3))
          and ($4::text[] is null or o.unit = any ($4)) and o.aligned_to = any ($5)
          and o.known_from <= $6::timestamptz and (o.known_to is null or o.known_to > $6::timestamptz)
          and o.indicator = any ($7) and ($8::text is null or o.period_id = $8) and o.breakdown = any ($9)
        group by o.partner, o.unit, o.aligned_to`,
      [...this.walls(tx, question), question.knownAt, indicators, question.periodId, breakdowns],
    )) as FiguresRow[];
    return rows.flatMap(({ partner, unit, month, figures }) =>
      figures.map(([indicator, kind, value, synthetic]) => ({
        partner,
        unit,
        month,
        indicator,
        kind,
        value,
        synthetic,
        standing: 'ACCEPTED' as const,
      })),
    );
  }

  /** The newest change of the ledger that the question could see; null when there is none. */
  async watermark(
    tx: Transaction,
    question: FiguresQuestion,
    indicators: readonly string[],
  ): Promise<string | null> {
    const [row] = (await tx.manager.query(
      `select max(greatest(o.known_from, case when o.known_to <= $6::timestamptz then o.known_to end)) as watermark
         from app.observation o
        where o.partner = any ($1) and o.partner = any ($2) and ($3::text[] is null or o.unit = any ($3))
          and ($4::text[] is null or o.unit = any ($4)) and o.aligned_to = any ($5)
          and o.known_from <= $6::timestamptz and o.indicator = any ($7)`,
      [...this.walls(tx, question), question.knownAt, indicators],
    )) as Array<{ watermark: Date | null }>;
    return row.watermark?.toISOString() ?? null;
  }

  async parents(tx: Transaction, partners: readonly string[]): Promise<ParentOf[]> {
    return (await tx.manager.query(
      `select u.partner, u.unit, u.parent, u.valid_from as "validFrom", u.valid_until as "validUntil"
         from app.unit_parent u where u.partner = any ($1) and u.partner = any ($2)`,
      [tx.scopes, partners],
    )) as ParentOf[];
  }

  /** The kind of every unit of the partners. */
  async kinds(tx: Transaction, partners: readonly string[]): Promise<UnitKinds> {
    const rows = (await tx.manager.query(
      `select u.partner || ' ' || u.code as unit, u.type from app.unit u
        where u.partner = any ($1) and u.partner = any ($2)`,
      [tx.scopes, partners],
    )) as Array<{ unit: string; type: UnitType }>;
    return new Map(rows.map(({ unit, type }) => [unit, type]));
  }

  async periods(tx: Transaction, ids: readonly string[]): Promise<PeriodRow[]> {
    return (await tx.manager.query(
      'select p.id, p.scheme, p.start_date as start, p.end_date as "end", p.local_label as labels from app.period p where p.id = any ($1)',
      [ids],
    )) as PeriodRow[];
  }

  /** Those of the named units that exist for the caller. */
  async visibleUnits(tx: Transaction, units: readonly string[]): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select u.code from app.unit u
        where u.partner = any ($1) and ($2::text[] is null or u.code = any ($2)) and u.code = any ($3)`,
      [tx.scopes, tx.units, units],
    )) as Array<{ code: string }>;
    return rows.map(({ code }) => code);
  }

  private walls(tx: Transaction, { partners, units, months }: FiguresQuestion): unknown[] {
    return [tx.scopes, partners, tx.units, units, months];
  }
}
