import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DayOverride, WorkingCalendar } from '#calendars';
import { projectRoot } from '#platform';
import {
  decideReminders,
  type RemindedPerson,
  type RemindedSlot,
  type Reminder,
  type ReminderQuestion,
  type Told,
} from './decide-reminders.js';
import { reminderPolicyFrom } from './reminder-policy.js';

const policy = reminderPolicyFrom(
  parse(readFileSync(join(projectRoot(), 'config', 'reference', 'reminders.yaml'), 'utf8')),
);

function calendar(code: string, workingWeekdays: number[], holidays: string[] = []): WorkingCalendar {
  const overrides = holidays.map((date): DayOverride => ({
    date,
    kind: 'HOLIDAY',
    name: 'a holiday',
    source: 'a decree',
    tentative: false,
    recordedOn: '2026-01-01',
    closesAt: null,
  }));
  const weekly = [{ from: null, until: null, workingWeekdays }];
  return { code, version: '1', zone: 'UTC', confirmed: true, note: null, weekly, overrides };
}

const MONDAY_TO_FRIDAY = calendar('PK', [1, 2, 3, 4, 5]);
/** Kabul works from Saturday to Thursday. */
const KABUL = calendar('AF', [1, 2, 3, 4, 6, 7]);

const person = (role: RemindedPerson['duties'][0]['role'], rest: Partial<RemindedPerson> = {}) => ({
  id: role.toLowerCase(),
  duties: [{ role, unit: null }],
  zone: 'Asia/Karachi',
  calendar: MONDAY_TO_FRIDAY,
  ...rest,
});
const COORDINATOR = person('COORDINATOR');
const SUPERVISOR = person('PARTNER_SUPERVISOR');
const DESK = person('HQ_DESK', { zone: 'Asia/Baku' });
const DIRECTOR = person('DIRECTOR', { zone: 'Asia/Baku' });

/** Due on Wednesday 11 November 2026 at 18:00 in Karachi. */
const slot: RemindedSlot = {
  id: 'slot-1',
  form: 'MONTHLY',
  unit: 'CTR-PK-ISB',
  opensAt: '2026-10-31T19:00:00.000Z',
  dueAt: '2026-11-11T13:00:00.000Z',
  awaited: true,
};

/** Karachi's clock is five hours ahead. */
const karachi = (date: string, time: string) => new Date(`${date}T${time}:00+05:00`).toISOString();

function decide(now: string, rest: Partial<ReminderQuestion> = {}): Reminder[] {
  return decideReminders({
    now,
    slots: [slot],
    events: [],
    people: [COORDINATOR],
    told: [],
    policy,
    ...rest,
  });
}

const sent = (reminders: readonly Reminder[]) =>
  reminders.filter(({ superseded }) => !superseded).map(({ recipient, rung }) => `${recipient} ${rung}`);
const superseded = (reminders: readonly Reminder[]) =>
  reminders.filter((reminder) => reminder.superseded).map(({ recipient, rung }) => `${recipient} ${rung}`);
const asTold = (reminders: readonly Reminder[]): Told[] =>
  reminders.map(({ event, recipient, rung }) => ({ event, recipient, rung }));

/** Hourly ticks of a stretch of time; answers when what was sent to whom. */
function month(
  people: RemindedPerson[],
  rest: (now: string) => Partial<ReminderQuestion> = () => ({}),
): string[] {
  const told: Told[] = [];
  const log: string[] = [];
  for (
    let at = Date.parse('2026-11-01T00:00:00Z');
    at < Date.parse('2026-12-01T00:00:00Z');
    at += 3_600_000
  ) {
    const now = new Date(at).toISOString();
    const reminders = decide(now, { people, told, ...rest(now) });
    told.push(...asTold(reminders));
    log.push(...sent(reminders).map((line) => `${now.slice(0, 13)} ${line}`));
  }
  return log;
}

