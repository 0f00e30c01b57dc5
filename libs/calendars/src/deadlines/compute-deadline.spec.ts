import * as fc from 'fast-check';
import { addDays, localDateIn } from '../dates/iso-date.js';
import { MONTHLY_SCHEMES } from '../periods/period.js';
import { parsePeriodId, periodContaining } from '../periods/periods.js';
import type { DayOverride, WorkingCalendar } from '../working-days/working-calendar.js';
import { computeDeadline } from './compute-deadline.js';
import { deadlineRuleFrom } from './deadline-rule.js';
import type { DeadlineRule } from './deadline-rule.js';
import { DeadlineSubjectError } from './deadline-steps.js';

function calendar(
  code: string,
  zone: string,
  overrides: DayOverride[] = [],
  weekdays = [1, 2, 3, 4, 5],
): WorkingCalendar {
  const weekly = [{ from: null, until: null, workingWeekdays: weekdays }];
  return { code, version: '7', zone, confirmed: false, note: null, weekly, overrides };
}

function override(date: string, kind: DayOverride['kind'], rest: Partial<DayOverride> = {}): DayOverride {
  return {
    date,
    kind,
    name: 'Feast',
    source: 'a decree',
    tentative: false,
    recordedOn: '2026-01-01',
    closesAt: null,
    ...rest,
  };
}

function run(first: string, days: number, kind: DayOverride['kind'] = 'HOLIDAY'): DayOverride[] {
  return Array.from({ length: days }, (_, index) => override(addDays(first, index), kind));
}

function rule(changes: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    ...deadlineRuleFrom({ anchor: { kind: 'PERIOD_END' }, offset: 7, unit: 'WORKING_DAY' }),
    ...changes,
  };
}

const BAKU = calendar('AZ', 'Asia/Baku', [
  ...run('2023-06-24', 2, 'WORKING'),
  ...run('2023-06-26', 5),
  ...run('2026-03-20', 11),
]);
const KARACHI = calendar('PK', 'Asia/Karachi');
const BOTH = { unit: KARACHI, hq: BAKU };
const FEBRUARY = parsePeriodId('GREGORIAN_MONTH:2026-02');
const CALENDAR_DAYS = { unit: 'CALENDAR_DAY' as const };
const REVIEW: Partial<DeadlineRule> = {
  anchor: { kind: 'EVENT', name: 'submission' },
  offset: 5,
  zone: 'hq',
  calendars: 'HQ',
};

function withDays(...overrides: DayOverride[]): { unit: WorkingCalendar; hq: WorkingCalendar } {
  return { unit: calendar('PK', 'Asia/Karachi', overrides), hq: BAKU };
}

function dueDateOf(changes: Partial<DeadlineRule>, period = FEBRUARY, calendars = BOTH): string {
  return computeDeadline(rule(changes), period, calendars, 'UTC').localDueAt.slice(0, 10);
}

