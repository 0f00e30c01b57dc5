import type { Finding } from '#indicators';
import type { Slot } from '../slots/slot.js';
import { BacktestTally, lastMonths, MAX_LISTED_FINDINGS } from './backtest-result.js';

const slot = { partner: 'PK', unit: 'CTR-PK-ISB', period: { id: 'GREGORIAN_MONTH:2026-10' } } as Slot;
const finding = (cell: string) => ({ severity: 'BLOCK', cell, code: 'rule.x', message: 'x' }) as Finding;

describe(BacktestTally.name, () => {
  it('counts a report once, whatever the number of its findings', () => {
    const tally = new BacktestTally();
    tally.add('s1', slot, [finding('A'), finding('B')]);
    tally.add('s2', slot, []);
    expect(tally.result).toMatchObject({ reports: 2, counts: { BLOCK: 1, EXPLAIN: 0 } });
  });

  it('counts on when the list is full', () => {
    const tally = new BacktestTally();
    for (let report = 0; report <= MAX_LISTED_FINDINGS; report += 1)
      tally.add(`s${report}`, slot, [finding('A')]);
    expect(tally.result.counts).toMatchObject({ BLOCK: MAX_LISTED_FINDINGS + 1 });
    expect(tally.result.findings).toHaveLength(MAX_LISTED_FINDINGS);
  });
});

describe(lastMonths.name, () => {
  it.each([
    ['2026-11-05T08:00:00.000Z', '2025-12', '2026-11'],
    ['2026-12-31T23:00:00.000Z', '2026-01', '2026-12'],
    ['2026-01-01T00:00:00.000Z', '2025-02', '2026-01'],
  ])('ends with the month of %s', (instant, first, last) => {
    const months = lastMonths(instant);
    expect([months.length, months[0], months.at(-1)]).toEqual([12, first, last]);
  });
});