describe(decideReminders.name, () => {
  it('climbs the ladder in working days: coordinator, supervisor, desk, director', () => {
    expect(month([COORDINATOR, SUPERVISOR, DESK, DIRECTOR])).toEqual([
      '2026-11-04T04 coordinator T-5',
      '2026-11-10T04 coordinator T-1',
      '2026-11-11T04 coordinator T0',
      '2026-11-12T04 coordinator T+1',
      '2026-11-12T04 partner_supervisor T+1',
      '2026-11-16T04 coordinator T+3',
      '2026-11-16T04 partner_supervisor T+3',
      '2026-11-16T05 hq_desk T+3',
      '2026-11-20T04 coordinator T+7',
      '2026-11-20T04 partner_supervisor T+7',
      '2026-11-20T05 hq_desk T+7',
      '2026-11-20T05 director T+7',
    ]);
  });

  it('ends with the hand-in', () => {
    const awaited = (now: string) => ({ slots: [{ ...slot, awaited: now < '2026-11-10T12:00' }] });
    expect(month([COORDINATOR, SUPERVISOR], awaited)).toEqual([
      '2026-11-04T04 coordinator T-5',
      '2026-11-10T04 coordinator T-1',
    ]);
  });

  it('counts the working days of the reader, not those of the unit', () => {
    const afterHoliday = calendar('AZ', [1, 2, 3, 4, 5], ['2026-11-12', '2026-11-13', '2026-11-16']);
    const desk = { ...DESK, calendar: afterHoliday };
    expect(month([desk])).toEqual(['2026-11-19T05 hq_desk T+3', '2026-11-25T05 hq_desk T+7']);
  });

  it('says nothing in Kabul on a Friday, and what was due then on Saturday', () => {
    const reader = person('COORDINATOR', { zone: 'Asia/Kabul', calendar: KABUL });
    // Due on Thursday: the first working day after it is Saturday, the third is Monday.
    const slots = [{ ...slot, dueAt: '2026-11-12T13:30:00.000Z' }];
    expect(month([reader], () => ({ slots }))).toEqual([
      '2026-11-07T05 coordinator T-5',
      '2026-11-11T05 coordinator T-1',
      '2026-11-12T05 coordinator T0',
      '2026-11-14T05 coordinator T+1',
      '2026-11-16T05 coordinator T+3',
      '2026-11-21T05 coordinator T+7',
    ]);
  });

  it('keeps what was missed on Thursday in Kabul from Friday to Saturday', () => {
    const people = [person('COORDINATOR', { zone: 'Asia/Kabul', calendar: KABUL })];
    const days = ['2026-11-13', '2026-11-14'];
    expect(days.map((day) => sent(decide(`${day}T06:00:00.000Z`, { people })))).toEqual([
      [],
      ['coordinator T+1'],
    ]);
  });

  it('waits for the office to open and does not begin when it has closed', () => {
    const times = ['08:59', '09:00', '17:59', '18:00'];
    expect(times.map((time) => sent(decide(karachi('2026-11-04', time))).length)).toEqual([0, 1, 1, 0]);
  });

  it('does not begin on a half day after it closed', () => {
    const half = calendar('PK', [1, 2, 3, 4, 5], ['2026-11-04']);
    const overrides = half.overrides.map((day) => ({ ...day, kind: 'HALF_DAY' as const, closesAt: '13:00' }));
    const people = [{ ...COORDINATOR, calendar: { ...half, overrides } }];
    const times = ['12:59', '13:00'];
    expect(times.map((time) => decide(karachi('2026-11-04', time), { people }).length)).toEqual([1, 0]);
  });

  it('tells on a day off, but not at night, that the deadline is today', () => {
    const people = [{ ...COORDINATOR, calendar: calendar('PK', [1, 2, 3, 4, 5], ['2026-11-11']) }];
    const told = ['T-5', 'T-1'].map((rung) => ({ event: 'due:slot-1', recipient: 'coordinator', rung }));
    const times = ['00:30', '08:59', '09:00'];
    expect(times.map((time) => sent(decide(karachi('2026-11-11', time), { people, told })))).toEqual([
      [],
      [],
      ['coordinator T0'],
    ]);
  });

  it('does not say that a deadline is today when it has passed', () => {
    expect(decide(karachi('2026-11-11', '18:01'))).toEqual([]);
  });

  it('catches a missed week up with one reminder and records the others', () => {
    const reminders = decide(karachi('2026-11-16', '10:00'));
    expect(sent(reminders)).toEqual(['coordinator T+3']);
    expect(superseded(reminders)).toEqual([
      'coordinator T-5',
      'coordinator T-1',
      'coordinator T0',
      'coordinator T+1',
    ]);
  });

  it('says nothing twice, asked again with what it said', () => {
    const now = karachi('2026-11-16', '10:00');
    const people = [COORDINATOR, SUPERVISOR];
    const told = asTold(decide(now, { people }));
    expect(decide(now, { people, told })).toEqual([]);
  });

  it('repeats no rung when the deadline moves later', () => {
    const moved = { ...slot, dueAt: '2026-11-20T13:00:00.000Z' };
    const slots = (now: string) => ({ slots: [now < '2026-11-12T10:00' ? slot : moved] });
    expect(month([COORDINATOR], slots)).toEqual([
      '2026-11-04T04 coordinator T-5',
      '2026-11-10T04 coordinator T-1',
      '2026-11-11T04 coordinator T0',
      '2026-11-12T04 coordinator T+1',
      '2026-11-25T04 coordinator T+3',
    ]);
  });

  it('tells no rung that was added to the ladder later to who heard a later one', () => {
    const slots = [{ ...slot, dueAt: '2026-11-20T13:00:00.000Z' }];
    const told = [{ event: 'due:slot-1', recipient: 'coordinator', rung: 'T+1' }];
    expect(decide(karachi('2026-11-16', '10:00'), { slots, told })).toEqual([]);
  });

  it('says nothing before entry opens', () => {
    const slots = [{ ...slot, opensAt: '2026-11-10T00:00:00.000Z' }];
    expect(decide(karachi('2026-11-04', '10:00'), { slots })).toEqual([]);
  });

  it('tells a coordinator of one unit about that unit only', () => {
    const people = [{ ...COORDINATOR, duties: [{ role: 'COORDINATOR' as const, unit: 'CTR-PK-LHE' }] }];
    const slots = [slot, { ...slot, id: 'slot-2', unit: 'CTR-PK-LHE' }];
    expect(decide(karachi('2026-11-04', '10:00'), { people, slots }).map(({ slotId }) => slotId)).toEqual([
      'slot-2',
    ]);
  });

  it('tells somebody with two roles once', () => {
    const duties = [...COORDINATOR.duties, ...SUPERVISOR.duties];
    const people = [{ ...COORDINATOR, duties }];
    expect(sent(decide(karachi('2026-11-16', '10:00'), { people }))).toEqual(['coordinator T+3']);
  });

  it('knows no ladder for another form', () => {
    expect(decide(karachi('2026-11-04', '10:00'), { slots: [{ ...slot, form: 'YEARLY' }] })).toEqual([]);
  });
});

