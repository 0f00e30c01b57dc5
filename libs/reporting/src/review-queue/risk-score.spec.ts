import { riskScore, type RiskFacts } from './risk-score.js';

const quiet: RiskFacts = { largestFigure: 0, explainItems: 0, corrections: 0, returns: 0 };

describe(riskScore.name, () => {
  it.each<[string, Partial<RiskFacts>, [number, number, number, number]]>([
    ['of an empty report is one', {}, [1, 1, 1, 1]],
    ['grows by one with each factor of ten', { largestFigure: 99_990 }, [5, 5, 1, 1]],
    ['counts every remarkable figure', { explainItems: 3 }, [4, 1, 4, 1]],
    ['counts corrections and returns of the unit', { corrections: 2, returns: 1 }, [4, 1, 1, 4]],
    ['lets the past count ten times at most', { corrections: 20, returns: 20 }, [10, 1, 1, 10]],
    ['multiplies its factors', { largestFigure: 990, explainItems: 1, returns: 1 }, [12, 3, 2, 2]],
    ['is told to two decimals', { largestFigure: 1_200 }, [3.08, 3.08, 1, 1]],
  ])('%s', (_condition, facts, [score, size, anomaly, history]) => {
    expect(riskScore({ ...quiet, ...facts })).toEqual({ score, size, anomaly, history });
  });

  it('never falls when there is more to worry about', () => {
    const facts = { largestFigure: 500, explainItems: 1, corrections: 1, returns: 1 };
    const base = riskScore(facts).score;
    const worse = Object.keys(facts).map((name) => riskScore({ ...facts, [name]: 9_999 }).score);
    expect(worse.every((score) => score >= base)).toBe(true);
  });
});
