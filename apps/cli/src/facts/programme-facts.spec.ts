import { readFacts } from './facts-file.js';
import { programmesOf } from './programme-facts.js';

describe(programmesOf.name, () => {
  it('finds what is said of Islamabad from its opening on, with a source', async () => {
    const { centres } = await readFacts();
    const islamabad = centres.find(({ id }) => id === 'CTR-PK-ISB');
    const steps = islamabad ? programmesOf(islamabad) : [];
    expect(steps.map(({ programme, stage, since }) => [programme, stage, since])).toEqual([
      ['STANDARDS', 'APPLIED', '2026-01-14'],
      ['VOLUNTEER_PROGRAMME', 'APPLIED', '2026-01-14'],
      ['SOLUTIONS', 'APPLIED', '2026-01-14'],
      ['FRIENDSHIP_CORNER', 'APPLIED', '2026-01-14'],
    ]);
    expect(steps[0].source).toMatch(/https?:\/\//);
  });

  it('invents nothing for a centre whose support is not itemised', async () => {
    const { centres } = await readFacts();
    const hoima = centres.find(({ id }) => id === 'CTR-UG-HOI');
    expect(hoima && programmesOf(hoima)).toEqual([]);
  });
});
