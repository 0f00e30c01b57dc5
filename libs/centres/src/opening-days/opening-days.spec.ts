import { faultyWeekdays, hoursOn, openDaysIn, opensOn, type OpeningTimes } from './opening-days.js';

const DAY = [{ opens: '09:00', closes: '18:00' }];
/** Tuesday to Saturday; from 2026-11-09 Monday to Friday. */
const TIMES: OpeningTimes = {
  weeks: [
    { validFrom: '2026-01-01', week: { 2: DAY, 3: DAY, 4: DAY, 5: DAY, 6: DAY } },
    { validFrom: '2026-11-09', week: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY } },
  ],
  closures: [{ firstDay: '2026-11-11', until: '2026-11-13', reason: 'Flood' }],
};
const always = () => true;

describe(opensOn.name, () => {
  it.each([
    ['a Saturday of the first week', '2026-11-07', true],
    ['a Monday of the first week', '2026-11-02', false],
    ['the first Monday of the second', '2026-11-09', true],
    ['a Saturday of the second', '2026-11-14', false],
    ['the first day of a closure', '2026-11-11', false],
    ['the last day of it', '2026-11-12', false],
    ['the day after it', '2026-11-13', true],
    ['a day before any hours are known', '2025-12-28', true],
  ])('decides about %s', (_which, day, open) => {
    expect(opensOn(TIMES, day)).toBe(open);
  });
});

describe(openDaysIn.name, () => {
  it('takes the days that are worked, within hours and not closed', () => {
    const isWorking = (day: string) => day !== '2026-11-10';
    expect(openDaysIn(TIMES, '2026-11-07', '2026-11-15', isWorking)).toEqual([
      '2026-11-07',
      '2026-11-09',
      '2026-11-13',
    ]);
  });

  it('takes every worked day of a centre of which nothing is known', () => {
    expect(openDaysIn({ weeks: [], closures: [] }, '2026-11-01', '2026-12-01', always)).toHaveLength(30);
  });
});

describe(hoursOn.name, () => {
  it('tells a closed day from one of which nothing is known', () => {
    expect([hoursOn(TIMES.weeks, '2026-11-01'), hoursOn(TIMES.weeks, '2025-01-01')]).toEqual([[], null]);
  });
});

describe(faultyWeekdays.name, () => {
  it.each([
    ['hours with a break', [...DAY, { opens: '19:00', closes: '24:00' }], []],
    ['hours that end before they begin', [{ opens: '18:00', closes: '09:00' }], ['1']],
    ['hours that run into each other', [...DAY, { opens: '17:00', closes: '20:00' }], ['1']],
    ['hours out of order', [{ opens: '19:00', closes: '20:00' }, ...DAY], ['1']],
  ])('looks at %s', (_what, hours, faulty) => {
    expect(faultyWeekdays({ 1: hours })).toEqual(faulty);
  });
});
