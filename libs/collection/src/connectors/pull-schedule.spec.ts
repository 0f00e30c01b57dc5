import { describe, expect, it } from '@jest/globals';
import { isDue } from './pull-schedule.js';

const ALWAYS = { hours: [], daysAfterPeriod: 0, retryAt: null };
const END = '2026-10-31';
/** 09:30 in Karachi. */
const NOW = '2026-11-05T04:30:00Z';
const ZONE = 'Asia/Karachi';

describe(isDue.name, () => {
  it('is due at any hour when no hours are named', () => {
    expect(isDue(ALWAYS, END, NOW, ZONE)).toBe(true);
  });

  it("is due in an hour of the partner's own clock", () => {
    expect(isDue({ ...ALWAYS, hours: [9] }, END, NOW, ZONE)).toBe(true);
  });

  it('is not due in an hour that is named only on our clock', () => {
    expect(isDue({ ...ALWAYS, hours: [4] }, END, NOW, ZONE)).toBe(false);
  });

  it('waits so many days after the last day of the month', () => {
    expect(isDue({ ...ALWAYS, daysAfterPeriod: 6 }, END, NOW, ZONE)).toBe(false);
  });

  it('is due on the day itself', () => {
    expect(isDue({ ...ALWAYS, daysAfterPeriod: 5 }, END, NOW, ZONE)).toBe(true);
  });

  it('waits out the delay after a failure', () => {
    const retryAt = new Date('2026-11-05T05:00:00Z');
    expect(isDue({ ...ALWAYS, retryAt }, END, NOW, ZONE)).toBe(false);
  });
});
