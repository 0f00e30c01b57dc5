import { ReferenceFields } from '../reference-data/reference-fields.js';

export const DEADLINE_UNITS = ['WORKING_DAY', 'CALENDAR_DAY'] as const;
export const DEADLINE_ROLLS = ['FOLLOWING', 'PRECEDING', 'MODIFIED_FOLLOWING', 'NONE'] as const;
export const DEADLINE_CALENDARS = ['UNIT', 'HQ', 'UNIT_AND_HQ'] as const;
const ANCHOR_KINDS = ['PERIOD_END', 'PERIOD_START', 'FIXED_LOCAL_DAY', 'EVENT'] as const;

/** The day from which a deadline is counted. */
export type DeadlineAnchor =
  | { readonly kind: 'PERIOD_END' }
  | { readonly kind: 'PERIOD_START' }
  /** The given day of the following month in the period's own calendar; the last day where the month is shorter. */
  | { readonly kind: 'FIXED_LOCAL_DAY'; readonly day: number }
  /** Something that happened, such as a submission; its day comes with the question. */
  | { readonly kind: 'EVENT'; readonly name: string };

/** How the due instant of a report, a review or an answer is computed. */
export interface DeadlineRule {
  readonly anchor: DeadlineAnchor;
  /** Days after the anchor, which itself is never counted; negative counts back; 0 is the anchor, rolled. */
  readonly offset: number;
  readonly unit: (typeof DEADLINE_UNITS)[number];
  /**
   * Where a CALENDAR_DAY deadline goes that falls on a day off. MODIFIED_FOLLOWING goes forward unless that leaves the
   * month, then back. PRECEDING and MODIFIED_FOLLOWING may end before the anchor; that is the choice of the rule.
   */
  readonly roll: (typeof DEADLINE_ROLLS)[number];
  /** Local wall-clock time 'HH:MM'. */
  readonly at: string;
  /** 'unit', 'hq' or an IANA id. */
  readonly zone: string;
  /** UNIT_AND_HQ: a day counts only if both work. */
  readonly calendars: (typeof DEADLINE_CALENDARS)[number];
  /** Minutes after the due instant during which a report still counts as on time. They do not move the due instant. */
  readonly grace: number;
}

const RULE_FIELDS = ['anchor', 'offset', 'unit', 'roll', 'at', 'zone', 'calendars', 'grace'];
const MAX_OFFSET_DAYS = 400;
const MAX_GRACE_MINUTES = 7 * 24 * 60;

/**
 * Reads a rule from parsed YAML or JSON and fills the defaults: roll FOLLOWING, 18:00 in the unit's zone, the unit's
 * calendar, no grace. Throws InvalidReferenceDataError, which names the field below `path`.
 */
export function deadlineRuleFrom(value: unknown, path = 'deadlineRule'): DeadlineRule {
  const fields = new ReferenceFields(value, path, RULE_FIELDS);
  const isAbsent = (name: string): boolean => fields.value(name) === undefined;
  return {
    anchor: anchorFrom(fields.value('anchor'), `${path}.anchor`),
    offset: fields.wholeNumber('offset', -MAX_OFFSET_DAYS, MAX_OFFSET_DAYS),
    unit: fields.oneOf('unit', DEADLINE_UNITS),
    roll: isAbsent('roll') ? 'FOLLOWING' : fields.oneOf('roll', DEADLINE_ROLLS),
    at: isAbsent('at') ? '18:00' : fields.localTime('at'),
    zone: zoneFrom(fields),
    calendars: isAbsent('calendars') ? 'UNIT' : fields.oneOf('calendars', DEADLINE_CALENDARS),
    grace: isAbsent('grace') ? 0 : fields.wholeNumber('grace', 0, MAX_GRACE_MINUTES),
  };
}

function anchorFrom(value: unknown, path: string): DeadlineAnchor {
  const fields = new ReferenceFields(value, path, ['kind', 'day', 'name']);
  const kind = fields.oneOf('kind', ANCHOR_KINDS);
  if (kind === 'FIXED_LOCAL_DAY') return { kind, day: fields.wholeNumber('day', 1, 36) };
  if (kind === 'EVENT') return { kind, name: fields.text('name') };
  return { kind };
}

function zoneFrom(fields: ReferenceFields): string {
  const value = fields.value('zone') ?? 'unit';
  return value === 'unit' || value === 'hq' ? value : fields.zone('zone');
}
