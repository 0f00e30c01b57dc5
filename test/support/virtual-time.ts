import { addDays } from '#calendars';
import type { SlotState } from '#reporting';
import { calendarOf, expectedRungs, listed } from './virtual-ladder.js';
import { storedSlots, toldRungs, type StoredSlot, type Told } from './virtual-records.js';
import { ABROAD, CLOSING, PARTNERS, tickOn, VirtualWorld, type Person, type Span } from './virtual-world.js';

/** Days off of headquarters around Novruz 2026: the feast, what was carried over and Ramazan's days. */
const NOVRUZ_2026 = ['2026-03-20', '2026-03-30'];
const FRIDAY = 'Fri';
const ESCALATION: readonly Person['role'][] = ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'DIRECTOR'];
const PATIENCE_MS = 1_500_000;

/** Months whose bounds the two leap years and Pagume decide, written down from an almanac. */
const ALMANAC = [
  { unit: 'CTR-ET-A', start: '2024-08-07', end: '2024-09-10', days: 35 },
  { unit: 'CTR-ET-A', start: '2025-08-07', end: '2025-09-10', days: 35 },
  { unit: 'CTR-ET-A', start: '2026-08-07', end: '2026-09-10', days: 35 },
  { unit: 'CTR-ET-A', start: '2027-08-07', end: '2027-09-11', days: 36 },
  { unit: 'CTR-ET-A', start: '2028-08-07', end: '2028-09-10', days: 35 },
  { unit: 'CTR-AF-A', start: '2025-02-19', end: '2025-03-20', days: 30 },
  { unit: 'CTR-AF-A', start: '2026-02-20', end: '2026-03-20', days: 29 },
  { unit: 'CTR-AF-A', start: '2030-02-19', end: '2030-03-20', days: 30 },
];

