import { daysBetween, type DocumentedDate } from '#calendars';
import { actsBy, validActs } from '../instruments/instrument.lifecycle.js';
import type { ActKind, InstrumentStatus } from '../instruments/instrument.js';
import type { InstrumentOnDay } from '../instruments/instruments.service.js';
import { shiftDay } from './duration.js';
import { currentTerm, decisionOn, noticeDeadline, safeDay } from './instrument-terms.js';

/** Bands of days before a deadline at which it is brought up. */
const BANDS_DAYS = [30, 90, 180] as const;
const OVER: readonly InstrumentStatus[] = ['DRAFT', 'INITIALLED', 'EXPIRED', 'TERMINATED'];

/** By when something must be done about the end of an instrument's term. */
export interface NoticeDeadline {
  instrument: InstrumentOnDay;
  termEnd: DocumentedDate;
  deadline: DocumentedDate;
  /** The day to act by: the first one on which a vague deadline may fall. */
  actBy: string;
  /** Negative when that day has passed. */
  daysLeft: number;
  band: 'PASSED' | 'WITHIN_30' | 'WITHIN_90' | 'WITHIN_180' | 'LATER';
  /** What was decided about this end: an act, or the instrument that follows. */
  decision: { act: ActKind | 'SUCCESSOR'; id: string } | null;
  /** It renews itself, the deadline is near or gone, and nobody has decided that it should. */
  atRisk: boolean;
}

/**
 * Deadlines that fall within a duration from a day, those that were missed first. An instrument whose end is not
 * documented has none.
 */
export function noticeDeadlines(
  instruments: readonly InstrumentOnDay[],
  day: string,
  within: string,
): NoticeDeadline[] {
  const horizon = shiftDay(day, within);
  return instruments
    .flatMap((instrument) => deadlineOf(instrument, day))
    .filter(({ actBy }) => actBy <= horizon)
    .toSorted((a, b) =>
      a.actBy === b.actBy ? (a.instrument.code < b.instrument.code ? -1 : 1) : a.actBy < b.actBy ? -1 : 1,
    );
}

function deadlineOf(instrument: InstrumentOnDay, day: string): NoticeDeadline[] {
  if (OVER.includes(instrument.standing.status)) return [];
  const acts = actsBy(validActs(instrument), day, 'CERTAIN');
  const term = currentTerm(instrument.terms, acts, day);
  const deadline = noticeDeadline(instrument.terms, term.end);
  if (!term.end || !deadline) return [];
  const actBy = safeDay(deadline);
  const daysLeft = daysBetween(day, actBy);
  const decision = decided(instrument, decisionOn(acts, term));
  const atRisk = instrument.terms.renewalMode === 'AUTO' && decision === null && daysLeft <= 180;
  return [
    { instrument, termEnd: term.end, deadline, actBy, daysLeft, band: bandOf(daysLeft), decision, atRisk },
  ];
}

function decided(
  { supersededBy }: InstrumentOnDay,
  act: { act: ActKind; id: string } | undefined,
): NoticeDeadline['decision'] {
  if (act) return { act: act.act, id: act.id };
  return supersededBy.length > 0 ? { act: 'SUCCESSOR', id: supersededBy[0] } : null;
}

function bandOf(daysLeft: number): NoticeDeadline['band'] {
  if (daysLeft < 0) return 'PASSED';
  const band = BANDS_DAYS.find((days) => daysLeft <= days);
  return band === undefined ? 'LATER' : `WITHIN_${band}`;
}
