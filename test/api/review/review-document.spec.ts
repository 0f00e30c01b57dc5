import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { TRANSITIONS } from '../../../libs/reporting/src/submissions/submission.lifecycle.js';

const PAGE = readFileSync(join(projectRoot(), 'docs', 'api', 'review.md'), 'utf8');
const ARROW = /^ {2}([A-Z_]+) --> ([A-Z_]+): (\w+)$/gm;
const ROW = /^\| (\w+) +\| ([A-Z_]+) +\| `([a-z:]+)` /gm;

describe('the page about the review', () => {
  it('draws exactly the steps that there are', () => {
    const drawn = [...PAGE.matchAll(ARROW)].map(([, from, to, name]) => `${from} ${name} ${to}`);
    expect(drawn.toSorted()).toEqual(
      TRANSITIONS.map(({ from, name, to }) => `${from} ${name} ${to}`).toSorted(),
    );
  });

  it('names the right that each step asks for', () => {
    const told = [...PAGE.matchAll(ROW)].map(([, name, from, right]) => `${name} ${from} ${right}`);
    const asked = TRANSITIONS.map(({ name, from, permission }) => `${name} ${from} ${permission}`);
    expect(told.toSorted()).toEqual(asked.toSorted());
  });
});
