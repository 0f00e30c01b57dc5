import type { Finding } from '../validation/finding.js';
import { fixedOf, judgeFindings } from './finding-state.js';
import type { FindingState } from './validation-run.js';

const finding = (rule: string, severity: Finding['severity'] = 'EXPLAIN'): Finding => ({
  id: rule,
  rule,
  version: 1,
  cell: 'A',
  severity,
  code: 'rule.x',
  message: '',
  params: {},
});
const known = (rule: string, state: FindingState) => ({ rule, cell: 'A', state });
const silent = () => null;
const words = () => 'because of a long reason';

describe(judgeFindings.name, () => {
  it.each<[string, Finding, Array<ReturnType<typeof known>>, () => string | null, FindingState, boolean]>([
    ['never met', finding('R'), [], silent, 'NEW', true],
    ['met before', finding('R'), [known('R', 'NEW')], silent, 'NEW', false],
    ['back after it was fixed', finding('R'), [known('R', 'FIXED')], silent, 'NEW', true],
    ['explained', finding('R'), [known('R', 'NEW')], words, 'EXPLAINED', false],
    ['blocking, with a reason', finding('R', 'BLOCK'), [], words, 'NEW', true],
    ['acknowledged before', finding('R'), [known('R', 'ACKNOWLEDGED')], silent, 'ACKNOWLEDGED', false],
  ])('judges one that was %s', (_condition, found, before, explanation, state, isNews) => {
    expect(judgeFindings([found], before, explanation, 'SUBMIT')).toMatchObject([{ state, isNews }]);
  });

  it('calls what an accepted report still holds acknowledged', () => {
    expect(judgeFindings([finding('R')], [], words, 'ACCEPT')[0].state).toBe('ACKNOWLEDGED');
  });
});

describe(fixedOf.name, () => {
  it('names what was open and is not found any more', () => {
    expect(fixedOf([known('R', 'NEW'), known('S', 'EXPLAINED')], [finding('S')], [])).toEqual([
      known('R', 'NEW'),
    ]);
  });

  it.each<[string, FindingState, Finding[]]>([
    ['what was fixed before', 'FIXED', []],
    ['what is exempted', 'NEW', [finding('R')]],
  ])('does not name %s', (_condition, state, exempted) => {
    expect(fixedOf([known('R', state)], [], exempted)).toEqual([]);
  });
});
