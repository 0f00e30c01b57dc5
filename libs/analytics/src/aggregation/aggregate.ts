import { cellOf, versionAt, type Indicator, type InputIndicator } from '#indicators';
import { Amount, exact, rounded, sumOf } from './amount.js';
import type {
  Aggregate,
  Coverage,
  DifferentDefinition,
  Dimension,
  ExpectedReport,
  Figure,
  NoValueReason,
} from './figures.js';
import {
  breakFlags,
  differencesIn,
  flagsOf,
  isBreakAt,
  markedStatus,
  obsStatusOf,
  statusOf,
} from './figure-marks.js';
import { measureOf, type Measure } from './measure.js';
import { monthsOf, totalOf, type Total } from './over-time.js';
import { coverageOf, readingOf, type Reading } from './reading.js';

export interface AggregateQuestion {
  indicators: readonly Indicator[];
  /** Definitions of what ratios are made of. */
  inputs: ReadonlyMap<string, InputIndicator>;
  groupBy: readonly Dimension[];
  /** Every aligned month of the window in order, without gaps. */
  months: readonly string[];
  /** Share of expected reports below which no value is given, e.g. '0.9'; null: any. */
  minCoverage: string | null;
  /** Codes to give figures of, e.g. `PASSPORT`; absent: totals. */
  breakdowns?: readonly string[];
  /** Accepted notes; absent: nobody counts differently. */
  differences?: readonly DifferentDefinition[];
}

interface Group {
  partner: string | null;
  unit: string | null;
  period: string | null;
  reports: ExpectedReport[];
}

interface Outcome {
  amount: Amount | null;
  numerator: Amount | null;
  denominator: Amount | null;
  /** Months by which a month-end figure is older than the window's end. */
  age: number;
  reason: NoValueReason | null;
}

/**
 * Combines figures of reports: breakdown, then space, then time, each by the method of the
 * indicator. Reports whose figures are already part of another one's must be left out beforehand
 * (`topMost`). One answer per indicator and group, in a fixed order.
 */
export function aggregate(
  question: AggregateQuestion,
  reports: readonly ExpectedReport[],
  figures: readonly Figure[],
): Aggregate[] {
  const byReport = indexed(figures);
  const months = windowOf(question.months, reports);
  const groups = groupsOf(reports, question.groupBy);
  return question.indicators.flatMap((indicator) => {
    const measure = measureOf(indicator, question.inputs);
    return groups.flatMap((group) => {
      const window = group.period === null ? months : [group.period];
      return (question.breakdowns ?? [null]).map((breakdown) =>
        answer({ indicator, measure, group, breakdown }, byReport, window, question),
      );
    });
  });
}

/** What one row of the answer is about. */
interface Subject {
  indicator: Indicator;
  measure: Measure;
  group: Group;
  breakdown: string | null;
}

function answer(
  { indicator, measure, group, breakdown }: Subject,
  byReport: ReadonlyMap<string, ReadonlyMap<string, Figure>>,
  window: readonly string[],
  { minCoverage, differences = [] }: AggregateQuestion,
): Aggregate {
  const asked = group.reports.filter(({ asks }) =>
    measure.parts.every((code) => asks.has(cellOf(code, breakdown))),
  );
  const counted = asked.filter(({ waived }) => !waived);
  const readings = counted.map((report) =>
    readingOf(report, measure.parts, byReport.get(keyOf(report)), breakdown),
  );
  const coverage = coverageOf(readings, asked.length - counted.length);
  const reason = refusal(measure, coverage, minCoverage);
  const outcome = reason ? none(reason) : valueOf(measure, readings, window);
  const { amount, numerator, denominator } = outcome;
  const notes = differencesIn(differences, [indicator.code, ...measure.parts], readings);
  return {
    indicator: indicator.code,
    indicatorVersion: versionAt(indicator, window.at(-1)),
    partner: group.partner,
    unit: group.unit,
    period: group.period,
    breakdown,
    value: amount && rounded(amount, indicator.decimals),
    numerator: numerator && exact(numerator),
    denominator: denominator && exact(denominator),
    coverage,
    status: statusOf(coverage, readings),
    obsStatus: markedStatus(obsStatusOf(outcome.reason, readings), {
      isDifferent: notes.length > 0,
      isBreak: isBreakAt(indicator, group.period),
    }),
    definitionNotes: notes,
    flags: [...flagsOf(readings, outcome.age), ...breakFlags(indicator, window)],
    reason: outcome.reason,
  };
}

/** Why no value may be computed at all. */
function refusal(measure: Measure, coverage: Coverage, minCoverage: string | null): NoValueReason | null {
  const { expected, included, waived, notApplicable } = coverage;
  if (expected === 0) return waived > 0 && notApplicable === 0 ? 'waived' : 'not-applicable';
  if (!measure.additive && expected > 1) return 'not-aggregable';
  const share = new Amount(included).dividedBy(expected);
  if (minCoverage !== null && share.lessThan(minCoverage)) return 'coverage-too-low';
  return included === 0 ? 'no-data' : null;
}

function valueOf(measure: Measure, readings: readonly Reading[], window: readonly string[]): Outcome {
  const months = monthsOf(readings, window);
  const above = measure.numerator.map((term) => totalOf(term, months));
  const below = (measure.denominator ?? []).map((term) => totalOf(term, months));
  const refused = [...above, ...below].find((total) => 'refused' in total);
  if (refused && 'refused' in refused) return none(refused.refused);
  const age = Math.max(...[...above, ...below].map((total) => ('age' in total ? total.age : 0)));
  const numerator = added(above);
  if (!measure.denominator)
    return { amount: numerator, numerator: null, denominator: null, age, reason: null };
  const denominator = added(below);
  if (denominator.isZero()) return { ...none('zero-denominator'), numerator, denominator };
  return { amount: numerator.dividedBy(denominator), numerator, denominator, age, reason: null };
}

function added(totals: readonly Total[]): Amount {
  return sumOf(totals.flatMap((total) => ('amount' in total ? [total.amount] : [])));
}

function none(reason: NoValueReason): Outcome {
  return { amount: null, numerator: null, denominator: null, age: 0, reason };
}

/** The months asked for, up to the last one for which any report was expected yet. */
function windowOf(months: readonly string[], reports: readonly ExpectedReport[]): string[] {
  const last = reports.reduce((latest, { month }) => (month > latest ? month : latest), '');
  return months.filter((month) => month <= last);
}

function groupsOf(reports: readonly ExpectedReport[], groupBy: readonly Dimension[]): Group[] {
  const groups = new Map<string, Group>();
  for (const report of reports) {
    const unit = groupBy.includes('unit') ? (report.shownAs ?? report.unit) : null;
    const partner = unit !== null || groupBy.includes('partner') ? report.partner : null;
    const period = groupBy.includes('period') ? report.month : null;
    // A character below every other keeps the order of keys the order of their parts.
    const key = [partner, unit, period].join('\u0000');
    const group = groups.get(key) ?? { partner, unit, period, reports: [] };
    group.reports.push(report);
    groups.set(key, group);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function indexed(figures: readonly Figure[]): Map<string, Map<string, Figure>> {
  const byReport = new Map<string, Map<string, Figure>>();
  for (const figure of figures) {
    const key = keyOf(figure);
    const known = byReport.get(key) ?? new Map<string, Figure>();
    byReport.set(key, known.set(figure.indicator, figure));
  }
  return byReport;
}

function keyOf({ partner, unit, month }: { partner: string; unit: string; month: string }): string {
  return `${partner} ${unit} ${month}`;
}
