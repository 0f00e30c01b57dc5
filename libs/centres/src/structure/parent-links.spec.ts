import { holdsOn, leadsBack, rewrites, type UnitLink } from './parent-links.js';

const link = (unit: string, parent: string, given: Partial<UnitLink> = {}): UnitLink => ({
  unit,
  parent,
  validFrom: null,
  validUntil: null,
  ...given,
});

describe(leadsBack.name, () => {
  const chain = [link('CTR', 'REG'), link('REG', 'NET')];

  it.each([
    ['itself', 'REG', 'REG', true],
    ['a unit below it', 'NET', 'CTR', true],
    ['the unit directly below it', 'REG', 'CTR', true],
    ['a unit above it', 'CTR', 'NET', false],
    ['a unit beside it', 'CTR', 'REG-2', false],
  ])('finds a circle when the new parent is %s', (_which, unit, parent, circle) => {
    expect(leadsBack(chain, unit, parent, '2026-07-01')).toBe(circle);
  });

  it('finds no circle where the unit below left before', () => {
    const left = [link('CTR', 'REG', { validUntil: '2026-07-01' })];
    expect(leadsBack(left, 'REG', 'CTR', '2026-07-01')).toBe(false);
    expect(leadsBack(left, 'REG', 'CTR', '2026-06-30')).toBe(true);
  });

  it('finds a circle that a later link will close', () => {
    const planned = [link('CTR', 'REG', { validFrom: '2027-01-01' })];
    expect(leadsBack(planned, 'REG', 'CTR', '2026-07-01')).toBe(true);
  });

  it('follows links of different times only where they hold together', () => {
    const apart = [link('C', 'B', { validUntil: '2026-08-01' }), link('B', 'A', { validFrom: '2026-09-01' })];
    expect(leadsBack(apart, 'A', 'C', '2026-07-01')).toBe(false);
  });

  it('ends although the recorded links contain a circle', () => {
    expect(leadsBack([link('B', 'C'), link('C', 'B')], 'A', 'B', '2026-07-01')).toBe(false);
  });
});

describe(rewrites.name, () => {
  it.each([
    ['nothing is recorded', [], false],
    ['what is recorded lasts', [link('C', 'R', { validFrom: '2026-01-01' })], false],
    ['it ended on the day', [link('C', 'R', { validUntil: '2026-07-01' })], false],
    ['it ended after the day', [link('C', 'R', { validUntil: '2026-07-02' })], true],
    ['it began on the day', [link('C', 'R', { validFrom: '2026-07-01' })], true],
    ['it begins later', [link('C', 'R', { validFrom: '2027-01-01' })], true],
  ])('tells whether history would change when %s', (_condition, own, changes) => {
    expect(rewrites(own, '2026-07-01')).toBe(changes);
  });
});

describe(holdsOn.name, () => {
  it('includes the first day and excludes the last', () => {
    const half = link('C', 'R', { validFrom: '2026-01-01', validUntil: '2026-07-01' });
    const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'];
    expect(days.map((day) => holdsOn(half, day))).toEqual([false, true, true, false]);
  });
});
