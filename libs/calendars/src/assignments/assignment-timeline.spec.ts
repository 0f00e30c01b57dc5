import type { PeriodScheme } from '../periods/period.js';
import { timelineOf } from './assignment-timeline.js';
import type { CalendarAssignment } from './calendar-assignment.js';

function assigned(scheme: PeriodScheme, from: string | null, until: string | null): CalendarAssignment {
  return {
    partner: 'AF',
    scheme,
    zone: 'Asia/Kabul',
    workingCalendar: 'AF',
    from,
    until,
    confirmed: true,
    note: null,
  };
}

function shortly(stretches: CalendarAssignment[]): unknown[] {
  return stretches.map(({ scheme, from, until }) => [scheme, from, until]);
}

describe(timelineOf.name, () => {
  it('puts the assignments of a partner into order', () => {
    const later = assigned('GREGORIAN_MONTH', '2026-10-10', null);
    const earlier = assigned('SOLAR_HIJRI_MONTH', null, '2026-10-10');
    expect(shortly(timelineOf([later, earlier]))).toEqual([
      ['SOLAR_HIJRI_MONTH', null, '2026-10-10'],
      ['GREGORIAN_MONTH', '2026-10-10', null],
    ]);
  });

  it('lets the assignment of a unit go before its partner’s while it is valid', () => {
    const partner = [assigned('GREGORIAN_MONTH', null, null)];
    const own = [assigned('GREGORIAN_WINDOW_21', '2026-01-01', '2026-07-01')];
    expect(shortly(timelineOf(partner, own))).toEqual([
      ['GREGORIAN_MONTH', null, '2026-01-01'],
      ['GREGORIAN_WINDOW_21', '2026-01-01', '2026-07-01'],
      ['GREGORIAN_MONTH', '2026-07-01', null],
    ]);
  });

  it('has nothing for days that no assignment covers', () => {
    const partner = [assigned('GREGORIAN_MONTH', '2020-01-01', '2021-01-01')];
    expect(shortly(timelineOf(partner))).toEqual([['GREGORIAN_MONTH', '2020-01-01', '2021-01-01']]);
  });
});
