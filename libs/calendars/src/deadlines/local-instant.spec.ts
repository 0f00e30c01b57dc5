import { localInstant, lockAt } from './local-instant.js';

describe(localInstant.name, () => {
  it.each([
    ['an ordinary time', '2026-03-10', '18:00', 'Asia/Karachi', '2026-03-10T13:00:00Z'],
    [
      'the later of two equal times in autumn',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T01:30:00Z',
    ],
    [
      'the end of the gap for a time skipped in spring',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
    ],
    ['the end of a gap at midnight', '2021-03-22', '00:00', 'Asia/Tehran', '2021-03-21T20:30:00Z'],
    ['the end of a gap of a whole day', '2011-12-30', '18:00', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ])('takes %s', (_, date, time, zone, expected) => {
    expect(localInstant(date, time, zone).toInstant().toString()).toBe(expected);
  });
});

describe(lockAt.name, () => {
  it('adds calendar days', () => {
    expect(lockAt('2026-03-10T13:00:00Z', 365, 'Asia/Karachi')).toBe('2027-03-10T13:00:00Z');
  });

  it('keeps the wall-clock time where clocks change', () => {
    expect(lockAt('2026-03-28T17:00:00Z', 1, 'Europe/Berlin')).toBe('2026-03-29T16:00:00Z');
  });
});
