import * as fc from 'fast-check';
import { addDays } from '../dates/iso-date.js';
import type { DayOverride, WorkingCalendar } from './working-calendar.js';
import {
  addWorkingDays,
  countWorkingDays,
  explainDay,
  isWorkingDay,
  workingDaysBetween,
} from './working-days.js';

const MONDAY_TO_FRIDAY = [{ from: null, until: null, workingWeekdays: [1, 2, 3, 4, 5] }];

function calendar(
  overrides: DayOverride[] = [],
  weekly: WorkingCalendar['weekly'] = MONDAY_TO_FRIDAY,
): WorkingCalendar {
  return { code: 'XX', version: '1', zone: 'UTC', confirmed: false, note: null, weekly, overrides };
}

function override(date: string, kind: DayOverride['kind'], rest: Partial<DayOverride> = {}): DayOverride {
  return {
    date,
    kind,
    name: `${kind} of ${date}`,
    source: 'a decree',
    tentative: false,
    recordedOn: '2026-01-01',
    closesAt: null,
    ...rest,
  };
}

function run(kind: DayOverride['kind'], first: string, days: number): DayOverride[] {
  return Array.from({ length: days }, (_, index) => override(addDays(first, index), kind));
}

const NOVRUZ_2026 = calendar(run('HOLIDAY', '2026-03-20', 11));
const JUNE_2023 = calendar([...run('WORKING', '2023-06-24', 2), ...run('HOLIDAY', '2023-06-26', 5)]);

describe(explainDay.name, () => {
  it('names the weekday of a weekend', () => {
    expect(explainDay(calendar(), '2026-10-17')).toEqual({
      date: '2026-10-17',
      working: false,
      reason: 'Saturday',
      source: null,
      tentative: false,
      closesAt: null,
    });
  });

  it('names a holiday with its source', () => {
    const day = explainDay(calendar([override('2026-10-14', 'HOLIDAY', { tentative: true })]), '2026-10-14');
    expect(day).toMatchObject({
      working: false,
      reason: 'HOLIDAY of 2026-10-14',
      source: 'a decree',
      tentative: true,
    });
  });

  it('counts a half day as worked and tells when it closes', () => {
    const day = explainDay(
      calendar([override('2026-10-14', 'HALF_DAY', { closesAt: '13:00' })]),
      '2026-10-14',
    );
    expect(day).toMatchObject({ working: true, closesAt: '13:00' });
  });
});

describe(isWorkingDay.name, () => {
  it('lets an entry win over the weekly pattern', () => {
    expect(isWorkingDay(calendar([override('2026-10-17', 'WORKING')]), '2026-10-17')).toBe(true);
  });

  it('lets WORKING win over HOLIDAY when its source is newer', () => {
    const newer = override('2026-10-14', 'WORKING', { recordedOn: '2026-02-01' });
    expect(isWorkingDay(calendar([newer, override('2026-10-14', 'HOLIDAY')]), '2026-10-14')).toBe(true);
  });

  it('lets HOLIDAY win over WORKING when its source is newer', () => {
    const newer = override('2026-10-14', 'HOLIDAY', { recordedOn: '2026-02-01' });
    expect(isWorkingDay(calendar([newer, override('2026-10-14', 'WORKING')]), '2026-10-14')).toBe(false);
  });

  it('lets HOLIDAY win when both were recorded on the same day', () => {
    const both = [override('2026-10-14', 'WORKING'), override('2026-10-14', 'HOLIDAY')];
    expect(isWorkingDay(calendar(both), '2026-10-14')).toBe(false);
  });

  it('applies a new weekly pattern from its first day on', () => {
    const changed = calendar(
      [],
      [
        { from: null, until: '2026-10-17', workingWeekdays: [1, 2, 3, 4, 5, 6] },
        { from: '2026-10-17', until: null, workingWeekdays: [1, 2, 3, 4, 5] },
      ],
    );
    expect(['2026-10-10', '2026-10-17'].map((date) => isWorkingDay(changed, date))).toEqual([true, false]);
  });

  it('refuses a day for which the calendar has no weekly pattern', () => {
    const late = calendar([], [{ from: '2026-10-17', until: null, workingWeekdays: [1] }]);
    expect(() => isWorkingDay(late, '2026-10-16')).toThrow(
      expect.objectContaining({ code: 'no-weekly-pattern' }),
    );
  });
});

