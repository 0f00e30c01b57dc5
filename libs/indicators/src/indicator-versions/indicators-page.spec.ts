import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import { breakdownFaults } from '../breakdowns/breakdown-document.js';
import type { Breakdown } from '../breakdowns/breakdown.js';
import { CONFIGURATION_STATES, CONFIGURATION_STEPS } from '../configuration/configuration.lifecycle.js';
import { NOTE_STATES, NOTE_STEPS } from '../definition-notes/definition-note.js';
import { formFaults, MAX_FORM_CELLS } from '../form-versions/form-document.js';
import { TOTALS } from '../forms/form.js';
import { aggregationFaults, AGGREGATION_METHODS } from '../indicators/aggregation-law.js';
import { COMPARABILITIES, DIRECTIONS, type Indicator, type InputIndicator } from '../indicators/indicator.js';
import { definitionFrom, indicatorsFrom } from '../indicators/indicators-from.js';
import { TARGET_STATES } from '../targets/target.js';
import { TARGET_STEPS } from '../targets/target.lifecycle.js';
import { INDICATOR_FIELDS, indicatorFaults } from './indicator-document.js';

type Example = Record<string, unknown>;

const read = (...path: string[]) => readFileSync(join(projectRoot(), ...path), 'utf8');
const page = read('docs', 'api', 'indicators.md');
const shipped = indicatorsFrom(
  parse(read('config', 'reference', 'indicators.yaml')) as Parameters<typeof indicatorsFrom>[0],
);
const inputs = new Map(
  shipped.filter(({ kind }) => kind === 'INPUT').map((one) => [one.code, one as InputIndicator]),
);
const examples = (kind: string): Example[] =>
  [...page.matchAll(new RegExp(`\`\`\`json ${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text]) => JSON.parse(text) as Example,
  );

describe('the page about indicators', () => {
  it('shows indicators of both kinds that can be published', () => {
    const shown = examples('indicator');
    expect(shown.map(({ kind }) => kind)).toEqual(['INPUT', 'DERIVED']);
    expect(shown.flatMap((document) => indicatorFaults(1, document))).toEqual([]);
    const defined = shown.map(
      (document) => definitionFrom({ code: 'PAGE', version: 1 }, document) as Indicator,
    );
    expect(defined.flatMap((one) => aggregationFaults(one, new Set(inputs.keys())))).toEqual([]);
  });

  it('shows a breakdown, and a form that uses it', () => {
    const [split] = examples('breakdown');
    const [form] = examples('form');
    expect(breakdownFaults(split)).toEqual([]);
    const dimension = { ...split, code: 'SERVICE_GROUP', version: 1 } as unknown as Breakdown;
    expect(formFaults(form, { indicators: inputs, breakdowns: [dimension] })).toEqual([]);
    expect(formFaults(form, { indicators: inputs, breakdowns: [] })).not.toEqual([]);
  });

  it('names every member of an indicator', () => {
    const members = Object.values(INDICATOR_FIELDS).flatMap((fields) => Object.keys(fields));
    expect([...members, 'weight', 'optional'].filter((member) => !page.includes(`\`${member}\``))).toEqual(
      [],
    );
  });

  it('names every state, step, method, direction, comparability and total', () => {
    const words = [
      ...CONFIGURATION_STEPS,
      ...AGGREGATION_METHODS,
      ...DIRECTIONS,
      ...COMPARABILITIES,
      ...TOTALS,
      ...TARGET_STATES,
      ...TARGET_STEPS,
      ...NOTE_STATES,
      ...NOTE_STEPS,
      ...CONFIGURATION_STATES,
    ];
    expect(words.filter((word) => !new RegExp(`[\`" ]${word}[\`" ]`).test(page))).toEqual([]);
  });

  it('names every reason for which a combination is refused, and no other', () => {
    const law = read('libs', 'indicators', 'src', 'indicators', 'aggregation-law.ts');
    const reasons = [...law.matchAll(/'((?:not|percentage|weight|distinct|unknown)-[a-z-]+)'/g)].map(
      ([, one]) => one,
    );
    const told = [...page.matchAll(/^\| `([a-z]+-[a-z-]+)`/gm)].map(([, one]) => one);
    expect(told.toSorted()).toEqual([...new Set(reasons)].toSorted());
  });

  it('says how many cells a form has at most', () => {
    expect(page).toContain(`${MAX_FORM_CELLS} cells at most`);
  });
});