describe(computeDeadline.name, () => {
  it('gives Pakistan until 10 March 2026, 18:00, for February 2026', () => {
    expect(computeDeadline(rule(), FEBRUARY, BOTH, 'Asia/Karachi')).toMatchObject({
      dueAt: '2026-03-10T13:00:00Z',
      localDueAt: '2026-03-10T18:00:00+05:00',
      graceUntil: '2026-03-10T13:00:00Z',
      explanation: '7th working day after 28 Feb 2026, 18:00 Asia/Karachi = 2026-03-10T13:00Z',
      ruleText: "7th working day after the end of the period, 18:00 unit time, the unit's working calendar",
      tentative: false,
      calendarVersions: [{ code: 'PK', version: '7' }],
    });
  });

  it('lists every day passed, with the reason for those that do not count', () => {
    expect(computeDeadline(rule({ offset: 2 }), FEBRUARY, BOTH, 'Asia/Karachi').steps).toEqual([
      { date: '2026-03-01', counted: false, reason: 'Sunday' },
      { date: '2026-03-02', counted: true, reason: null },
      { date: '2026-03-03', counted: true, reason: null },
    ]);
  });

  it('gives a review of 19 March 2026 until 6 April behind the eleven days off in Azerbaijan', () => {
    const submission = { name: 'submission', date: '2026-03-19' };
    expect(computeDeadline(rule(REVIEW), submission, BOTH, 'Asia/Karachi').localDueAt).toBe(
      '2026-04-06T18:00:00+04:00',
    );
  });

  it('gives three working days from 23 June 2023 until 3 July behind transferred days', () => {
    const submission = { name: 'submission', date: '2023-06-23' };
    const due = computeDeadline(rule({ ...REVIEW, offset: 3 }), submission, BOTH, 'Asia/Karachi');
    expect(due.localDueAt).toBe('2023-07-03T18:00:00+04:00');
  });

  it('lets Kabul and Baku differ by 30 minutes at the same local time', () => {
    const kabul = computeDeadline(rule(), FEBRUARY, BOTH, 'Asia/Kabul');
    const baku = computeDeadline(rule(), FEBRUARY, BOTH, 'Asia/Baku');
    expect(Date.parse(baku.dueAt) - Date.parse(kabul.dueAt)).toBe(30 * 60_000);
  });

  it('counts from the end of Pagume for the last Ethiopian month', () => {
    expect(dueDateOf({ offset: 1 }, parsePeriodId('ETHIOPIAN_MONTH:2019-12'))).toBe('2027-09-13');
  });

  it('counts from the first day where the rule says so', () => {
    expect(dueDateOf({ anchor: { kind: 'PERIOD_START' }, offset: 1 })).toBe('2026-02-02');
  });

  it('takes a fixed day of the following month in the period’s own calendar', () => {
    const fixed: Partial<DeadlineRule> = { anchor: { kind: 'FIXED_LOCAL_DAY', day: 5 }, offset: 0 };
    expect(
      dueDateOf({ ...CALENDAR_DAYS, ...fixed, roll: 'NONE' }, parsePeriodId('ETHIOPIAN_MONTH:2019-02')),
    ).toBe('2026-11-14');
  });

  it('takes the last day where the following month is too short for the fixed day', () => {
    const fixed: Partial<DeadlineRule> = { anchor: { kind: 'FIXED_LOCAL_DAY', day: 31 }, offset: 0 };
    expect(
      dueDateOf({ ...CALENDAR_DAYS, ...fixed, roll: 'NONE' }, parsePeriodId('GREGORIAN_MONTH:2026-01')),
    ).toBe('2026-02-28');
  });

  it.each<[DeadlineRule['roll'], number, string]>([
    ['NONE', 7, '2026-03-07'],
    ['FOLLOWING', 7, '2026-03-09'],
    ['PRECEDING', 7, '2026-03-06'],
    ['MODIFIED_FOLLOWING', 7, '2026-03-09'],
    ['MODIFIED_FOLLOWING', 0, '2026-02-27'],
    ['FOLLOWING', 0, '2026-03-02'],
    ['PRECEDING', 9, '2026-03-09'],
    ['FOLLOWING', 9, '2026-03-09'],
  ])('rolls %s for %i calendar days after 28 February 2026 to %s', (roll, offset, expected) => {
    expect(dueDateOf({ ...CALENDAR_DAYS, roll, offset })).toBe(expected);
  });

  it('judges the month of a modified roll by the calendar of the period', () => {
    // Friday 2026-09-18 is off; Saturday to Tuesday too; Wednesday 23 September is 1 Mizan, a new Solar Hijri month.
    const calendars = withDays(...run('2026-09-18', 5));
    const changes: Partial<DeadlineRule> = { ...CALENDAR_DAYS, roll: 'MODIFIED_FOLLOWING', offset: 27 };
    const solar = dueDateOf(changes, parsePeriodId('SOLAR_HIJRI_MONTH:1405-05'), calendars);
    expect(solar).toBe('2026-09-17');
  });

  it('lists the elapsed days and the days of the roll once each for a calendar-day deadline', () => {
    const due = computeDeadline(rule({ ...CALENDAR_DAYS, offset: 7 }), FEBRUARY, BOTH, 'Asia/Karachi');
    expect(due.steps.map(({ date, counted }) => `${date} ${counted}`)).toEqual([
      '2026-03-01 true',
      '2026-03-02 true',
      '2026-03-03 true',
      '2026-03-04 true',
      '2026-03-05 true',
      '2026-03-06 true',
      '2026-03-07 false',
      '2026-03-08 false',
      '2026-03-09 true',
    ]);
  });

  it('explains where a calendar-day deadline was moved to', () => {
    const due = computeDeadline(rule(CALENDAR_DAYS), FEBRUARY, BOTH, 'Asia/Karachi');
    expect(due.explanation).toBe(
      '7th calendar day after 28 Feb 2026, moved to 9 Mar 2026, 18:00 Asia/Karachi = 2026-03-09T13:00Z',
    );
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [111, '111th'],
  ])('spells the offset %i as %s', (offset, ordinal) => {
    expect(computeDeadline(rule({ offset }), FEBRUARY, BOTH, 'UTC').explanation).toMatch(
      new RegExp(`^${ordinal} working day after`),
    );
  });

  it('keeps to the anchor for the offset 0, rolled', () => {
    const due = computeDeadline(rule({ offset: 0 }), FEBRUARY, BOTH, 'UTC');
    expect([due.dueAt, due.explanation]).toEqual([
      '2026-03-02T18:00:00Z',
      '28 Feb 2026 or the next working day, 18:00 UTC = 2026-03-02T18:00Z',
    ]);
  });

  it('ends earlier on a half day', () => {
    const calendars = withDays(override('2026-03-10', 'HALF_DAY', { closesAt: '13:00' }));
    expect(computeDeadline(rule(), FEBRUARY, calendars, 'Asia/Karachi').localDueAt).toBe(
      '2026-03-10T13:00:00+05:00',
    );
  });

  it('does not extend the time of day to the closing time of a half day', () => {
    const calendars = withDays(override('2026-03-10', 'HALF_DAY', { closesAt: '13:00' }));
    const due = computeDeadline(rule({ at: '09:00' }), FEBRUARY, calendars, 'Asia/Karachi');
    expect(due.localDueAt).toBe('2026-03-10T09:00:00+05:00');
  });

  it('lets offices close by their own clock where the rule counts in headquarters’ time', () => {
    const calendars = withDays(override('2026-03-10', 'HALF_DAY', { closesAt: '13:00' }));
    const due = computeDeadline(rule({ zone: 'hq' }), FEBRUARY, calendars, 'Asia/Karachi');
    expect([due.dueAt, due.localDueAt]).toEqual(['2026-03-10T08:00:00Z', '2026-03-10T12:00:00+04:00']);
  });

  it('counts a fixed day from the end of an irregular period, after which the new calendar begins', () => {
    const mizan = parsePeriodId('SOLAR_HIJRI_MONTH:1405-07~2026-10-31');
    const fixed = { anchor: { kind: 'FIXED_LOCAL_DAY' as const, day: 10 }, offset: 0, ...CALENDAR_DAYS };
    expect(dueDateOf({ ...fixed, roll: 'NONE' }, mizan)).toBe('2026-11-10');
  });

  it('counts in lunar months whose bounds the table knows', () => {
    const lunarMonths = [
      { year: 1448, month: 1, firstDay: '2026-06-16' },
      { year: 1448, month: 2, firstDay: '2026-07-16' },
      { year: 1448, month: 3, firstDay: '2026-08-14' },
    ];
    const muharram = parsePeriodId('LUNAR_HIJRI_TABLE:1448-01', { lunarMonths });
    const fixed = rule({
      anchor: { kind: 'FIXED_LOCAL_DAY', day: 30 },
      offset: 0,
      ...CALENDAR_DAYS,
      roll: 'NONE',
    });
    const due = computeDeadline(fixed, muharram, BOTH, 'UTC', { lunarMonths });
    expect(due.localDueAt.slice(0, 10)).toBe('2026-08-13');
  });

  it('counts only days on which both calendars work for UNIT_AND_HQ', () => {
    const due = computeDeadline(
      rule({ calendars: 'UNIT_AND_HQ', offset: 1 }),
      parsePeriodId('GREGORIAN_MONTH:2026-02'),
      withDays(override('2026-03-02', 'HOLIDAY')),
      'Asia/Karachi',
    );
    expect([due.localDueAt, due.calendarVersions]).toEqual([
      '2026-03-03T18:00:00+05:00',
      [
        { code: 'PK', version: '7' },
        { code: 'AZ', version: '7' },
      ],
    ]);
  });

  it('leaves the due instant alone and adds the grace to a time of its own', () => {
    const due = computeDeadline(rule({ grace: 90 }), FEBRUARY, BOTH, 'Asia/Karachi');
    expect([due.dueAt, due.graceUntil]).toEqual(['2026-03-10T13:00:00Z', '2026-03-10T14:30:00Z']);
  });

  it.each([
    ['2026-03-13', true],
    ['2026-03-14', false],
    ['2026-03-02', true],
    ['2026-02-27', false],
  ])('with an unconfirmed holiday on %s, is tentative: %p', (date, expected) => {
    const calendars = withDays(override(date, 'HALF_DAY', { tentative: true, closesAt: '13:00' }));
    expect(computeDeadline(rule(), FEBRUARY, calendars, 'Asia/Karachi').tentative).toBe(expected);
  });

  it('refuses a period for a rule that waits for an event', () => {
    expect(() => computeDeadline(rule(REVIEW), FEBRUARY, BOTH, 'UTC')).toThrow(DeadlineSubjectError);
  });

  it('refuses an event for a rule that counts from a period', () => {
    const event = { name: 'submission', date: '2026-03-19' };
    expect(() => computeDeadline(rule(), event, BOTH, 'UTC')).toThrow(DeadlineSubjectError);
  });

  it('is never due before the day it counts from, unless the rule rolls back', () => {
    const zones = ['Asia/Kabul', 'Africa/Kampala', 'Asia/Jakarta', 'America/New_York'];
    fc.assert(
      fc.property(
        fc.constantFrom(...MONTHLY_SCHEMES),
        fc.nat(1000),
        fc.nat(20),
        fc.constantFrom('WORKING_DAY' as const, 'CALENDAR_DAY' as const),
        fc.constantFrom('FOLLOWING' as const, 'NONE' as const),
        fc.constantFrom(...zones),
        (scheme, day, offset, unit, roll, zone) => {
          const period = periodContaining(scheme, addDays('2025-01-01', day));
          const due = computeDeadline(rule({ offset, unit, roll, calendars: 'HQ' }), period, BOTH, zone);
          return localDateIn(zone, due.dueAt) >= addDays(period.end, unit === 'CALENDAR_DAY' ? offset : 0);
        },
      ),
    );
  });
});
