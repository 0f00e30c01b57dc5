import { Injectable } from '@nestjs/common';
import { addDays } from '#calendars';
import { openDaysIn, OfferingsReadModel, OpeningTimesRepository } from '#centres';
import {
  breaksOf,
  FormsRepository,
  IndicatorCatalogue,
  indicatorOfCell,
  type InputIndicator,
  type PastPoint,
  type RuleFacts,
  type ValidationRule,
} from '#indicators';
import type { Transaction } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import type { Slot } from '../slots/slot.js';

/** Three years: enough for each month of the year to be compared with itself. */
const HISTORY_PERIODS = 36;

interface PastRow extends PastPoint {
  cell: string;
  /** Aligned month. */
  alignedTo: string;
  isPrevious: boolean;
}

interface SlotRow {
  unitType: string | null;
  month: number;
  /** A line for each figure, newest month first: cell, value, aligned month, month of the year, whether it is the one before. */
  history: string | null;
  hasParts: boolean;
}

/** Gathers what the rules look at besides the cells themselves, in one question unless a rule or a unit with parts asks for more. */
@Injectable()
export class ValidationContextReadModel {
  constructor(
    readonly catalogue: IndicatorCatalogue,
    private readonly calendars: CalendarReference,
    private readonly forms: FormsRepository,
    private readonly offerings: OfferingsReadModel,
    private readonly times: OpeningTimesRepository,
  ) {}

  /** @param rules decide which of the costlier facts are asked for. */
  async forSlot(tx: Transaction, slot: Slot, rules: readonly ValidationRule[]): Promise<RuleFacts> {
    const [around, indicators] = await Promise.all([this.slotFacts(tx, slot), this.indicators(tx, slot)]);
    const { unitType, month, history: past, hasParts } = around;
    const { partner, unit, formCode, period } = slot;
    const history = comparableWith(period.alignedTo, pastRows(past), await this.catalogue.inputs(tx));
    return {
      subject: { partner, unit, unitType, form: formCode },
      periodStart: period.start,
      periodDays: period.days,
      month,
      openDays: rules.some(asksForOpenDays) ? await this.openDays(tx, slot) : null,
      indicators,
      history: pointsOf(history),
      previous: Object.fromEntries(
        history.filter((row) => row.isPrevious).map((row) => [row.cell, row.value]),
      ),
      sumsOfParts: hasParts ? await this.sumsOfParts(tx, slot) : {},
      feeds: rules.some(({ kind }) => kind === 'CROSS_SOURCE') ? await this.feeds(tx, slot) : {},
      offerings: rules.some(({ kind }) => kind === 'REFERENCE') ? await this.offered(tx, slot) : null,
      // Nobody keeps attachments of cells yet; until somebody does, rules about them say nothing.
      attachments: null,
    };
  }

  /** A part of a broken-down figure is checked as what it is a part of. */
  private async indicators(tx: Transaction, slot: Slot): Promise<RuleFacts['indicators']> {
    const inputs = await this.catalogue.inputs(tx);
    const parts =
      (await this.forms.get(tx, slot.formVersionId)).breakdowns?.flatMap(({ cells }) => cells) ?? [];
    const cells = [...inputs.keys(), ...parts].toSorted((a, b) => (a < b ? -1 : 1));
    return Object.fromEntries(
      cells.flatMap((cell) => {
        const indicator = inputs.get(indicatorOfCell(cell));
        return indicator ? [[cell, { type: indicator.type, changeFloor: indicator.changeFloor }]] : [];
      }),
    );
  }

  /** One question for what lies around every report. */
  private async slotFacts(tx: Transaction, slot: Slot): Promise<SlotRow> {
    const [row] = (await tx.manager.query(
      `select u.type as "unitType", now.month,
              (select string_agg(concat_ws(E'\\t', o.cell, o.value, o.aligned_to, case when p.scheme = now.scheme then p.month else 0 end,
                                           (p.end_date = now.start_date - 1)::integer), E'\\n' order by p.end_date desc, o.cell)
                  from app.observation o join app.period p on p.id = o.period_id
                 where o.partner = $1 and o.partner = any ($2) and o.unit = $3 and o.known_to is null and o.kind = 'NUMBER'
                   and p.end_date < now.start_date and p.end_date > now.start_date - ${HISTORY_PERIODS * 31}) as history,
              exists (select 1 from app.unit_parent c where c.partner = $1 and c.partner = any ($2) and c.parent = $3) as "hasParts"
         from app.period now left join app.unit u on u.partner = $1 and u.partner = any ($2) and u.code = $3
        where now.id = $4`,
      [slot.partner, tx.scopes, slot.unit, slot.period.id],
    )) as SlotRow[];
    return row;
  }

