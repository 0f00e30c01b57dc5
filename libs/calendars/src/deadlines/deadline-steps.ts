import { addDays } from '../dates/iso-date.js';
import type { Period } from '../periods/period.js';
import { NO_TABLES, type PeriodTables } from '../periods/period-tables.js';
import { periodContaining, shiftPeriod } from '../periods/periods.js';
import type { WorkingCalendar } from '../working-days/working-calendar.js';
import { countWorkingDays } from '../working-days/working-days.js';
import type { CountedDay } from '../working-days/working-days.js';
import type { DeadlineRule } from './deadline-rule.js';

/** Something that happened on a local day, for rules anchored to an EVENT. */
export interface DeadlineEvent {
  readonly name: string;
  readonly date: string;
}

/** What a deadline is computed for. */
export type DeadlineSubject = Period | DeadlineEvent;

/** The question does not fit the rule, e.g. a period is given where the rule waits for an event. */
export class DeadlineSubjectError extends TypeError {}

/** The local day from which the rule counts. */
export function anchorDate(
  { anchor }: DeadlineRule,
  subject: DeadlineSubject,
  tables: PeriodTables = NO_TABLES,
): string {
  if (anchor.kind === 'EVENT') {
    if (isPeriod(subject)) throw new DeadlineSubjectError(`The rule counts from the event ${anchor.name}.`);
    return subject.date;
  }
  if (!isPeriod(subject)) throw new DeadlineSubjectError('The rule counts from a period.');
  switch (anchor.kind) {
    case 'PERIOD_START':
      return subject.start;
    case 'PERIOD_END':
      return subject.end;
    case 'FIXED_LOCAL_DAY': {
      const next = shiftPeriod(subject, 1, tables);
      // Counted from the subject's own end: behind an irregular period the next month begins on another day.
      return addDays(subject.end, Math.min(anchor.day, next.days));
    }
  }
}

/** Every day passed from the anchor to the due day, which is the last one. */
export function deadlineSteps(
  rule: DeadlineRule,
  subject: DeadlineSubject,
  calendars: readonly WorkingCalendar[],
  tables: PeriodTables = NO_TABLES,
): CountedDay[] {
  const anchor = anchorDate(rule, subject, tables);
  if (rule.unit === 'WORKING_DAY') return countWorkingDays(calendars, anchor, rule.offset);
  const landing = addDays(anchor, rule.offset);
  return [...elapsedDays(anchor, rule.offset), ...rollSteps(rule, landing, subject, calendars, tables)];
}

// The landing day is not among them: it is judged by the roll.
function elapsedDays(anchor: string, offset: number): CountedDay[] {
  const direction = Math.sign(offset);
  return Array.from({ length: Math.max(Math.abs(offset) - 1, 0) }, (_, index) => ({
    date: addDays(anchor, direction * (index + 1)),
    counted: true,
    reason: null,
  }));
}

function rollSteps(
  rule: DeadlineRule,
  landing: string,
  subject: DeadlineSubject,
  calendars: readonly WorkingCalendar[],
  tables: PeriodTables,
): CountedDay[] {
  if (rule.roll === 'NONE') return [{ date: landing, counted: true, reason: null }];
  const forward = countWorkingDays(calendars, landing, 0);
  if (forward.length === 1 || rule.roll === 'FOLLOWING') return forward;
  const back = [forward[0], ...countWorkingDays(calendars, landing, -1)];
  if (rule.roll === 'PRECEDING') return back;
  const rolled = forward[forward.length - 1].date;
  return monthOf(rolled, subject, tables) === monthOf(landing, subject, tables) ? forward : back;
}

// The month which a rolled day must not leave is that of the calendar the report itself follows.
function monthOf(date: string, subject: DeadlineSubject, tables: PeriodTables): string {
  return periodContaining(isPeriod(subject) ? subject.scheme : 'GREGORIAN_MONTH', date, tables).id;
}

function isPeriod(subject: DeadlineSubject): subject is Period {
  return 'scheme' in subject;
}
