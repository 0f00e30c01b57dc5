import { askTwice, earliestFrom } from './assignment-terms.js';

const days = (validFrom: string, validUntil: string | null = null) => ({ validFrom, validUntil });

describe(askTwice.name, () => {
  it('lets one begin on the day on which the other ends', () => {
    expect(askTwice(days('2026-01-01', '2026-10-01'), days('2026-10-01'))).toBe(false);
  });

  it('sees one shared day, whichever comes first', () => {
    expect(askTwice(days('2026-01-01', '2026-10-02'), days('2026-10-01'))).toBe(true);
    expect(askTwice(days('2026-10-01'), days('2026-01-01', '2026-10-02'))).toBe(true);
  });

  it('sees that one that lasts reaches every later one', () => {
    expect(askTwice(days('2026-01-01'), days('2030-01-01', '2030-02-01'))).toBe(true);
  });

  it('leaves out one that was taken back', () => {
    expect(askTwice(days('2026-10-01', '2026-10-01'), days('2026-01-01'))).toBe(false);
  });
});

describe(earliestFrom.name, () => {
  it('lies five years back', () => {
    expect(earliestFrom('2026-11-22')).toBe('2021-11-18');
  });
});
