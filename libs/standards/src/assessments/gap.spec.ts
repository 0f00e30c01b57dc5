import { gapBetween } from './gap.js';

const scored = (score: string, nodes: Array<[string, 1 | 2 | 3, string | null]>) => ({
  score,
  nodes: nodes.map(([code, level, node]) => ({ code, level, score: node })),
});

describe(gapBetween.name, () => {
  it('is the centre’s score minus the agency’s, by node and in all', () => {
    const self = scored('90.00', [
      ['P1', 1, '95.00'],
      ['P1.1', 2, null],
      ['A', 3, '100.00'],
    ]);
    const agency = scored('80.50', [
      ['P1', 1, '96.00'],
      ['P1.1', 2, '50.00'],
      ['A', 3, '0.00'],
    ]);
    const { total, nodes } = gapBetween(self, agency);
    expect(total.gap).toBe('9.50');
    expect(nodes).toEqual([
      { code: 'P1', level: 1, self: '95.00', agency: '96.00', gap: '-1.00' },
      { code: 'P1.1', level: 2, self: null, agency: '50.00', gap: null },
    ]);
  });

  it('is unknown while one side is missing', () => {
    expect(gapBetween(null, scored('80.00', [])).total).toMatchObject({
      self: null,
      agency: '80.00',
      gap: null,
    });
    expect(gapBetween(null, null)).toMatchObject({ nodes: [] });
  });
});
