import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellContent, RuleFacts, Stage, ValidationRule, ValueKind } from '#indicators';

/** A cell as a vector writes it: a number, or a kind without one. */
type VectorCell = string | { kind: ValueKind };

/** One question to the rules with its answer, as the files beside this one hold it. */
export interface RuleVector {
  name: string;
  rules: ValidationRule[];
  cells: Record<string, VectorCell>;
  facts?: Partial<RuleFacts>;
  stage?: Stage;
  expected: Array<Record<string, unknown>>;
}

/** A vector with everything filled in: plain data that can be sent to a browser. */
export interface RuleQuestion {
  name: string;
  rules: ValidationRule[];
  cells: CellContent[];
  facts: RuleFacts;
  stage?: Stage;
  expected: RuleVector['expected'];
}

const NOTHING_KNOWN: RuleFacts = {
  subject: { partner: 'PK', unit: 'CTR-PK-ISB', unitType: 'CENTRE', form: 'MONTHLY' },
  periodStart: '2026-10-01',
  periodDays: 31,
  month: 10,
  openDays: null,
  indicators: {},
  history: {},
  previous: {},
  sumsOfParts: {},
  feeds: {},
  offerings: null,
  attachments: null,
};

/** Every vector of every file. */
export function ruleQuestions(): RuleQuestion[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    return (JSON.parse(text) as RuleVector[]).map(questionOf);
  });
}

function questionOf({ name, rules, cells, facts, stage, expected }: RuleVector): RuleQuestion {
  const contents = Object.entries(cells).map(([cell, given]) => contentOf(cell, given));
  return { name, rules, cells: contents, facts: { ...NOTHING_KNOWN, ...facts }, stage, expected };
}

function contentOf(cell: string, given: VectorCell): CellContent {
  if (typeof given === 'string') return { cell, kind: 'NUMBER', value: given, explanation: null };
  return { cell, kind: given.kind, value: null, explanation: null };
}
