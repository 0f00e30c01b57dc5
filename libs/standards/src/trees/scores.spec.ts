import { itemsOf, type StandardTree } from './standard.js';
import { isAtLeast, scoreOf, type ItemAnswer } from './scores.js';
import { treeFrom } from './tree-from.js';

const titles = { en: 'x' };
const document = {
  parameters: [
    {
      code: 'P1',
      titles,
      weight: '60',
      criteria: [
        {
          code: 'P1.1',
          titles,
          items: [
            { code: 'A', titles, weight: '50', critical: true },
            { code: 'B', titles, weight: '30', scale: 'POINTS', max: 4 },
            { code: 'C', titles, weight: '20', scale: 'MATURITY' },
          ],
        },
      ],
    },
    {
      code: 'P2',
      titles,
      weight: '40',
      criteria: [{ code: 'P2.1', titles, items: [{ code: 'D', titles }] }],
    },
  ],
  grades: [
    { grade: 'A', from: '90' },
    { grade: 'B', from: '75' },
    { grade: 'C', from: '0' },
  ],
  criticalCap: 'B',
  certificate: { grade: 'B', months: 24 },
};
const tree = (treeFrom(document) as { tree: StandardTree }).tree;
const answered = (values: Record<string, number | string>): Map<string, ItemAnswer> =>
  new Map(
    Object.entries(values).map(([code, value]) => [
      code,
      typeof value === 'number' ? { value, naReason: null } : { value: null, naReason: value },
    ]),
  );

describe(scoreOf.name, () => {
  it('weighs every level and rounds half up', () => {
    // P1.1 = 50·100 + 30·75 + 20·60 = 84.5; total = 60·84.5 + 40·100 = 90.7.
    const { score, grade, nodes } = scoreOf(tree, answered({ A: 1, B: 3, C: 3, D: 1 }));
    expect(score).toBe('90.70');
    expect(grade).toBe('A');
    expect(nodes.find(({ code }) => code === 'P1.1')?.score).toBe('84.50');
    expect(nodes.map(({ level }) => level)).toEqual([1, 1, 2, 2, 3, 3, 3, 3]);
  });

  it('takes what does not apply out of the denominator', () => {
    // Without C: (50·100 + 30·75) / 80 = 90.625; total = 60·90.625 + 40·100 = 94.375.
    expect(scoreOf(tree, answered({ A: 1, B: 3, C: 'no such service', D: 1 })).score).toBe('94.38');
  });

  it('leaves a whole parameter out when nothing of it applies', () => {
    const { score, nodes } = scoreOf(tree, answered({ A: 1, B: 4, C: 5, D: 'none' }));
    expect(score).toBe('100.00');
    expect(nodes.find(({ code }) => code === 'P2')?.score).toBeNull();
  });

  it('caps the grade when a critical sub-criterion fails, whatever the score', () => {
    const capped: StandardTree = { ...tree, grades: [{ grade: 'A', from: '60' }, ...tree.grades.slice(1)] };
    const { grade, failedCritical } = scoreOf(capped, answered({ A: 0, B: 4, C: 5, D: 1 }));
    expect(failedCritical).toEqual(['A']);
    expect(grade).toBe('B');
  });

  it('does not better a grade that is worse than the cap', () => {
    expect(scoreOf(tree, answered({ A: 0, B: 0, C: 0, D: 0 })).grade).toBe('C');
  });

  it('names what nobody answered and scores nothing from nothing', () => {
    const { score, grade, unanswered } = scoreOf(tree, new Map());
    expect([score, grade]).toEqual([null, null]);
    expect(unanswered).toEqual(['A', 'B', 'C', 'D']);
  });
});

describe(isAtLeast.name, () => {
  it('compares by the order of the grades', () => {
    expect(isAtLeast(tree, 'A', 'B')).toBe(true);
    expect(isAtLeast(tree, 'B', 'B')).toBe(true);
    expect(isAtLeast(tree, 'C', 'B')).toBe(false);
  });
});

describe(treeFrom.name, () => {
  const faultsOf = (change: object) => {
    const read = treeFrom({ ...document, ...change });
    return 'faults' in read ? read.faults.map(({ pointer, code }) => `${code} ${pointer}`) : [];
  };

  it('shares out equally where no weight is written, to exactly 100', () => {
    const items = ['X', 'Y', 'Z'].map((code) => ({ code, titles }));
    const read = treeFrom({
      ...document,
      parameters: [{ code: 'P', titles, criteria: [{ code: 'Q', titles, items }] }],
    }) as { tree: StandardTree };
    expect(itemsOf(read.tree).map(({ weight }) => weight)).toEqual(['33.333333', '33.333333', '33.333334']);
  });

  it('refuses weights that do not sum to 100', () => {
    const parameters = [{ ...document.parameters[0], weight: '61' }, document.parameters[1]];
    expect(faultsOf({ parameters })).toEqual(['weights-not-100 /parameters']);
  });

  it('refuses a code that stands twice', () => {
    const parameters = [document.parameters[0], { ...document.parameters[1], code: 'P1.1' }];
    expect(faultsOf({ parameters })).toEqual(['duplicate-code /parameters/1/code']);
  });

  it.each([
    [
      'grades that do not fall',
      {
        grades: [
          { grade: 'A', from: '0' },
          { grade: 'B', from: '0' },
        ],
      },
    ],
    ['a cap that is no grade', { criticalCap: 'Z' }],
    ['a crosswalk to nothing', { crosswalk: { OLD: 'NONE' } }],
    ['no parameters', { parameters: [] }],
    ['members that nobody knows', { colour: 'red' }],
  ])('refuses %s', (_, change) => {
    expect(faultsOf(change).length).toBeGreaterThan(0);
  });

  it('finds every fault of a document that is none', () => {
    for (const nonsense of [null, [], 'text', 4, { parameters: [null, [], 7] }])
      expect('faults' in treeFrom(nonsense)).toBe(true);
  });
});
