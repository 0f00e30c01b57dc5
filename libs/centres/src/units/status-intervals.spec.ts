import { documentedDate } from '#calendars';
import { operates, overlap, statusOnDay } from './status-intervals.js';
import type { StatusInterval, UnitStatus } from './unit.js';

function interval(
  status: UnitStatus,
  from: string | null,
  until: string | null = null,
  knownBy: string | null = null,
): StatusInterval {
  const [begin, end] = [documentedDate(from), documentedDate(until)];
  return {
    status,
    from: begin,
    until: end,
    validFrom: begin.latest,
    validUntil: end.earliest,
    knownBy,
    note: null,
  };
}

const stretch = (validFrom: string | null, validUntil: string | null) => ({ validFrom, validUntil });

describe(overlap.name, () => {
  it('lets one stretch begin on the day on which the other ends', () => {
    expect(overlap(stretch('2025-01-01', '2025-02-01'), stretch('2025-02-01', null))).toBe(false);
  });

  it('sees one shared day', () => {
    expect(overlap(stretch('2025-01-01', '2025-02-02'), stretch('2025-02-01', null))).toBe(true);
  });

  it('takes an open start as the beginning of time', () => {
    expect(overlap(stretch(null, null), stretch('1990-01-01', '1990-01-02'))).toBe(true);
    expect(overlap(stretch(null, '1990-01-01'), stretch('1990-01-01', null))).toBe(false);
  });
});

describe(operates.name, () => {
  it('is true when the unit opens on the last day of the period', () => {
    expect(operates([interval('OPERATING', '2026-10-31')], '2026-10-01', '2026-11-01')).toBe(true);
  });

  it('is false when the unit opens on the exclusive end of the period', () => {
    expect(operates([interval('OPERATING', '2026-11-01')], '2026-10-01', '2026-11-01')).toBe(false);
  });

  it('is false while the unit is suspended for the whole period', () => {
    const intervals = [
      interval('OPERATING', '2025-01-01', '2026-09-01'),
      interval('SUSPENDED', '2026-09-01', '2026-12-01'),
    ];
    expect(operates(intervals, '2026-10-01', '2026-11-01')).toBe(false);
  });

  it('is true of a unit that operates since a day that no source gives', () => {
    expect(operates([interval('OPERATING', null)], '2026-10-01', '2026-11-01')).toBe(true);
  });
});

describe(statusOnDay.name, () => {
  it('knows nothing without intervals', () => {
    expect(statusOnDay([], '2026-01-01')).toEqual({ certain: null, possible: null });
  });

  it('is certain only at the end of a month that is known as a month', () => {
    const intervals = [interval('OPERATING', '2025-04')];
    expect(statusOnDay(intervals, '2025-03-31')).toEqual({ certain: null, possible: null });
    expect(statusOnDay(intervals, '2025-04-15')).toEqual({ certain: null, possible: 'OPERATING' });
    expect(statusOnDay(intervals, '2025-04-30')).toEqual({ certain: 'OPERATING', possible: 'OPERATING' });
  });

  it('is certain of an undated start from the day on which it was known', () => {
    const intervals = [interval('OPERATING', null, null, '2026-11-21')];
    expect(statusOnDay(intervals, '2026-11-20')).toEqual({ certain: null, possible: 'OPERATING' });
    expect(statusOnDay(intervals, '2026-11-21').certain).toBe('OPERATING');
  });

  it('follows the unit from one status into the next', () => {
    const intervals = [
      interval('OPERATING', '2025-01-01', '2025-06-01'),
      interval('CLOSED', '2025-06-01', '2026-01-01'),
      interval('OPERATING', '2026-01-01'),
    ];
    const days = ['2025-05-31', '2025-06-01', '2026-01-01'];
    expect(days.map((day) => statusOnDay(intervals, day).certain)).toEqual([
      'OPERATING',
      'CLOSED',
      'OPERATING',
    ]);
  });
});
