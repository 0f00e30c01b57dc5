import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import { cellsOf, type FormVersion } from '../forms/form.js';
import { EXPLANATION_CODES } from './finding.js';
import { FIELDS_OF_KIND } from './rule-fields.js';
import { readRule } from './rule-document.js';
import { MISSING_STRATEGIES, SEVERITIES, STAGES } from './rule.js';

const page = readFileSync(join(projectRoot(), 'docs', 'api', 'rules.md'), 'utf8');
const { forms } = parse(readFileSync(join(projectRoot(), 'config', 'reference', 'forms.yaml'), 'utf8')) as {
  forms: FormVersion[];
};
const cells = new Set(forms.flatMap(cellsOf));
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text]) => JSON.parse(text) as Record<string, unknown>,
);

describe('the page about rules', () => {
  it.each(examples.map((example) => [String(example.kind), example] as const))(
    'shows a %s that can be used',
    (_kind, example) => {
      expect(readRule({ code: 'R-PAGE', version: 1 }, example, cells).faults).toEqual([]);
    },
  );

  it('shows and describes every kind', () => {
    const kinds = Object.keys(FIELDS_OF_KIND);
    expect([...new Set(examples.map(({ kind }) => kind))].toSorted()).toEqual(kinds.toSorted());
    expect(kinds.filter((kind) => !page.includes(`**${kind}**`))).toEqual([]);
  });

  it('names every severity, stage, missing strategy and reason code', () => {
    const words = [...SEVERITIES, ...STAGES, ...MISSING_STRATEGIES, ...EXPLANATION_CODES];
    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });

  it('names every member that some kind has', () => {
    const members = Object.values(FIELDS_OF_KIND).flatMap((fields) => Object.keys(fields));
    expect([...new Set(members)].filter((member) => !page.includes(member))).toEqual([]);
  });
});
