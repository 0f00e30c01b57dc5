import { achievementOf, type AchievementFacts } from './achievement.js';

type Row = [string, Partial<AchievementFacts>, [boolean, string | null, string | null]];

const HIGHER: AchievementFacts = {
  direction: 'HIGHER',
  target: '100',
  upper: null,
  baseline: '50',
  actual: '75',
};
const LOWER: AchievementFacts = { ...HIGHER, direction: 'LOWER', target: '10', baseline: '20', actual: '15' };
const BAND: AchievementFacts = {
  ...HIGHER,
  direction: 'BAND',
  target: '40',
  upper: '60',
  baseline: null,
  actual: '50',
};

function answered(facts: AchievementFacts) {
  const { isAchieved, ratio, progress } = achievementOf(facts);
  return [isAchieved, ratio, progress];
}

describe(achievementOf.name, () => {
  it.each<Row>([
    ['half of the way', {}, [false, '0.7500', '0.5000']],
    ['exactly there', { actual: '100' }, [true, '1.0000', '1.0000']],
    ['beyond', { actual: '120' }, [true, '1.2000', '1.4000']],
    ['further away than before', { actual: '40' }, [false, '0.4000', '-0.2000']],
    ['no way to go', { baseline: '100', actual: '100' }, [true, '1.0000', null]],
    ['a target of nothing', { target: '0', baseline: '-10', actual: '0' }, [true, null, '1.0000']],
    [
      'doubles that would not be exact',
      { target: '0.3', baseline: '0', actual: '0.1' },
      [false, '0.3333', '0.3333'],
    ],
  ])('where more is better, tells %s', (_what, change, expected) => {
    expect(answered({ ...HIGHER, ...change })).toEqual(expected);
  });

  it.each<Row>([
    ['half of the way', {}, [false, '0.6667', '0.5000']],
    ['exactly there', { actual: '10' }, [true, '1.0000', '1.0000']],
    ['below', { actual: '8' }, [true, '1.2500', '1.2000']],
    ['nothing at all', { actual: '0' }, [true, null, '2.0000']],
    ['worse than before', { actual: '25' }, [false, '0.4000', '-0.5000']],
  ])('where less is better, tells %s', (_what, change, expected) => {
    expect(answered({ ...LOWER, ...change })).toEqual(expected);
  });

  it.each<Row>([
    ['within', {}, [true, '1.0000', null]],
    ['on the lower bound', { actual: '40' }, [true, '1.0000', null]],
    ['on the upper bound', { actual: '60' }, [true, '1.0000', null]],
    ['below', { actual: '30' }, [false, '0.7500', null]],
    ['above', { actual: '80' }, [false, '0.7500', null]],
  ])('for a band, tells %s', (_what, change, expected) => {
    expect(answered({ ...BAND, ...change })).toEqual(expected);
  });

  it('warns of a missing baseline and answers all the same', () => {
    expect(achievementOf({ ...HIGHER, baseline: null })).toEqual({
      isAchieved: false,
      ratio: '0.7500',
      progress: null,
      warnings: ['baseline-missing'],
    });
  });

  it('warns of nothing where there is a baseline', () => {
    expect(achievementOf(HIGHER).warnings).toEqual([]);
  });
});
