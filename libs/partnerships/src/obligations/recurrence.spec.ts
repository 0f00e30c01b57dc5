import { dueDays, MAX_OCCURRENCES } from './recurrence.js';

describe(dueDays.name, () => {
  it.each([
    ['ONCE', ['2026-01-31']],
    ['MONTHLY', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
    ['QUARTERLY', ['2026-01-31', '2026-04-30']],
    ['YEARLY', ['2026-01-31']],
  ] as const)('is due %s on these days', (frequency, expected) => {
    expect(dueDays({ frequency, firstDueOn: '2026-01-31', lastDueOn: null }, '2026-04-30')).toEqual(expected);
  });

  it('comes back to 29 February in leap years', () => {
    const days = dueDays({ frequency: 'YEARLY', firstDueOn: '2024-02-29', lastDueOn: null }, '2028-12-31');
    expect(days).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  it('ends with the last day of its own, inclusive', () => {
    const days = dueDays(
      { frequency: 'MONTHLY', firstDueOn: '2026-01-15', lastDueOn: '2026-03-15' },
      '2026-12-31',
    );
    expect(days).toHaveLength(3);
  });

  it('has none before it begins', () => {
    expect(dueDays({ frequency: 'ONCE', firstDueOn: '2027-01-01', lastDueOn: null }, '2026-12-31')).toEqual(
      [],
    );
  });

  it('stops somewhere when a year was mistyped', () => {
    const days = dueDays({ frequency: 'MONTHLY', firstDueOn: '0226-01-01', lastDueOn: null }, '2026-12-31');
    expect(days).toHaveLength(MAX_OCCURRENCES);
  });
});
