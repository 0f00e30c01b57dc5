import * as fc from 'fast-check';
import { InvalidDateError } from './dates.errors.js';
import { addDays, daysBetween, isIsoDate, localDateIn, weekdayOf } from './iso-date.js';

describe(isIsoDate.name, () => {
  it.each(['2026-10-11', '2024-02-29', '0001-01-01', '9999-12-31'])('accepts the calendar day %s', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  it.each([
    'today',
    'infinity',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-2-3',
    '2026-02-03T00:00:00Z',
    ' 2026-02-03',
    '2026-02-03\n',
    '0000-01-01',
    '+012026-01-01',
    '٢٠٢٦-٠١-٠١',
    '',
    null,
    undefined,
    20260203,
  ])('rejects %p', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });
});

describe(addDays.name, () => {
  it('crosses the end of a leap February', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });

  it('goes back for a negative number', () => {
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('refuses a text that is no day', () => {
    expect(() => addDays('2026-02-30', 0)).toThrow(InvalidDateError);
  });
});

describe(daysBetween.name, () => {
  it('undoes addDays for any number of days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_000 }),
        fc.integer({ min: -36_000, max: 36_000 }),
        (offset, days) => {
          const date = addDays('1990-01-01', offset);
          return daysBetween(date, addDays(date, days)) === days;
        },
      ),
    );
  });
});

describe(weekdayOf.name, () => {
  it('numbers Monday 1 and Sunday 7', () => {
    expect([weekdayOf('2026-10-12'), weekdayOf('2026-10-18')]).toEqual([1, 7]);
  });
});

describe(localDateIn.name, () => {
  it('gives the next day east of Greenwich when it is still the evening before in UTC', () => {
    expect(localDateIn('Asia/Kabul', '2026-10-11T19:30:00Z')).toBe('2026-10-12');
  });

  it('gives the same day one minute before local midnight', () => {
    expect(localDateIn('Asia/Kabul', '2026-10-11T19:29:59Z')).toBe('2026-10-11');
  });
});
