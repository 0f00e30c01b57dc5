import { certainlyBy, documentedDate, possiblyBy } from './documented-date.js';

describe(documentedDate.name, () => {
  it.each([
    ['2026-01-14', 'day', '2026-01-14', '2026-01-14', 'DAY'],
    ['2023-07-28', 'day (reported “yesterday” on 29 July)', '2023-07-28', '2023-07-28', 'DAY'],
    ['2025-04', 'month', '2025-04-01', '2025-04-30', 'MONTH'],
    ['2024-02', null, '2024-02-01', '2024-02-29', 'MONTH'],
    ['2018', 'year', '2018-01-01', '2018-12-31', 'YEAR'],
    ['2025-07-07', 'month (7–8 July)', '2025-07-01', '2025-07-31', 'MONTH'],
    ['2023-08-05', 'visit 3–5 August', '2023-08-03', '2023-08-05', 'RANGE'],
    [
      'solar year 1403 (20 March 2024 – 20 March 2025)',
      'solar Hijri year',
      '2024-03-20',
      '2025-03-20',
      'RANGE',
    ],
  ])('reads %p with the precision %p', (text, precisionText, earliest, latest, precision) => {
    expect(documentedDate(text, precisionText)).toEqual({ earliest, latest, precision, text });
  });

  it.each([
    ['2023-02-22 (reported)', null],
    ['2023-02-22', 'reported'],
    ['2023-02-22', 'announced on this day; signing day not separately stated'],
  ])('takes %p with %p as on or before that day, since a report proves no more', (text, precisionText) => {
    expect(documentedDate(text, precisionText)).toEqual({
      earliest: null,
      latest: '2023-02-22',
      precision: 'RANGE',
      text,
    });
  });

  it.each([null, '', 'soon', '2018 or 2019', '2026-02-30', '2026-13', '0000', '2024-2025'])(
    'leaves %p unknown and keeps its wording',
    (text) => {
      expect(documentedDate(text)).toEqual({ earliest: null, latest: null, precision: 'UNKNOWN', text });
    },
  );
});

describe(certainlyBy.name, () => {
  it('waits for the last day of a month known only by its month', () => {
    const april = documentedDate('2025-04');
    expect([certainlyBy(april, '2025-04-29'), certainlyBy(april, '2025-04-30')]).toEqual([false, true]);
  });

  it('is never true of an unknown date', () => {
    expect(certainlyBy(documentedDate(null), '9999-12-31')).toBe(false);
  });
});

describe(possiblyBy.name, () => {
  it('begins with the first day of a month known only by its month', () => {
    const april = documentedDate('2025-04');
    expect([possiblyBy(april, '2025-03-31'), possiblyBy(april, '2025-04-01')]).toEqual([false, true]);
  });

  it('leaves room before a day on which something was only reported', () => {
    expect(possiblyBy(documentedDate('2023-02-22 (reported)'), '2023-01-01')).toBe(true);
  });

  it('is never true of an unknown date', () => {
    expect(possiblyBy(documentedDate(null), '9999-12-31')).toBe(false);
  });
});
