import type { Cells } from './cell.js';
import type { Finding } from './finding.js';
import type { RuleScope, Stage, ValidationRule } from './rule.js';
import type { RuleFacts } from './rule-facts.js';
import { crossSource, evidence, hierarchy, reference } from './rules-beyond-the-report.js';
import { compare, openDays, pair, range, requiredIf, sumEquals, types } from './rules-of-the-report.js';
import { change, digits, duplicate, monotone, outliers } from './rules-over-time.js';
import { holdsTrue } from './sides.js';

/**
 * Runs every rule over the cells of a report. Pure: the form, the API, imports, a browser and a later recomputation
 * give the same findings, with the same ids and in the same order, for the same inputs.
 *
 * @param stage absent: rules of every stage.
 */
export function evaluateRules(
  rules: readonly ValidationRule[],
  cells: Cells,
  facts: RuleFacts,
  stage?: Stage,
): Finding[] {
  const ordered = new Map([...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return rules
    .filter((rule) => appliesTo(rule, facts, stage))
    .filter((rule) => holdsTrue(rule.when, ordered, facts))
    .flatMap((rule) => findingsOf(rule, ordered, facts));
}

/** A rule without stages is asked whenever a report moves; at night, when none does, only a rule that says so. */
export function isAskedAt({ stages }: Pick<ValidationRule, 'stages'>, stage: Stage): boolean {
  return stages ? stages.includes(stage) : stage !== 'NIGHTLY';
}

/** Whether a rule is about a report at all: its stage, its time and its scope. */
export function appliesTo(rule: ValidationRule, facts: RuleFacts, stage?: Stage): boolean {
  const { validFrom, validTo } = rule;
  if (stage && !isAskedAt(rule, stage)) return false;
  if (validFrom !== undefined && facts.periodStart < validFrom) return false;
  if (validTo !== undefined && facts.periodStart >= validTo) return false;
  return isInScope(rule.scope, facts.subject);
}

function isInScope(scope: RuleScope | undefined, subject: RuleFacts['subject']): boolean {
  if (!scope) return true;
  const { forms, partners, units, unitTypes } = scope;
  return (
    (forms?.includes(subject.form) ?? true) &&
    (partners?.includes(subject.partner) ?? true) &&
    (units?.includes(subject.unit) ?? true) &&
    (unitTypes?.includes(subject.unitType ?? '') ?? true)
  );
}

function findingsOf(rule: ValidationRule, cells: Cells, facts: RuleFacts): Finding[] {
  switch (rule.kind) {
    case 'TYPE':
      return types(rule, cells, facts);
    case 'RANGE':
      return range(rule, cells);
    case 'REQUIRED_IF':
      return requiredIf(rule, cells);
    case 'SUM_EQUALS':
      return sumEquals(rule, cells);
    case 'COMPARE':
      return compare(rule, cells, facts);
    case 'PAIR':
      return pair(rule, cells);
    case 'CHANGE':
      return change(rule, cells, facts);
    case 'OUTLIER':
      return outliers(rule, cells, facts);
    case 'MONOTONE':
      return monotone(rule, cells, facts);
    case 'REFERENCE':
      return reference(rule, cells, facts);
    case 'OPEN_DAYS':
      return openDays(rule, cells, facts);
    case 'HIERARCHY':
      return hierarchy(rule, cells, facts);
    case 'CROSS_SOURCE':
      return crossSource(rule, cells, facts);
    case 'DUPLICATE':
      return duplicate(rule, cells, facts);
    case 'DIGIT':
      return digits(rule, cells, facts);
    case 'EVIDENCE':
      return evidence(rule, cells, facts);
  }
}
