import type { Indicator } from '#indicators';
import { breakFlags, differencesIn, isBreakAt, markedStatus } from './figure-marks.js';
import type { Reading } from './reading.js';

const reading = (partner: string, month: string, state: Reading['state'] = 'USABLE') =>
  ({ state, report: { partner, month } }) as Reading;
const BROKEN = { comparability: 'BREAK', appliesFrom: '2027-01' } as Indicator;
const SAME = { comparability: 'SAME', appliesFrom: '2027-01' } as Indicator;

describe(differencesIn.name, () => {
  const note = { id: 'n', partner: 'PK', indicator: 'V', from: '2026-10' };

  it.each([
    ['its month', reading('PK', '2026-10'), ['n']],
    ['a later month', reading('PK', '2027-03'), ['n']],
    ['an earlier month', reading('PK', '2026-09'), []],
    ['another country', reading('ET', '2026-10'), []],
    ['a report without the figure', reading('PK', '2026-10', 'ABSENT'), []],
  ])('is asked about %s', (_what, one, expected) => {
    expect(differencesIn([note], ['V'], [one])).toEqual(expected);
  });

  it('is about the indicators that take part', () => {
    expect(differencesIn([note], ['W'], [reading('PK', '2026-10')])).toEqual([]);
  });
});

describe(markedStatus.name, () => {
  it.each([
    ['A', false, false, 'A'],
    ['A', true, false, 'D'],
    ['A', false, true, 'B'],
    ['A', true, true, 'D'],
    ['E', true, true, 'E'],
    ['O', true, true, 'O'],
  ])('of %s, different %s, break %s, is %s', (status, isDifferent, isBreak, expected) => {
    expect(markedStatus(status, { isDifferent, isBreak })).toBe(expected);
  });
});

describe(isBreakAt.name, () => {
  it.each<[Indicator, string | null, boolean]>([
    [BROKEN, '2027-01', true],
    [BROKEN, '2027-02', false],
    [BROKEN, null, false],
    [SAME, '2027-01', false],
  ])('of %j at %s is %s', (indicator, month, expected) => {
    expect(isBreakAt(indicator, month)).toBe(expected);
  });
});

describe(breakFlags.name, () => {
  it.each<[Indicator, string[], string[]]>([
    [BROKEN, ['2026-12', '2027-01'], ['break=2027-01']],
    [BROKEN, ['2027-01', '2027-02'], []],
    [BROKEN, ['2026-11', '2026-12'], []],
    [SAME, ['2026-12', '2027-01'], []],
  ])('of %j over %j are %j', (indicator, months, expected) => {
    expect(breakFlags(indicator, months)).toEqual(expected);
  });
});
