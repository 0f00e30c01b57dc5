import { deadlineRuleFrom } from '../deadlines/deadline-rule.js';
import { PERIOD_SCHEMES } from '../periods/period.js';
import { ReferenceFields } from '../reference-data/reference-fields.js';
import type { CalendarAssignment, CalendarPolicy } from './calendar-assignment.js';

const POLICY_FIELDS = ['hqWorkingCalendar', 'reportDeadline', 'lockAfterDays', 'reviewDeadline', 'partners'];
const ASSIGNMENT_FIELDS = [
  'partner',
  'scheme',
  'zone',
  'workingCalendar',
  'from',
  'until',
  'confirmed',
  'note',
];
const MAX_LOCK_DAYS = 3660;

/**
 * Reads the parsed content of `config/reference/calendars.yaml`. `knownCalendars` are the codes of the working
 * calendars, which every assignment must name. Throws InvalidReferenceDataError at the first thing that is unusable.
 */
export function calendarPolicyFrom(yamlObject: unknown, knownCalendars: Iterable<string>): CalendarPolicy {
  const fields = new ReferenceFields(yamlObject, 'calendars', POLICY_FIELDS);
  const codes = [...knownCalendars];
  const assignments = fields
    .list('partners')
    .map((entry, index) => assignmentFrom(entry, `${fields.path}.partners[${index}]`, codes));
  rejectOverlaps(assignments, fields);
  return {
    hqWorkingCalendar: fields.oneOf('hqWorkingCalendar', codes),
    reportDeadline: deadlineRuleFrom(fields.value('reportDeadline'), `${fields.path}.reportDeadline`),
    lockAfterDays: fields.wholeNumber('lockAfterDays', 0, MAX_LOCK_DAYS),
    reviewDeadline: deadlineRuleFrom(fields.value('reviewDeadline'), `${fields.path}.reviewDeadline`),
    assignments,
  };
}

function assignmentFrom(entry: unknown, path: string, codes: readonly string[]): CalendarAssignment {
  const fields = new ReferenceFields(entry, path, ASSIGNMENT_FIELDS);
  const from = fields.optionalDate('from');
  const until = fields.optionalDate('until');
  if (from !== null && until !== null && from >= until)
    throw fields.fault('until', 'expected a day after from');
  return {
    partner: fields.text('partner'),
    scheme: fields.oneOf('scheme', PERIOD_SCHEMES),
    zone: fields.zone('zone'),
    workingCalendar: fields.oneOf('workingCalendar', codes),
    from,
    until,
    confirmed: fields.flag('confirmed', false),
    note: fields.optionalText('note'),
  };
}

function rejectOverlaps(assignments: readonly CalendarAssignment[], fields: ReferenceFields): void {
  assignments.forEach((later, index) => {
    const clash = assignments.slice(0, index).some((earlier) => overlap(earlier, later));
    if (clash)
      throw fields.fault(`partners[${index}]`, `${later.partner} already has a calendar at that time`);
  });
}

function overlap(a: CalendarAssignment, b: CalendarAssignment): boolean {
  if (a.partner !== b.partner) return false;
  return startsBeforeEnd(a.from, b.until) && startsBeforeEnd(b.from, a.until);
}

function startsBeforeEnd(from: string | null, until: string | null): boolean {
  return from === null || until === null || from < until;
}
