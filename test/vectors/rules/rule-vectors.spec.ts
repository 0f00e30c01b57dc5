import { evaluateRules, type RuleFacts, type ValidationRule } from '#indicators';
import { ruleQuestions } from './rule-vectors.js';

const questions = ruleQuestions();
const KINDS =
  `TYPE RANGE REQUIRED_IF SUM_EQUALS COMPARE PAIR CHANGE OUTLIER MONOTONE REFERENCE OPEN_DAYS HIERARCHY CROSS_SOURCE
  DUPLICATE DIGIT EVIDENCE`.split(/\s+/);

describe('the vectors of the rules', () => {
  it.each(questions.map((question) => [question.name, question] as const))('%s', (_name, question) => {
    const { rules, cells, facts, stage, expected } = question;
    const found = evaluateRules(rules, new Map(cells.map((cell) => [cell.cell, cell])), facts, stage);
    expect(found).toEqual(expected.map((finding) => expect.objectContaining(finding)));
  });

  it('speak and keep silent about every kind', () => {
    const verdicts = new Set(
      questions.map(({ rules, expected }) => `${rules[0].kind} ${expected.length > 0}`),
    );
    expect([...verdicts].toSorted()).toEqual(
      KINDS.flatMap((kind) => [`${kind} false`, `${kind} true`]).toSorted(),
    );
  });

  it('have a name each', () => {
    expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
    expect(questions.length).toBeGreaterThan(60);
  });

  it('do not depend on the order in which cells come', () => {
    const backwards = questions.map(({ rules, cells, facts, stage }) =>
      evaluateRules(rules, new Map(cells.toReversed().map((cell) => [cell.cell, cell])), facts, stage),
    );
    expect(JSON.stringify(backwards)).toBe(JSON.stringify(questions.map(evaluated)));
  });

  function evaluated({
    rules,
    cells,
    facts,
    stage,
  }: {
    rules: ValidationRule[];
    cells: (typeof questions)[number]['cells'];
    facts: RuleFacts;
    stage?: (typeof questions)[number]['stage'];
  }) {
    return evaluateRules(rules, new Map(cells.map((cell) => [cell.cell, cell])), facts, stage);
  }
});
