import type { Person, VirtualWorld } from './virtual-world.js';

/** A report as it stands in the database at the end. */
export interface StoredSlot {
  id: string;
  partner: string;
  unit: string;
  start: string;
  end: string;
  days: number;
  irregular: boolean;
  opensAt: string;
  dueAt: string;
  lockAt: string;
  cancelledAt: string | null;
}

/** One rung that somebody was told, or should have been, at a tick. */
export interface ToldRung {
  slot: string;
  rung: string;
  recipient: string;
  at: string;
}

/** The same as the database has it, with the mail that says it. */
export interface Told extends ToldRung {
  person: Person;
  /** Day of the mail that says it; null when there is none. */
  mailed: string | null;
  superseded: boolean;
}

/** Every report, by unit and in order of time. */
export async function storedSlots(world: VirtualWorld): Promise<StoredSlot[]> {
  const rows = await world.rows<
    Omit<StoredSlot, 'cancelledAt'> &
      Record<'opensAt' | 'dueAt' | 'lockAt', Date> & { cancelledAt: Date | null }
  >(
    `select s.id, s.partner, s.unit, p.start_date::text as start, p.end_date::text as "end", p.days, p.irregular,
            s.opens_at as "opensAt", s.due_at as "dueAt", s.lock_at as "lockAt", s.cancelled_at as "cancelledAt"
       from app.report_slot s join app.period p on p.id = s.period_id order by s.unit, p.start_date`,
  );
  return rows.map((row) => ({
    ...row,
    opensAt: row.opensAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    lockAt: row.lockAt.toISOString(),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
  }));
}

/** Everything that anybody was told. */
export async function toldRungs(world: VirtualWorld): Promise<Told[]> {
  const people = new Map(world.people.map((person) => [person.id, person]));
  const rows = await world.rows<Omit<Told, 'at' | 'person'> & { at: Date }>(
    `select n.subject_id as slot, n.rung, n.recipient, n.created_at as at, n.superseded, g.day::text as mailed
       from app.notification n join app.notification_delivery d on d.notification_id = n.id
       left join app.notification_digest g on g.id = d.digest_id`,
  );
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    person: people.get(row.recipient) as Person,
  }));
}
