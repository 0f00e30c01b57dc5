import { Injectable } from '@nestjs/common';
import {
  evaluateRules,
  RuleBook,
  type Cells,
  type Finding,
  type RuleFacts,
  type Stage,
  type ValidationRule,
} from '#indicators';
import { Translations, type Transaction } from '#platform';
import { ExemptionsRepository } from '../exemptions/exemptions.repository.js';
import type { Slot } from '../slots/slot.js';
import { ValidationContextReadModel } from './validation-context.read-model.js';

/** What the rules say about a report, with everything that they looked at. */
export interface CheckedReport {
  stage: Stage;
  rules: readonly ValidationRule[];
  facts: RuleFacts;
  findings: Finding[];
  /** What rules would have said that two persons switched off for this unit. */
  exempted: Finding[];
}

/** What a check stands on besides the report itself. */
export type CheckBasis = Pick<CheckedReport, 'rules' | 'facts'>;

/** Runs the rules in force over a report; form, import and API all check here. */
@Injectable()
export class ReportValidation {
  constructor(
    readonly rules: RuleBook,
    readonly contexts: ValidationContextReadModel,
    private readonly exemptions: ExemptionsRepository,
    private readonly translations: Translations,
  ) {}

  async check(tx: Transaction, slot: Slot, cells: Cells, stage: Stage): Promise<CheckedReport> {
    return this.judge(tx, slot, cells, stage, await this.basis(tx, slot));
  }

  /** The rules in force with what they look at besides the cells. */
  async basis(tx: Transaction, slot: Slot): Promise<CheckBasis> {
    const rules = await this.rules.inForce(tx);
    return { rules, facts: await this.contexts.forSlot(tx, slot, rules) };
  }

  /** The check itself, on facts that were gathered before. */
  async judge(
    tx: Transaction,
    slot: Slot,
    cells: Cells,
    stage: Stage,
    { rules, facts }: CheckBasis,
  ): Promise<CheckedReport> {
    const all = evaluateRules(rules, cells, facts, stage);
    const exempt = all.length > 0 ? await this.exemptions.rulesExempt(tx, slot) : new Set<string>();
    const isExempt = ({ rule }: Finding) => exempt.has(rule);
    const findings = all.filter((finding) => !isExempt(finding));
    return { stage, rules, facts, findings, exempted: all.filter(isExempt) };
  }

  /** The findings in a language: the rule's own words where it has any, else the catalogue's. */
  inWords(locale: string, findings: readonly Finding[]): Finding[] {
    return findings.map((finding) => ({ ...finding, message: this.message(locale, finding) }));
  }

  private message(locale: string, { code, params, message, texts }: Finding): string {
    return texts?.[locale] ?? this.translations.text(locale, `faults.${code}`, params, message);
  }
}
