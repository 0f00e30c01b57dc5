import { Injectable } from '@nestjs/common';
import { evaluateRules, type ValidationRule } from '#indicators';
import type { Transaction } from '#platform';
import { SlotsRepository } from '../slots/slots.repository.js';
import { ValidationContextReadModel } from '../validation/validation-context.read-model.js';
import { BacktestReportsReadModel, type AcceptedReport } from './backtest-reports.read-model.js';
import type { BacktestTally } from './backtest-result.js';

/** Asks one rule about accepted reports. */
@Injectable()
export class ExamineReports {
  constructor(
    readonly reports: BacktestReportsReadModel,
    private readonly slots: SlotsRepository,
    private readonly contexts: ValidationContextReadModel,
  ) {}

  /** Adds what the rule says about some reports. When the rule is to begin is left out: the question is what if. */
  async examine(
    tx: Transaction,
    rule: ValidationRule,
    reports: readonly AcceptedReport[],
    tally: BacktestTally,
  ): Promise<void> {
    const { validFrom: _from, validTo: _to, ...timeless } = rule;
    const rules = [timeless as ValidationRule];
    const cells = await this.reports.cells(
      tx,
      reports.map(({ submissionId }) => submissionId),
    );
    for (const { submissionId, slotId } of reports) {
      const slot = await this.slots.find(tx, slotId);
      if (!slot) continue;
      const facts = await this.contexts.forSlot(tx, slot, rules);
      tally.add(submissionId, slot, evaluateRules(rules, cells.get(submissionId) ?? new Map(), facts));
    }
  }
}
