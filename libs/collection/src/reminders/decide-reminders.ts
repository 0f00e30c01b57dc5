import { addWorkingDays, localDateIn, type WorkingCalendar } from '#calendars';
import type { Role } from '#identity';
import { localMoment, type LocalMoment } from './office-hours.js';
import type { ReminderEventKind, ReminderPolicy, Rung } from './reminder-policy.js';

/** An expected report as a reminder looks at it. */
export interface RemindedSlot {
  id: string;
  form: string;
  unit: string;
  opensAt: string;
  /** The due instant in force, with what was granted. */
  dueAt: string;
  /** Whether a hand-in is still waited for: not submitted, waived, cancelled or closed. */
  awaited: boolean;
}

/** Something that happened to a report. */
export interface RemindedEvent {
  /** Names this happening among all others, e.g. `returned:<submission>`. */
  key: string;
  kind: ReminderEventKind;
  slotId: string;
  unit: string;
}

/** One person, with every role that counts here. */
export interface RemindedPerson {
  id: string;
  /** Roles, each for one unit or (null) for all. */
  duties: readonly { role: Role; unit: string | null }[];
  zone: string;
  calendar: WorkingCalendar;
}

export interface Told {
  event: string;
  recipient: string;
  rung: string;
}

export interface Reminder {
  slotId: string;
  recipient: string;
  event: string;
  rung: string;
  kind: ReminderEventKind | 'DUE_SOON' | 'DUE_TODAY' | 'OVERDUE';
  urgent: boolean;
  /** Recorded as told without being told: a later rung says the same and more. */
  superseded: boolean;
}

export interface ReminderQuestion {
  now: string;
  slots: readonly RemindedSlot[];
  events: readonly RemindedEvent[];
  people: readonly RemindedPerson[];
  told: readonly Told[];
  policy: ReminderPolicy;
}

/** The event that all rungs of one report belong to; it does not name the due instant, which may move. */
export function ladderEvent(slotId: string): string {
  return `due:${slotId}`;
}

/**
 * Who is to be told what right now. A function of its input alone: asked twice it answers the same, and nothing that
 * was told is answered again, so a tick may be missed or repeated.
 */
export function decideReminders(question: ReminderQuestion): Reminder[] {
  const { slots, events, people, told } = question;
  const known = new Set(told.map(toldKey));
  const awaited = slots.filter((slot) => slot.awaited && slot.opensAt <= question.now);
  return people.flatMap((person) => {
    const reader = { ...person, moment: localMoment(person, question.policy.officeHours, question.now) };
    return [
      ...events.flatMap((event) => eventReminder(question, reader, event, known)),
      ...awaited.flatMap((slot) => ladderReminders(question, reader, slot, known)),
    ];
  });
}

type Reader = RemindedPerson & { moment: LocalMoment };

function eventReminder(
  { policy }: ReminderQuestion,
  person: Reader,
  event: RemindedEvent,
  known: ReadonlySet<string>,
): Reminder[] {
  const { roles, urgent } = policy.events[event.kind];
  const reminder = {
    slotId: event.slotId,
    recipient: person.id,
    event: event.key,
    rung: event.kind,
    kind: event.kind,
    urgent,
    superseded: false,
  };
  if (!looksAfter(person, roles, event.unit) || known.has(toldKey(reminder))) return [];
  return urgent || person.moment.isOfficeOpen ? [reminder] : [];
}

/**
 * The latest rung that is reached, and the earlier ones that nobody told as superseded by it. Rungs up to the deadline
 * say how long is left and end with it; those after it begin only when it has passed.
 */
function ladderReminders(
  { policy, now }: ReminderQuestion,
  person: Reader,
  slot: RemindedSlot,
  known: ReadonlySet<string>,
): Reminder[] {
  const event = ladderEvent(slot.id);
  const rungs = (policy.ladders.get(slot.form) ?? []).filter(({ roles }) =>
    looksAfter(person, roles, slot.unit),
  );
  const reached = rungs.filter(
    (rung) =>
      rung.workingDays > 0 === now > slot.dueAt &&
      isReached(rung, rungDate(person, slot, rung), person.moment, policy),
  );
  const latest = reached.at(-1);
  if (!latest) return [];
  const wasTold = (rung: Rung): boolean =>
    known.has(toldKey({ event, recipient: person.id, rung: rung.rung }));
  // A deadline that moved later brings earlier rungs back into reach; who heard a later one hears them no more.
  if (rungs.some((rung) => rung.workingDays >= latest.workingDays && wasTold(rung))) return [];
  if (!latest.urgent && !person.moment.isOfficeOpen) return [];
  return rungs
    .filter((rung) => rung.workingDays <= latest.workingDays && !wasTold(rung))
    .map((rung) => ({
      slotId: slot.id,
      recipient: person.id,
      event,
      rung: rung.rung,
      kind: kindOf(rung),
      urgent: rung.urgent,
      superseded: rung !== latest,
    }));
}

/** The day of the deadline may be a day off, but even then nobody is told before the hour at which offices open. */
function isReached(
  { workingDays }: Rung,
  date: string,
  moment: LocalMoment,
  { officeHours }: ReminderPolicy,
): boolean {
  if (workingDays === 0) return moment.date === date && moment.time >= officeHours.from;
  return moment.date >= date;
}

function kindOf({ workingDays }: Rung): Reminder['kind'] {
  if (workingDays === 0) return 'DUE_TODAY';
  return workingDays < 0 ? 'DUE_SOON' : 'OVERDUE';
}

function looksAfter({ duties }: RemindedPerson, roles: readonly Role[], unit: string): boolean {
  return duties.some((duty) => roles.includes(duty.role) && (duty.unit === null || duty.unit === unit));
}

function toldKey({ event, recipient, rung }: Told): string {
  return `${event} ${recipient} ${rung}`;
}

/** Days of rungs that were counted already; a calendar that changes is read as another one. */
const counted = new WeakMap<WorkingCalendar, Map<string, string>>();

/** The day of a rung for somebody: hundreds of reports share one deadline, and the next tick asks for the same days. */
function rungDate({ calendar, zone }: RemindedPerson, slot: RemindedSlot, { workingDays }: Rung): string {
  const dates = counted.get(calendar) ?? new Map<string, string>();
  counted.set(calendar, dates);
  const key = `${zone} ${slot.dueAt} ${workingDays}`;
  const known = dates.get(key);
  if (known) return known;
  const dueDay = localDateIn(zone, slot.dueAt);
  const date = workingDays === 0 ? dueDay : addWorkingDays(calendar, dueDay, workingDays).date;
  dates.set(key, date);
  return date;
}
