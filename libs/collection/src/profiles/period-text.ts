import { periodContaining } from '#calendars';
import { inLatinDigits } from './number-grammar.js';
import { ReportRefusal } from './report.js';
import type { ReportPeriod, ReportPlace } from './report.js';
import { PERIOD_SCHEMES } from './source-profile.js';
import type { DigitSet, PeriodPattern, PeriodRule } from './source-profile.js';

const PATTERNS: Readonly<Record<PeriodPattern, RegExp>> = {
  'yyyy-MM': /^(?<year>\d{4})-(?<month>\d{2})$/,
  'MM/yyyy': /^(?<month>\d{2})\/(?<year>\d{4})$/,
  yyyyMM: /^(?<year>\d{4})(?<month>\d{2})$/,
  'yyyy/MM': /^(?<year>\d{4})\/(?<month>\d{2})$/,
  PERIOD_ID: /^(?<scheme>[A-Z_]{1,30}):(?<year>\d{4})-(?<month>\d{2})$/,
  // Resolved by the calendar first; what it answers is a period id.
  START_DURATION: /^(?<scheme>[A-Z_]{1,30}):(?<year>\d{4})-(?<month>\d{2})$/,
};
/** No reporting scheme has more: the short thirteenth month of the Ethiopian year is reported with the twelfth. */
const MONTHS_PER_YEAR = 12;

/** The id text of a period, as used everywhere in addresses and payloads. */
export function periodIdText(scheme: string, year: number, month: number): string {
  return `${scheme}:${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/**
 * Reads a reporting month exactly as its profile writes it.
 *
 * @throws ReportRefusal `invalid-period`, because a file whose month is in doubt has no right place to go.
 */
export function readPeriod(
  text: string,
  rule: PeriodRule,
  digits: readonly DigitSet[],
  at: ReportPlace,
): ReportPeriod {
  const plain = inLatinDigits(text.trim(), digits) ?? '';
  const latin = rule.pattern === 'START_DURATION' ? idOfRange(plain, rule) : plain;
  const { year, month, scheme: written = rule.scheme } = PATTERNS[rule.pattern].exec(latin)?.groups ?? {};
  const scheme = PERIOD_SCHEMES.find((code) => code === written && code === (rule.scheme ?? code));
  const inYear = Number(month) >= 1 && Number(month) <= MONTHS_PER_YEAR;
  if (year === undefined || Number(year) === 0 || !inYear || scheme === undefined) {
    const message = `"${text.slice(0, 40)}" is not a month of ${rule.scheme ?? 'any scheme'} written as ${rule.pattern}.`;
    throw new ReportRefusal('invalid-period', message, at);
  }
  const id = periodIdText(scheme, Number(year), Number(month));
  return { id, scheme, year: Number(year), month: Number(month) };
}

const RANGE = /^(\d{4}-\d{2}-\d{2})\/P(?:(\d{1,3})D|1M)$/;

/** The id of the period that a time range is exactly; empty when the range is no month of the scheme. */
function idOfRange(text: string, { scheme }: PeriodRule): string {
  const [, start, days] = RANGE.exec(text) ?? [];
  if (start === undefined || scheme === null) return '';
  try {
    const period = periodContaining(scheme, start);
    const isWhole = period.start === start && (days === undefined || Number(days) === period.days);
    return isWhole ? period.id : '';
  } catch {
    return '';
  }
}
