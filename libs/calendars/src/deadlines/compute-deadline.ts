import { Temporal } from 'temporal-polyfill/full';
import { addDays, laterDate } from '../dates/iso-date.js';
import { NO_TABLES, type PeriodTables } from '../periods/period-tables.js';
import type { WorkingCalendar } from '../working-days/working-calendar.js';
import { explainDay, hasTentativeDay } from '../working-days/working-days.js';
import type { CountedDay } from '../working-days/working-days.js';
import type { DeadlineRule } from './deadline-rule.js';
import { anchorDate, deadlineSteps } from './deadline-steps.js';
import type { DeadlineSubject } from './deadline-steps.js';
import { explanationOf, ruleTextOf, type DeadlineReason } from './deadline-texts.js';
import { localInstant } from './local-instant.js';

/** The two calendars a rule may count in; the zone of `hq` is headquarters' time. */
export interface DeadlineCalendars {
  readonly unit: WorkingCalendar;
  readonly hq: WorkingCalendar;
}

/** One deadline with everything that led to it, fit to be stored beside the slot. */
export interface Deadline {
  /** The due instant, ISO with Z. */
  dueAt: string;
  /** The same instant on the wall clock of the rule's zone, e.g. '2026-03-10T18:00:00+05:00'. */
  localDueAt: string;
  /** Until when a report still counts as on time: `dueAt` plus the rule's grace. */
  graceUntil: string;
  ruleText: string;
  /** The same without words, to be put into the reader's language. */
  reason: DeadlineReason;
  /** Every day passed; the last one is the due day. */
  steps: CountedDay[];
  /** English one-liner, e.g. '7th working day after 28 Feb 2026, 18:00 Asia/Karachi = 2026-03-10T13:00Z'. */
  explanation: string;
  /** True when an unconfirmed holiday lies on the way or within three days of the due day. */
  tentative: boolean;
  calendarVersions: { code: string; version: string }[];
}

const TENTATIVE_REACH_DAYS = 3;

/**
 * Computes the due instant of a rule for a period, or for an event where the rule is anchored to one. `zone` is the
 * unit's IANA zone, which a country's calendar cannot know where the country has several.
 * A half day on the due day brings the time of day forward to its closing time.
 * Throws NoWorkingDayError when the calendars share no working day, DeadlineSubjectError for an unfit subject.
 */
export function computeDeadline(
  rule: DeadlineRule,
  subject: DeadlineSubject,
  calendars: DeadlineCalendars,
  zone: string,
  tables: PeriodTables = NO_TABLES,
): Deadline {
  const counting = countingCalendars(rule, calendars);
  const anchor = anchorDate(rule, subject, tables);
  const steps = deadlineSteps(rule, subject, counting, tables);
  const dueDate = steps[steps.length - 1].date;
  const due = dueInstant(rule, dueDate, counting, calendars, zone);
  const dueAt = due.toInstant();
  const at = due.toPlainTime().toString({ smallestUnit: 'minute' });
  const reason = { rule, anchor, due: dueDate, at, zone: due.timeZoneId, dueAt: dueAt.toString() };
  return {
    dueAt: dueAt.toString(),
    localDueAt: due.toString({ timeZoneName: 'never' }),
    graceUntil: dueAt.add({ minutes: rule.grace }).toString(),
    ruleText: ruleTextOf(rule),
    steps,
    explanation: explanationOf(reason),
    reason,
    tentative: isTentative(counting, anchor, dueDate),
    calendarVersions: counting.map(({ code, version }) => ({ code, version })),
  };
}

function countingCalendars(
  { calendars: choice }: DeadlineRule,
  { unit, hq }: DeadlineCalendars,
): WorkingCalendar[] {
  switch (choice) {
    case 'UNIT':
      return [unit];
    case 'HQ':
      return [hq];
    case 'UNIT_AND_HQ':
      return unit.code === hq.code ? [unit] : [unit, hq];
  }
}

function zoneOf(rule: DeadlineRule, calendars: DeadlineCalendars, unitZone: string): string {
  if (rule.zone === 'unit') return unitZone;
  return rule.zone === 'hq' ? calendars.hq.zone : rule.zone;
}

// Offices close by their own clock, which is not the rule's when the rule counts in headquarters' time.
function dueInstant(
  rule: DeadlineRule,
  date: string,
  counting: readonly WorkingCalendar[],
  calendars: DeadlineCalendars,
  unitZone: string,
): Temporal.ZonedDateTime {
  const zone = zoneOf(rule, calendars, unitZone);
  const closings = counting.flatMap((calendar) => {
    const { closesAt } = explainDay(calendar, date);
    const ownZone = calendar === calendars.unit ? unitZone : calendar.zone;
    return closesAt === null ? [] : [localInstant(date, closesAt, ownZone).withTimeZone(zone)];
  });
  return [localInstant(date, rule.at, zone), ...closings].reduce((earliest, closing) =>
    Temporal.ZonedDateTime.compare(closing, earliest) < 0 ? closing : earliest,
  );
}

// A holiday that moves by a day matters wherever the counting passed it, not only close to the due day.
function isTentative(calendars: readonly WorkingCalendar[], anchor: string, dueDate: string): boolean {
  const until = addDays(laterDate(anchor, dueDate), TENTATIVE_REACH_DAYS);
  const nearDue = addDays(dueDate, -TENTATIVE_REACH_DAYS);
  return hasTentativeDay(calendars, anchor < nearDue ? anchor : nearDue, until);
}
