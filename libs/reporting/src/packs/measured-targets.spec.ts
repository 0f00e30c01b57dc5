import type { ApprovedTarget, Cells, Indicator } from '#indicators';
import { measuredTargets } from './measured-targets.js';

const target = (indicator: string, value: string): ApprovedTarget => ({
  indicator,
  value,
  upper: null,
  baseline: null,
});
const INDICATORS = new Map(
  [
    { kind: 'INPUT', code: 'A', direction: 'HIGHER' },
    { kind: 'INPUT', code: 'WORDLESS' },
    { kind: 'DERIVED', code: 'SHARE', direction: 'HIGHER', numerator: ['A', 'B'], denominator: ['C'] },
  ].map((one) => [one.code, one as unknown as Indicator]),
);
const cells = (given: Record<string, string | null>): Cells =>
  new Map(
    Object.entries(given).map(([cell, value]) => [
      cell,
      {
        cell,
        kind: value === null ? ('NOT_AVAILABLE' as const) : ('NUMBER' as const),
        value,
        explanation: null,
      },
    ]),
  );
const measured = (one: ApprovedTarget, given: Record<string, string | null>) =>
  measuredTargets([one], INDICATORS, cells(given))[0];

describe(measuredTargets.name, () => {
  it('measures a reported figure', () => {
    expect(measured(target('A', '8'), { A: '4' })).toMatchObject({
      actual: '4',
      achievement: { isAchieved: false, ratio: '0.5000', warnings: ['baseline-missing'] },
    });
  });

  it('divides a ratio after its parts are added', () => {
    expect(measured(target('SHARE', '0.5'), { A: '1', B: '2', C: '4' })).toMatchObject({
      actual: '0.75',
      achievement: { isAchieved: true, ratio: '1.5000' },
    });
  });

  it.each<[string, string, Record<string, string | null>]>([
    ['the number is missing', 'A', {}],
    ['there is a reason in its place', 'A', { A: null }],
    ['a part is missing', 'SHARE', { A: '1', C: '4' }],
    ['the whole is zero', 'SHARE', { A: '1', B: '1', C: '0' }],
    ['nobody defines the indicator', 'GONE', { A: '1' }],
  ])('measures nothing where %s', (_condition, code, given) => {
    expect(measured(target(code, '1'), given)).toMatchObject({ actual: null, achievement: null });
  });

  it('shows the figure alone where nobody says what is better', () => {
    expect(measured(target('WORDLESS', '1'), { WORDLESS: '3' })).toMatchObject({
      actual: '3',
      achievement: null,
    });
  });
});
