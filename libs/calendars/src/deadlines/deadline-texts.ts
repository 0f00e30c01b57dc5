import { addDays, plainDate } from '../dates/iso-date.js';
import type { DeadlineRule } from './deadline-rule.js';
import { sayInEnglish, type Say } from './english-texts.js';

/** What led to a due instant, without a word of any language; kept beside the slot and put into words when it is read. */
export interface DeadlineReason {
  readonly rule: DeadlineRule;
  /** The day from which the rule counted. */
  readonly anchor: string;
  /** The due day. */
  readonly due: string;
  /** Local time 'HH:MM' and zone of the due instant; earlier than the rule's where a half day closed. */
  readonly at: string;
  readonly zone: string;
  /** The due instant, ISO with Z. */
  readonly dueAt: string;
}

/** The rule in one line, independent of any period. */
export function ruleTextOf(rule: DeadlineRule, say: Say = sayInEnglish): string {
  const { kind, ...params } = rule.anchor;
  const offset = offsetText(rule, say(`${anchorForm(rule)}.${kind}`, params), say);
  const roll = rule.unit === 'CALENDAR_DAY' && rule.roll !== 'NONE' ? say(`rolls.${rule.roll}`, {}) : '';
  const zone = rule.zone === 'unit' || rule.zone === 'hq' ? say(`zones.${rule.zone}`, {}) : rule.zone;
  return `${offset}${roll}, ${rule.at} ${zone}, ${say(`calendars.${rule.calendars}`, {})}`;
}

/** The rule applied to its day, e.g. '7th working day after 28 Feb 2026, 18:00 Asia/Karachi = 2026-03-10T13:00Z'. */
export function explanationOf(reason: DeadlineReason, say: Say = sayInEnglish): string {
  const { rule, anchor, due, at, zone, dueAt } = reason;
  const day = say(`${anchorForm(rule)}.DATE`, { date: shortDate(anchor, say) });
  const landing = addDays(anchor, rule.offset);
  const moved =
    rule.unit === 'CALENDAR_DAY' && due !== landing ? say('moved', { date: shortDate(due, say) }) : '';
  const instant = `${dueAt.slice(0, 'YYYY-MM-DDTHH:MM'.length)}Z`;
  return `${offsetText(rule, day, say)}${moved}, ${at} ${zone} = ${instant}`;
}

/** The reason why a day did not count: a weekday has a name in every language, a holiday the one it was recorded by. */
export function dayReasonIn(reason: string | null, weekday: number, say: Say): string | null {
  if (reason === null) return null;
  const english = sayInEnglish('weekdays', {}).split(' ')[weekday - 1];
  const local = say('weekdays', {}).split(' ')[weekday - 1];
  // Only where the weekday is the whole reason of a calendar: Good Friday is a name.
  return reason.replaceAll(new RegExp(`(^|, )${english}(?=$|,| \\()`, 'g'), `$1${local}`);
}

// "On the end of the period" and "after the end of the period" take different cases in other languages.
function anchorForm({ offset, unit }: DeadlineRule): string {
  return offset === 0 && unit === 'CALENDAR_DAY' ? 'anchorsAlone' : 'anchors';
}

function offsetText({ offset, unit }: DeadlineRule, anchor: string, say: Say): string {
  if (offset === 0) return unit === 'WORKING_DAY' ? say('firstWorkingDay', { anchor }) : anchor;
  const direction = offset > 0 ? 'After' : 'Before';
  const key = unit === 'WORKING_DAY' ? `workingDay${direction}` : `calendarDay${direction}`;
  return say(key, { count: Math.abs(offset), ordinal: true, anchor });
}

function shortDate(date: string, say: Say): string {
  const { day, month, year } = plainDate(date);
  return `${day} ${say('months', {}).split(' ')[month - 1]} ${year}`;
}
