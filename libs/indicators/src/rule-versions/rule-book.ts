import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { EditionsRepository } from '../indicators/editions.repository.js';
import type { ValidationRule } from '../rules/rule.js';
import type { RuleVersion } from './rule-version.js';
import { RuleVersionsRepository } from './rule-versions.repository.js';

/**
 * The rules in force. Costs one small query while nothing changed; a publication in any process is seen by the next
 * transaction of every other one.
 */
@Injectable()
export class RuleBook {
  private copy: { edition: string; rules: readonly ValidationRule[] } | undefined;

  constructor(
    private readonly repository: RuleVersionsRepository,
    private readonly editions: EditionsRepository,
  ) {}

  async inForce(tx: Transaction): Promise<readonly ValidationRule[]> {
    const { rules: edition } = await this.editions.current(tx);
    if (this.copy?.edition === edition) return this.copy.rules;
    const rules = (await this.repository.listPublished(tx)).map(ruleOf);
    // Another commit may lie between the two questions: the copy carries the name of what was really read.
    this.copy = { edition: rules.map((rule) => `${rule.code}@${rule.version}`).join(' '), rules };
    return rules;
  }
}

/** The rule that a version holds. */
export function ruleOf({ code, version, document }: RuleVersion): ValidationRule {
  return { ...document, code, version } as unknown as ValidationRule;
}
