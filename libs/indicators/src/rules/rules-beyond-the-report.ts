import { numberOf, type Cells } from './cell.js';
import { Figure } from './figure.js';
import { findingOf, type Finding } from './finding.js';
import type { RuleOf } from './rule.js';
import type { RuleFacts } from './rule-facts.js';
import { chosen } from './rules-over-time.js';
import { allowance } from './sides.js';

/** Rules that compare a report with something that others keep. */

export function hierarchy(rule: RuleOf<'HIERARCHY'>, cells: Cells, facts: RuleFacts): Finding[] {
  return chosen(rule, cells).flatMap(({ cell }) => {
    const total = numberOf(cells.get(cell));
    const sum = facts.sumsOfParts[cell];
    if (total === null || sum === undefined) return [];
    const allowed = allowance(rule.tolerance, new Figure(sum));
    if (new Figure(total).minus(sum).abs().lte(allowed)) return [];
    const message = `${total} here, ${sum} over the units below.`;
    return [findingOf(rule, cell, { code: 'rule.differs-from-parts', message, params: { total, sum } })];
  });
}

export function crossSource(rule: RuleOf<'CROSS_SOURCE'>, cells: Cells, facts: RuleFacts): Finding[] {
  return chosen(rule, cells).flatMap(({ cell }) => {
    const value = numberOf(cells.get(cell));
    const feed = facts.feeds[cell];
    if (value === null || feed === undefined) return [];
    const allowed = allowance(rule.tolerance, new Figure(feed));
    if (new Figure(value).minus(feed).abs().lte(allowed)) return [];
    const message = `${value} here, ${feed} from the partner's system.`;
    return [findingOf(rule, cell, { code: 'rule.differs-from-feed', message, params: { value, feed } })];
  });
}

export function reference(rule: RuleOf<'REFERENCE'>, cells: Cells, { offerings }: RuleFacts): Finding[] {
  if (offerings === null) return [];
  const offered = offerings.filter(({ service }) => service === (rule.service ?? service));
  const live = offered.filter(({ isLive }) => isLive);
  if (live.some(({ provider }) => provider !== null)) return [];
  const service = rule.service ?? '*';
  return chosen(rule, cells).flatMap(({ cell }) => {
    const value = numberOf(cells.get(cell));
    if (value === null || new Figure(value).isZero()) return [];
    const isMissing = live.length === 0;
    const code = isMissing ? 'rule.no-live-offering' : 'rule.no-provider';
    const message = isMissing
      ? `${cell} is ${value}, but no such service was offered.`
      : `${cell} is ${value}, but nobody is named who provides the service.`;
    return [findingOf(rule, cell, { code, message, params: { value, service } })];
  });
}

/** The condition was looked at before: a rule whose condition does not hold is not asked. */
export function evidence(rule: RuleOf<'EVIDENCE'>, _cells: Cells, { attachments }: RuleFacts): Finding[] {
  if (attachments === null || attachments.includes(rule.cell)) return [];
  const message = `${rule.cell} needs evidence.`;
  return [findingOf(rule, rule.cell, { code: 'rule.evidence-missing', message, params: {} })];
}