describe(`${decideReminders.name}, about what happened`, () => {
  const returned = { key: 'returned:r1', kind: 'RETURNED' as const, slotId: 'slot-1', unit: 'CTR-PK-ISB' };
  const settled = [{ ...slot, awaited: false }];

  it('tells of a return at once, also at night on a day off', () => {
    const reminders = decide('2026-11-14T22:00:00.000Z', { events: [returned], slots: settled });
    expect(reminders).toEqual([
      {
        slotId: 'slot-1',
        recipient: 'coordinator',
        event: 'returned:r1',
        rung: 'RETURNED',
        kind: 'RETURNED',
        urgent: true,
        superseded: false,
      },
    ]);
  });

  it('tells of a second return of the same report once more, and of the first no more', () => {
    const told = [{ event: 'returned:r1', recipient: 'coordinator', rung: 'RETURNED' }];
    const events = [returned, { ...returned, key: 'returned:r2' }];
    const reminders = decide('2026-11-14T22:00:00.000Z', { events, told, slots: settled });
    expect(reminders.map(({ event }) => event)).toEqual(['returned:r2']);
  });

  it('keeps a moved deadline for office hours', () => {
    const events = [{ ...returned, key: 'moved:slot-1:1', kind: 'DEADLINE_MOVED' as const }];
    const at = (time: string) => decide(karachi('2026-11-16', time), { events, slots: settled });
    expect([at('08:59').length, at('09:00').length]).toEqual([0, 1]);
  });

  it('tells of a correction those who read the figures', () => {
    const events = [{ ...returned, key: 'corrected:r3', kind: 'CORRECTED' as const }];
    const people = [COORDINATOR, SUPERVISOR, DESK, DIRECTOR, person('DATA_ENTRY'), person('AUDITOR')];
    expect(sent(decide('2026-11-14T22:00:00.000Z', { events, people, slots: settled }))).toEqual([
      'coordinator CORRECTED',
      'partner_supervisor CORRECTED',
      'hq_desk CORRECTED',
      'director CORRECTED',
    ]);
  });
});