/** What a span of virtual time has to keep, whatever its length. */
export function describeVirtualTime(span: Span): void {
  describe(`${span.name} for six partners, with two schedulers at once`, () => {
    let world: VirtualWorld;
    let slots: StoredSlot[];
    let told: Told[];

    beforeAll(async () => {
      world = await VirtualWorld.start(span);
      await world.live();
      slots = await storedSlots(world);
      told = await toldRungs(world);
    }, PATIENCE_MS);
    afterAll(() => world?.close());

    const begun = tickOn(span.from);
    const ended = tickOn(span.until);
    const expectedOf = (unit: string) => slots.filter((slot) => slot.unit === unit && !slot.cancelledAt);
    const sightingsOf = ({ id }: StoredSlot, state: SlotState) =>
      (world.seen.get(id) ?? []).filter((sighting) => sighting.state === state).map(({ at }) => at);
    /** Reports that opened within the span, so that each rung came at a tick of its own. */
    const within = () => slots.filter(({ opensAt, cancelledAt }) => !cancelledAt && opensAt > begun);
    const firstTick = (instant: string) => {
      const tick = tickOn(instant.slice(0, 10));
      return [begun, tick < instant ? tickOn(addDays(instant.slice(0, 10), 1)) : tick].toSorted()[1];
    };

    it('generates every slot once, whoever comes first', () => {
      expect(slots.length).toBeGreaterThan(PARTNERS.length * 4);
      expect(world.slotsAdded).toBe(slots.length);
    });

    it.each([...PARTNERS.map((partner) => `CTR-${partner}-A`), ABROAD.unit])(
      'lays the months of %s side by side, with no day left out and none counted twice',
      (unit) => {
        const months = expectedOf(unit);
        const begins = months.slice(1).map(({ start }) => start);
        expect(begins).toEqual(months.slice(0, -1).map(({ end }) => addDays(end, 1)));
        expect(months.at(-1)?.end.localeCompare(span.until)).toBe(1);
      },
    );

    it('takes Pagume into the last month of the year and knows the leap years', () => {
      const { partner, from } = span.change;
      const known = ALMANAC.filter(
        ({ unit, start }) =>
          start > span.reportsFrom && start < span.until && (unit !== `CTR-${partner}-A` || start < from),
      );
      expect(known.length).toBeGreaterThan(0);
      const found = known.map(({ unit, start }) => expectedOf(unit).find((slot) => slot.start === start));
      expect(found).toEqual(known.map((month) => expect.objectContaining(month)));
    });

    it('has one irregular month where a country changes its calendar, and none elsewhere', () => {
      const irregular = slots.filter((slot) => slot.irregular && !slot.cancelledAt);
      expect(irregular.map(({ unit }) => unit)).toEqual([`CTR-${span.change.partner}-A`]);
      expect(irregular[0].start < span.change.from).toBe(true);
      expect(irregular[0].end >= addDays(span.change.from, -1)).toBe(true);
    });

    it('opens each slot once, at the first tick of its time', () => {
      const opened = slots.filter(({ opensAt, cancelledAt }) => !cancelledAt && opensAt <= ended);
      const isLocked = ({ lockAt }: StoredSlot) => lockAt <= begun;
      expect(opened.map((slot) => sightingsOf(slot, 'OPEN'))).toEqual(
        opened.map((slot) => (isLocked(slot) ? [] : [firstTick(slot.opensAt)])),
      );
    });

    it('locks each slot once, at the first tick after its end of entry', () => {
      const locked = slots.filter(({ lockAt, cancelledAt }) => !cancelledAt && lockAt <= ended);
      expect(locked.length).toBeGreaterThan(PARTNERS.length);
      expect(locked.map((slot) => sightingsOf(slot, 'CLOSED_FOR_ENTRY'))).toEqual(
        locked.map(({ lockAt }) => [firstTick(lockAt)]),
      );
    });

    it('opens at midnight of the place, on the day after the month', () => {
      const opened = slots.map(({ unit, partner, opensAt }) =>
        localDay(zoneOf(world, partner, unit), opensAt),
      );
      expect(opened).toEqual(slots.map(({ end }) => `${addDays(end, 1)} 00:00`));
    });

    it('moves no due instant once a slot is open, even for a day off that becomes known late', async () => {
      const proposed = await world.rows<{ partner: string }>(
        'select distinct partner from app.deadline_proposal',
      );
      expect(proposed).toEqual([{ partner: span.lateHoliday.calendar }]);
      const moved = slots.filter(({ id, dueAt }) => (world.dueWhenOpened.get(id) ?? dueAt) !== dueAt);
      expect(moved).toEqual([]);
    });

    it('is due at 18:00 of the place, on both sides of a change of clocks', () => {
      const times = slots.map(({ unit, partner, dueAt }) => localTime(zoneOf(world, partner, unit), dueAt));
      expect([...new Set(times)]).toEqual(['18:00']);
      const abroad = expectedOf(ABROAD.unit).map(({ dueAt }) => dueAt.slice(11, 16));
      expect([...new Set(abroad)].toSorted()).toEqual(['16:00', '17:00']);
    });

    it('tells every rung once to everybody whom it is for, on its own day, and none after the hand-in', () => {
      const opened = within();
      const ids = new Set(opened.map(({ id }) => id));
      const expected = expectedRungs(world, opened);
      expect(expected.length).toBeGreaterThan(PARTNERS.length * 12);
      expect(world.handedIn.size).toBeGreaterThan(PARTNERS.length);
      expect(listed(told.filter(({ slot }) => ids.has(slot)))).toEqual(listed(expected));
      expect(told.filter(({ slot, superseded }) => ids.has(slot) && superseded)).toEqual([]);
    });

    it('adds no notice that is not there once', () => {
      expect(world.noticesAdded).toBe(told.length);
      expect(new Set(told.map(({ slot, rung, recipient }) => `${slot} ${rung} ${recipient}`)).size).toBe(
        told.length,
      );
    });

    it('tells nobody anything on a day off of theirs', () => {
      const days = told.map(({ person, at }) => world.book.isWorking(calendarOf(person), at.slice(0, 10)));
      expect(days).not.toContain(false);
      const kabul = told.filter(({ person }) => person.scope === 'AF').map(({ at }) => weekday(at));
      expect(kabul.length).toBeGreaterThan(0);
      expect(kabul).not.toContain(FRIDAY);
      const headquarters = told
        .filter(({ person }) => person.scope === 'HQ')
        .map(({ at }) => at.slice(0, 10));
      expect(headquarters.length).toBeGreaterThan(0);
      expect(headquarters.filter((day) => day >= NOVRUZ_2026[0] && day <= NOVRUZ_2026[1])).toEqual([]);
    });

    it('goes up from coordinator to supervisor, desk and director', () => {
      const silent = within().filter(({ id }) => !world.handedIn.has(id));
      const ladders = silent.map(({ id }) => firstOverdue(told, id)).filter(({ length }) => length === 4);
      expect(ladders.length).toBeGreaterThan(PARTNERS.length);
      expect(ladders).toEqual(ladders.map((days) => days.toSorted()));
    });

    it('mails everybody at most once a day, and what is due today at once', async () => {
      const mails = await world.rows<{ times: number }>(
        'select count(*)::int as times from app.notification_digest group by recipient, day, sort having count(*) > 1',
      );
      expect(mails).toEqual([]);
      const late = told.filter(({ superseded, mailed, at }) => !superseded && mailed !== at.slice(0, 10));
      expect(late).toEqual([]);
    });

    it('cancels what a closed centre would have reported, once, and nothing else', async () => {
      const cancelled = await world.rows<{ id: string; unit: string; start: string }>(
        `select s.id, s.unit, p.start_date::text as start from app.report_slot s join app.period p on p.id = s.period_id
          where s.cancel_reason is not null order by s.id`,
      );
      expect(cancelled.length).toBeGreaterThan(0);
      expect(cancelled.filter(({ unit, start }) => unit !== CLOSING.unit || start < span.closesOn)).toEqual(
        [],
      );
      const records = await world.rows<{ id: string; times: number }>(
        "select entity_id as id, count(*)::int as times from app.audit_event where action in ('slot.cancel', 'slot.restore') group by 1 order by 1",
      );
      expect(records).toEqual(cancelled.map(({ id }) => ({ id, times: 1 })));
      const ids = new Set(cancelled.map(({ id }) => id));
      expect(told.filter(({ slot }) => ids.has(slot))).toEqual([]);
    });
  });
}

/** Ticks at which each role first heard that a report is overdue, from the bottom of the ladder to the top. */
function firstOverdue(told: readonly Told[], slot: string): string[] {
  const overdue = told.filter((one) => one.slot === slot && one.rung.startsWith('T+'));
  const ticks = ESCALATION.map(
    (role) =>
      overdue
        .filter(({ person }) => person.role === role)
        .map(({ at }) => at)
        .toSorted()[0],
  );
  return ticks.filter((at) => at !== undefined);
}

function zoneOf(world: VirtualWorld, partner: string, unit: string): string {
  return unit === ABROAD.unit ? ABROAD.zone : world.book.assignment(partner, world.span.until).zone;
}

function localTime(timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    Date.parse(instant),
  );
}

function localDay(timeZone: string, instant: string): string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', options).format(Date.parse(instant));
}

function weekday(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kabul', weekday: 'short' }).format(
    Date.parse(instant),
  );
}
