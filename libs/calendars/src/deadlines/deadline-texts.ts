import { plainDate } from '../dates/iso-date.js';
import type { DeadlineRule } from './deadline-rule.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const ROLL_TEXTS: Record<DeadlineRule['roll'], string> = {
  FOLLOWING: ', moved to the next working day',
  PRECEDING: ', moved to the last working day before',
  MODIFIED_FOLLOWING: ', moved to the nearest working day of the same month',
  NONE: '',
};

const CALENDAR_TEXTS: Record<DeadlineRule['calendars'], string> = {
  UNIT: "the unit's working calendar",
  HQ: "headquarters' working calendar",
  UNIT_AND_HQ: 'days worked both by the unit and by headquarters',
};

/** The rule in one English line, independent of any period. */
export function ruleTextOf(rule: DeadlineRule): string {
  const zone = rule.zone === 'unit' ? 'unit time' : rule.zone === 'hq' ? 'headquarters time' : rule.zone;
  const roll = rule.unit === 'CALENDAR_DAY' ? ROLL_TEXTS[rule.roll] : '';
  return `${offsetText(rule, anchorText(rule))}${roll}, ${rule.at} ${zone}, ${CALENDAR_TEXTS[rule.calendars]}`;
}

/** The rule applied to an anchor day, e.g. '7th working day after 28 Feb 2026'. */
export function countedText(rule: DeadlineRule, anchor: string, due: string, landing: string): string {
  const moved = rule.unit === 'CALENDAR_DAY' && due !== landing ? `, moved to ${shortDate(due)}` : '';
  return `${offsetText(rule, shortDate(anchor))}${moved}`;
}

function offsetText({ offset, unit }: DeadlineRule, anchor: string): string {
  if (offset === 0) return unit === 'WORKING_DAY' ? `${anchor} or the next working day` : anchor;
  const day = unit === 'WORKING_DAY' ? 'working day' : 'calendar day';
  return `${ordinal(Math.abs(offset))} ${day} ${offset > 0 ? 'after' : 'before'} ${anchor}`;
}

function anchorText({ anchor }: DeadlineRule): string {
  switch (anchor.kind) {
    case 'PERIOD_END':
      return 'the end of the period';
    case 'PERIOD_START':
      return 'the start of the period';
    case 'FIXED_LOCAL_DAY':
      return `day ${anchor.day} of the following month`;
    case 'EVENT':
      return `the event ${anchor.name}`;
  }
}

function shortDate(date: string): string {
  const { day, month, year } = plainDate(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

function ordinal(value: number): string {
  const isTeen = value % 100 >= 11 && value % 100 <= 13;
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}