  /**
   * Empty unless the partner declared that the units below add up and every one of them was handed in. Most units have
   * none below, and the question takes the server longer to plan than all the others together.
   */
  private async sumsOfParts(tx: Transaction, slot: Slot): Promise<Record<string, string>> {
    const rows = (await tx.manager.query(
      `with part as (
         select (select b.id from app.submission b where b.partner = s.partner and b.slot_id = s.id
                    and b.state in ('SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW', 'ACCEPTED') order by b.revision_no desc limit 1) as submission_id
           from app.unit_parent u
           join app.report_slot s on s.partner = u.partner and s.unit = u.unit and s.period_id = $4 and s.form_code = $5
           join app.assignment a on a.id = s.assignment_id and a.sums_to_parent
          where u.partner = $1 and u.partner = any ($2) and u.parent = $3 and s.waived_at is null and s.cancelled_at is null
            and (u.valid_from is null or u.valid_from <= $6) and (u.valid_until is null or u.valid_until > $6)),
       total as (
         select c.cell, sum(c.value)::text as sum
           from part join app.cell_revision c on c.partner = $1 and c.submission_id = part.submission_id and c.is_current and c.kind = 'NUMBER'
          where not exists (select 1 from part missing where missing.submission_id is null)
          group by c.cell having count(*) = (select count(*) from part))
       select cell, sum from total order by cell`,
      [slot.partner, tx.scopes, slot.unit, slot.period.id, slot.formCode, slot.period.end],
    )) as Array<{ cell: string; sum: string }>;
    const indicators = await this.catalogue.inputs(tx);
    const adding = rows.filter((row) => indicators.get(row.cell)?.space === 'SUM');
    return Object.fromEntries(adding.map((row) => [row.cell, row.sum]));
  }

  /** What the partner's own systems said last about each cell, also where a person wrote something else since. */
  private async feeds(tx: Transaction, slot: Slot): Promise<Record<string, string>> {
    const rows = (await tx.manager.query(
      `select distinct on (c.cell) c.cell, c.value::text as value
         from app.cell_revision c join app.submission b on b.partner = c.partner and b.id = c.submission_id
        where c.partner = $1 and c.partner = any ($2) and b.slot_id = $3 and c.source in ('FEED', 'PULL') and c.kind = 'NUMBER'
        order by c.cell, b.revision_no desc, c.rev desc`,
      [slot.partner, tx.scopes, slot.id],
    )) as Array<{ cell: string; value: string }>;
    return Object.fromEntries(rows.map((row) => [row.cell, row.value]));
  }

  private async openDays(tx: Transaction, { partner, unit, period }: Slot): Promise<number> {
    const book = await this.calendars.book(tx);
    const calendar = book.workingCalendarOf(partner, period.start, unit);
    const times = await this.times.of(tx, { partner, unit });
    const until = addDays(period.start, period.days);
    return openDaysIn(times, period.start, until, (day) => book.isWorking(calendar, day)).length;
  }

  /** What the unit offered on some day of the period; null where nobody keeps its offerings. */
  private offered(tx: Transaction, { partner, unit, period }: Slot): Promise<RuleFacts['offerings']> {
    const until = addDays(period.start, period.days);
    return this.offerings.offeredDuring(tx, { partner, unit }, period.start, until);
  }
}

function asksForOpenDays(rule: ValidationRule): boolean {
  if (rule.kind === 'OPEN_DAYS' && rule.limit === 'OPEN_DAYS') return true;
  const sides = rule.kind === 'COMPARE' && 'left' in rule ? [rule.left, rule.right] : [];
  return [rule.when ?? '', ...sides].some((source) => source.includes('openDays'));
}

/** Hundreds of figures travel as one text: as JSON they cost the server more than finding them. */
function pastRows(text: string | null): PastRow[] {
  return (text?.split('\n') ?? []).map((line) => {
    const [cell, value, alignedTo, month, isPrevious] = line.split('\t');
    return { cell, value, alignedTo, month: Number(month), isPrevious: isPrevious === '1' };
  });
}

/** Figures from before a break of their series are not what a month after it is held against (features VA-03). */
function comparableWith(
  month: string,
  rows: readonly PastRow[],
  indicators: ReadonlyMap<string, InputIndicator>,
): PastRow[] {
  const breaks = new Map([...indicators].map(([code, indicator]) => [code, breaksOf(indicator)]));
  return rows.filter(({ cell, alignedTo }) => {
    const begins = breaks.get(indicatorOfCell(cell)) ?? [];
    return !begins.some((begin) => alignedTo < begin && begin <= month);
  });
}

function pointsOf(rows: readonly PastRow[]): Record<string, PastPoint[]> {
  const points: Record<string, PastPoint[]> = {};
  for (const { cell, value, month } of rows) (points[cell] ??= []).push({ value, month });
  return points;
}
