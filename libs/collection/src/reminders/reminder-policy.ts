import { InvalidReferenceDataError } from '#calendars';
import { ROLES, type Role } from '#identity';

/** One step of a ladder. */
export interface Rung {
  rung: string;
  /** Working days of the reader from the day of the deadline; negative: before it. */
  workingDays: number;
  roles: readonly Role[];
  urgent: boolean;
}

/** Things that happen to a report and are told at once. */
export const REMINDER_EVENTS = ['RETURNED', 'CORRECTED', 'DEADLINE_MOVED'] as const;
export type ReminderEventKind = (typeof REMINDER_EVENTS)[number];

export interface ReminderPolicy {
  /** Local times 'HH:MM' between which an office reads mail on a working day; the end is not part of it. */
  officeHours: { from: string; until: string };
  /** By form code, each from the earliest rung to the latest. */
  ladders: ReadonlyMap<string, readonly Rung[]>;
  events: Readonly<Record<ReminderEventKind, { roles: readonly Role[]; urgent: boolean }>>;
  /** Days after which something that happened is no news any more. */
  eventsWithinDays: number;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads the parsed content of `config/reference/reminders.yaml`.
 *
 * @throws InvalidReferenceDataError, which names the place, at the first thing that cannot be used.
 */
export function reminderPolicyFrom(yaml: unknown): ReminderPolicy {
  const file = record(yaml, 'reminders', ['officeHours', 'ladders', 'events']);
  const hours = record(file.officeHours, 'reminders.officeHours', ['from', 'until']);
  const officeHours = { from: time(hours.from, 'from'), until: time(hours.until, 'until') };
  if (officeHours.from >= officeHours.until) throw fault('reminders.officeHours', 'from comes before until');
  const events = record(file.events, 'reminders.events', ['withinDays', ...REMINDER_EVENTS]);
  return {
    officeHours,
    ladders: new Map(list(file.ladders, 'reminders.ladders').map(ladder)),
    events: {
      RETURNED: event(events, 'RETURNED'),
      CORRECTED: event(events, 'CORRECTED'),
      DEADLINE_MOVED: event(events, 'DEADLINE_MOVED'),
    },
    eventsWithinDays: whole(events.withinDays, 'reminders.events.withinDays'),
  };
}

/** Every role that some rung or event speaks to. */
export function rolesOf(policy: ReminderPolicy): Role[] {
  const rungs = [...policy.ladders.values()].flat();
  return [...new Set([...rungs, ...Object.values(policy.events)].flatMap(({ roles }) => roles))];
}

function ladder(yaml: unknown, index: number): [string, Rung[]] {
  const path = `reminders.ladders[${index}]`;
  const { form, rungs } = record(yaml, path, ['form', 'rungs']);
  if (typeof form !== 'string') throw fault(`${path}.form`, 'expected the code of a form');
  const read = list(rungs, `${path}.rungs`).map((entry, step) => rung(entry, `${path}.rungs[${step}]`));
  const climbs = read.slice(1).every(({ workingDays }, step) => workingDays > read[step].workingDays);
  if (!climbs || new Set(read.map((one) => one.rung)).size !== read.length)
    throw fault(`${path}.rungs`, 'expected different rungs from the earliest to the latest');
  return [form, read];
}

function rung(yaml: unknown, path: string): Rung {
  const fields = record(yaml, path, ['rung', 'workingDays', 'roles', 'urgent']);
  if (typeof fields.rung !== 'string') throw fault(`${path}.rung`, 'expected a name');
  return {
    rung: fields.rung,
    workingDays: whole(fields.workingDays, `${path}.workingDays`),
    roles: roles(fields.roles, `${path}.roles`),
    urgent: fields.urgent === true,
  };
}

function event(events: Record<string, unknown>, kind: ReminderEventKind): { roles: Role[]; urgent: boolean } {
  const path = `reminders.events.${kind}`;
  const fields = record(events[kind], path, ['roles', 'urgent']);
  return { roles: roles(fields.roles, `${path}.roles`), urgent: fields.urgent === true };
}

function roles(yaml: unknown, path: string): Role[] {
  const known = list(yaml, path).filter((role): role is Role => ROLES.includes(role as Role));
  if (known.length === 0 || known.length !== (yaml as unknown[]).length)
    throw fault(path, `expected some of ${ROLES.join(', ')}`);
  return known;
}

function time(value: unknown, field: string): string {
  if (typeof value === 'string' && TIME.test(value)) return value;
  throw fault(`reminders.officeHours.${field}`, "expected a time 'HH:MM'");
}

function whole(value: unknown, path: string): number {
  if (Number.isInteger(value)) return value as number;
  throw fault(path, 'expected a whole number');
}

function list(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw fault(path, 'expected a list');
}

function record(value: unknown, path: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fault(path, 'expected fields');
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown) throw fault(`${path}.${unknown}`, 'unknown field');
  return value as Record<string, unknown>;
}

function fault(path: string, reason: string): InvalidReferenceDataError {
  return new InvalidReferenceDataError(path, reason);
}