describe(addWorkingDays.name, () => {
  it('finds the 5th working day from 19 March 2026 behind eleven days off', () => {
    expect(addWorkingDays(NOVRUZ_2026, '2026-03-19', 5).date).toBe('2026-04-06');
  });

  it('finds 26 March 2026 where only weekends are off', () => {
    expect(addWorkingDays(calendar(), '2026-03-19', 5).date).toBe('2026-03-26');
  });

  it('finds the 3rd working day after 23 June 2023 behind transferred days', () => {
    expect(addWorkingDays(JUNE_2023, '2023-06-23', 3).date).toBe('2023-07-03');
  });

  it('finds 28 June 2023 where no day was transferred', () => {
    expect(addWorkingDays(calendar(), '2023-06-23', 3).date).toBe('2023-06-28');
  });

  it('tells which days were skipped and why', () => {
    expect(addWorkingDays(JUNE_2023, '2023-06-29', 1).skipped).toEqual([
      { date: '2023-06-30', reason: 'HOLIDAY of 2023-06-30' },
      { date: '2023-07-01', reason: 'Saturday' },
      { date: '2023-07-02', reason: 'Sunday' },
    ]);
  });

  it('stays on a working day for a count of 0', () => {
    expect(addWorkingDays(calendar(), '2026-10-16', 0)).toEqual({ date: '2026-10-16', skipped: [] });
  });

  it('rolls a day off forward for a count of 0', () => {
    expect(addWorkingDays(calendar(), '2026-10-17', 0).date).toBe('2026-10-19');
  });

  it('goes back for a negative count', () => {
    expect(addWorkingDays(calendar(), '2026-10-19', -1).date).toBe('2026-10-16');
  });

  it('counts a day only if all calendars work, and says which does not', () => {
    const fridayOff = {
      ...calendar([], [{ from: null, until: null, workingWeekdays: [1, 2, 3, 4, 6, 7] }]),
      code: 'YY',
    };
    expect(addWorkingDays([calendar(), fridayOff], '2026-10-15', 1)).toEqual({
      date: '2026-10-19',
      skipped: [
        { date: '2026-10-16', reason: 'Friday (YY)' },
        { date: '2026-10-17', reason: 'Saturday (XX)' },
        { date: '2026-10-18', reason: 'Sunday (XX)' },
      ],
    });
  });

  it('gives up on calendars that have no day in common', () => {
    const weekend = calendar([], [{ from: null, until: null, workingWeekdays: [6, 7] }]);
    expect(() => addWorkingDays([calendar(), weekend], '2026-10-15', 1)).toThrow(
      expect.objectContaining({ code: 'no-working-day' }),
    );
  });

  it('counts through a whole year of one working day a week', () => {
    const mondays = calendar([], [{ from: null, until: null, workingWeekdays: [1] }]);
    expect(addWorkingDays(mondays, '2026-01-05', 52).date).toBe('2027-01-04');
  });

  it('never ends earlier for a higher count or a later start', () => {
    const offset = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(offset, offset, fc.nat(30), fc.nat(30), (start, delay, count, more) => {
        const date = addDays('2025-12-01', start);
        const end = addWorkingDays(NOVRUZ_2026, date, count).date;
        const laterStart = addWorkingDays(NOVRUZ_2026, addDays(date, delay), count).date;
        return end <= laterStart && end <= addWorkingDays(NOVRUZ_2026, date, count + more).date;
      }),
    );
  });
});

describe(countWorkingDays.name, () => {
  it('passes every day once, the last one counted', () => {
    expect(countWorkingDays(calendar(), '2026-10-16', 1)).toEqual([
      { date: '2026-10-17', counted: false, reason: 'Saturday' },
      { date: '2026-10-18', counted: false, reason: 'Sunday' },
      { date: '2026-10-19', counted: true, reason: null },
    ]);
  });
});

describe(workingDaysBetween.name, () => {
  it('counts the first day but not the last', () => {
    expect(workingDaysBetween(calendar(), '2026-10-12', '2026-10-16')).toBe(4);
  });

  it('is 0 for a reversed interval', () => {
    expect(workingDaysBetween(calendar(), '2026-10-16', '2026-10-12')).toBe(0);
  });

  it('finds as many days as were added', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.integer({ min: 1, max: 40 }), (start, count) => {
        const date = addDays('2025-12-01', start);
        const end = addWorkingDays(NOVRUZ_2026, date, count).date;
        return workingDaysBetween(NOVRUZ_2026, addDays(date, 1), addDays(end, 1)) === count;
      }),
    );
  });
});
