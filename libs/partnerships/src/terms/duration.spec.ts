import { documentedDate } from '#calendars';
import { isDuration, longestDays, shiftDay, shiftDocumented } from './duration.js';

describe(isDuration.name, () => {
  it.each(['P6M', 'P1Y', 'P90D', 'P2W', 'P1Y6M'])('takes %s', (text) => {
    expect(isDuration(text)).toBe(true);
  });

  it.each(['', 'P', 'P0D', 'PT5H', '6M', 'P-1M', 'P1.5Y', 'p6m', 'P6M ', 'P9999999D', null, 6])(
    'refuses %p',
    (text) => {
      expect(isDuration(text)).toBe(false);
    },
  );
});

describe(shiftDay.name, () => {
  it.each([
    ['2026-08-31', 'P6M', -1, '2026-02-28'],
    ['2024-02-29', 'P1Y', 1, '2025-02-28'],
    ['2026-01-31', 'P1M', 3, '2026-04-30'],
    ['2026-03-01', 'P1D', -1, '2026-02-28'],
    ['9999-06-01', 'P1Y', 1, '9999-12-31'],
    ['0001-06-01', 'P1Y', -1, '0001-01-01'],
  ])('moves %s by %s, %i times, to %s', (day, duration, times, expected) => {
    expect(shiftDay(day, duration, times)).toBe(expected);
  });
});

describe(longestDays.name, () => {
  it('is never less than the duration has', () => {
    expect([longestDays('P1Y'), longestDays('P1M'), longestDays('P1W2D')]).toEqual([366, 31, 9]);
  });
});

describe(shiftDocumented.name, () => {
  it('keeps a month a month', () => {
    expect(shiftDocumented(documentedDate('2026-08'), 'P6M', -1)).toEqual({
      earliest: '2026-02-01',
      latest: '2026-02-28',
      precision: 'MONTH',
      text: '2026-02',
    });
  });

  it('makes a range of a month that days are taken from', () => {
    expect(shiftDocumented(documentedDate('2026-08'), 'P10D', -1)).toMatchObject({
      earliest: '2026-07-22',
      latest: '2026-08-21',
      precision: 'RANGE',
    });
  });

  it('leaves an unknown date unknown', () => {
    expect(shiftDocumented(documentedDate(null), 'P6M')).toMatchObject({
      latest: null,
      precision: 'UNKNOWN',
    });
  });
});
