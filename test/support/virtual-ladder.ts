import { addDays, localDateIn } from '#calendars';
import type { StoredSlot, ToldRung } from './virtual-records.js';
import { tickOn, type Person, type VirtualWorld } from './virtual-world.js';

/** The ladder as the agency orders it, written down once more: the test must not believe the file it tests. */
const LADDER: readonly { rung: string; workingDays: number; roles: Person['role'][] }[] = [
  { rung: 'T-5', workingDays: -5, roles: ['COORDINATOR'] },
  { rung: 'T-1', workingDays: -1, roles: ['COORDINATOR'] },
  { rung: 'T0', workingDays: 0, roles: ['COORDINATOR'] },
  { rung: 'T+1', workingDays: 1, roles: ['COORDINATOR', 'PARTNER_SUPERVISOR'] },
  { rung: 'T+3', workingDays: 3, roles: ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK'] },
  { rung: 'T+7', workingDays: 7, roles: ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'DIRECTOR'] },
];

/** Everything that should have been told about some reports, each rung on its own day of whoever is told. */
export function expectedRungs(world: VirtualWorld, slots: readonly StoredSlot[]): ToldRung[] {
  return slots.flatMap((slot) =>
    LADDER.flatMap(({ rung, workingDays, roles }) =>
      world.people
        .filter((person) => roles.includes(person.role) && looksAfter(person, slot))
        .map((person) => ({
          slot: slot.id,
          rung,
          recipient: person.id,
          at: tickOn(rungDay(world, person, slot, workingDays)),
        })),
    ).filter(({ at }) => at <= tickOn(world.span.until) && at < (world.handedIn.get(slot.id) ?? '9999')),
  );
}

/** Texts that can be compared, in an order of their own. */
export function listed(rungs: readonly ToldRung[]): string[] {
  return rungs.map(({ slot, rung, recipient, at }) => `${slot} ${rung} ${recipient} ${at}`).toSorted();
}

/** Code of the working calendar of a person. */
export function calendarOf({ scope }: Person): string {
  return scope === 'HQ' ? 'AZ' : scope;
}

function looksAfter({ scope, unit }: Person, slot: StoredSlot): boolean {
  return scope === 'HQ' || (scope === slot.partner && (unit === null || unit === slot.unit));
}

/** Counted day by day: no short cut that the ladder itself might take. */
function rungDay({ book }: VirtualWorld, person: Person, { dueAt }: StoredSlot, workingDays: number): string {
  let day = localDateIn('UTC', dueAt);
  for (let left = Math.abs(workingDays); left > 0;) {
    day = addDays(day, Math.sign(workingDays));
    if (book.isWorking(calendarOf(person), day)) left -= 1;
  }
  return day;
}
