import { networkTotals, TOTAL_CLASSES, type TotalQuestion } from './centre-totals.js';
import type { CentreOnDay, ReplicationClass } from './centre.js';

const centre = (replicationClass: ReplicationClass | null, given: Partial<CentreOnDay> = {}): CentreOnDay =>
  ({
    unit: { partner: 'ET' },
    replicationClass,
    countsTowards: null,
    status: 'OPERATING',
    possibleStatus: 'OPERATING',
    ...given,
  }) as CentreOnDay;
const total = (centres: CentreOnDay[], question: Partial<TotalQuestion> = {}) =>
  networkTotals(centres, { towards: 'NETWORK', classes: TOTAL_CLASSES, ...question })[0]?.total ?? 0;
const ALL = [centre('SUPPORTED'), centre('REPLICATED'), centre('INSPIRED'), centre(null)];

describe(networkTotals.name, () => {
  it('counts in the network what was supported, replicated or is not documented', () => {
    expect(networkTotals(ALL, { towards: 'NETWORK', classes: TOTAL_CLASSES })).toEqual([
      {
        partner: 'ET',
        total: 3,
        byClass: { SUPPORTED: 1, REPLICATED: 1, INSPIRED: 0, UNDOCUMENTED: 1 },
        possible: 0,
      },
    ]);
  });

  it('counts in the headline only what headquarters supported', () => {
    expect(total(ALL, { towards: 'HEADLINE' })).toBe(1);
  });

  it('counts a centre where headquarters said that it counts', () => {
    expect(total([centre('INSPIRED', { countsTowards: ['HEADLINE'] })], { towards: 'HEADLINE' })).toBe(1);
    expect(total([centre('SUPPORTED', { countsTowards: [] })])).toBe(0);
  });

  it('counts the classes that are asked for and no other', () => {
    expect(total(ALL, { classes: ['REPLICATED'] })).toBe(1);
  });

  it('keeps apart what may operate from what certainly does', () => {
    const vague = centre('SUPPORTED', { status: null });
    const closed = centre('SUPPORTED', { status: 'CLOSED', possibleStatus: 'CLOSED' });
    expect(networkTotals([vague, closed], { towards: 'NETWORK', classes: TOTAL_CLASSES })[0]).toMatchObject({
      total: 0,
      possible: 1,
    });
  });
});
