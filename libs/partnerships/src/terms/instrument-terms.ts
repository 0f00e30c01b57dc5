import { daysBetween, documentedDate, type DocumentedDate } from '#calendars';
import type { InstrumentAct } from '../instruments/instrument.js';
import { longestDays, shiftDay, shiftDocumented } from './duration.js';

export const RENEWAL_MODES = ['AUTO', 'BY_NOTICE', 'BY_NEW_INSTRUMENT', 'INDEFINITE', 'UNKNOWN'] as const;
export type RenewalMode = (typeof RENEWAL_MODES)[number];

/** How long before a notice deadline an instrument counts as expiring. */
export const EXPIRING_LEAD = 'P180D';

/** For how long an instrument is concluded, as far as documented. Durations are ISO 8601. */
export interface InstrumentTerms {
  from: DocumentedDate;
  until: DocumentedDate;
  renewalMode: RenewalMode;
  /** By how much each automatic renewal lengthens the term. */
  renewalPeriod: string | null;
  /** How long before the end, or before a denunciation takes effect, notice must be given. */
  noticePeriod: string | null;
}

export const UNKNOWN_TERMS: InstrumentTerms = {
  from: documentedDate(null),
  until: documentedDate(null),
  renewalMode: 'UNKNOWN',
  renewalPeriod: null,
  noticePeriod: null,
};

/** The term that runs on a day. */
export interface CurrentTerm {
  /** Null: no end, or none that is documented. */
  end: DocumentedDate | null;
  /** End of the term before it, when it was lengthened by itself. */
  previousEnd: DocumentedDate | null;
}

/**
 * The term that runs on a day after the renewals that happened by then. An automatic renewal adds whole periods; if
 * its length is not documented, the end of the new term is unknown.
 *
 * @param acts valid acts that happened by the day, in the order of dates
 */
export function currentTerm(
  terms: InstrumentTerms,
  acts: readonly InstrumentAct[],
  day: string,
): CurrentTerm {
  const end = recordedEnd(terms, acts);
  if (terms.renewalMode !== 'AUTO' || !isPast(end, day)) return { end, previousEnd: null };
  return rolledOn(end, terms.renewalPeriod, day);
}

/** The day by which notice must be given: the end less the notice period, or the end where no period is known. */
export function noticeDeadline(terms: InstrumentTerms, end: DocumentedDate | null): DocumentedDate | null {
  if (!end || terms.noticePeriod === null) return end;
  return shiftDocumented(end, terms.noticePeriod, -1);
}

/** The first day on which a documented deadline may fall, which is the one to act by. */
export function safeDay(deadline: DocumentedDate): string {
  return deadline.earliest ?? deadline.latest ?? '9999-12-31';
}

/** True when the term is over and nothing lengthened it. `certainly` asks for every reading of a vague end. */
export function hasExpired(
  terms: InstrumentTerms,
  term: CurrentTerm,
  day: string,
  certainly: boolean,
): boolean {
  if (terms.renewalMode === 'AUTO' || terms.renewalMode === 'INDEFINITE' || !term.end) return false;
  return certainly ? isPast(term.end, day) : safeDay(term.end) < day;
}

/** True from 180 days before the notice deadline on. */
export function isExpiring(terms: InstrumentTerms, term: CurrentTerm, day: string): boolean {
  const deadline = noticeDeadline(terms, term.end);
  return deadline !== null && shiftDay(safeDay(deadline), EXPIRING_LEAD, -1) <= day;
}

/** The act by which somebody decided what happens at the end of the running term, if there is one. */
export function decisionOn(acts: readonly InstrumentAct[], term: CurrentTerm): InstrumentAct | undefined {
  return acts.findLast(
    (act) =>
      act.act === 'DENOUNCED' ||
      act.act === 'TERMINATED' ||
      (act.act === 'RENEWED' && act.newUntil.precision === 'UNKNOWN' && isAfter(act, term.previousEnd)),
  );
}

function recordedEnd(terms: InstrumentTerms, acts: readonly InstrumentAct[]): DocumentedDate | null {
  const renewal = acts.findLast((act) => act.act === 'RENEWED');
  if (renewal && renewal.newUntil.precision !== 'UNKNOWN') return renewal.newUntil;
  if (renewal && terms.renewalMode !== 'AUTO') return null;
  return terms.until.latest === null ? null : terms.until;
}

function rolledOn(end: DocumentedDate | null, period: string | null, day: string): CurrentTerm {
  if (!end || period === null) return { end: null, previousEnd: end };
  // The longest that the periods can be gives a first guess from below, so that no far day is walked to.
  let times = Math.max(1, Math.floor(daysBetween(end.latest ?? day, day) / longestDays(period)));
  while (isPast(shiftDocumented(end, period, times), day)) times += 1;
  return { end: shiftDocumented(end, period, times), previousEnd: shiftDocumented(end, period, times - 1) };
}

function isPast(end: DocumentedDate | null, day: string): boolean {
  return end?.latest !== null && end?.latest !== undefined && end.latest < day;
}

function isAfter(act: InstrumentAct, previous: DocumentedDate | null): boolean {
  const last = act.date.latest ?? act.knownBy;
  return (
    previous?.latest === null || previous?.latest === undefined || (last !== null && last > previous.latest)
  );
}
