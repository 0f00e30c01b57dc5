import { Injectable } from '@nestjs/common';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import { ReportLocks } from '../submissions/report-locks.js';
import { ReportCheck } from '../submissions/report-check.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import type { OpenFinding, ValidationRun } from './validation-run.js';
import { ValidationRuns } from './validation-runs.js';
import { ValidationRunsRepository } from './validation-runs.repository.js';

/** A run with what became of its findings since. */
export interface ShownRun {
  run: ValidationRun;
  states: readonly OpenFinding[];
}

/** Where runs are kept and made, as one dependency. */
@Injectable()
export class RunSources {
  constructor(
    readonly runs: ValidationRuns,
    readonly repository: ValidationRunsRepository,
    readonly check: ReportCheck,
  ) {}
}

/** Runs of the rules over one revision: a new one when asked for, and the last one that was kept. */
@Injectable()
export class ValidationRunsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly submissions: SubmissionsRepository,
    private readonly reports: ReportLocks,
    private readonly sources: RunSources,
    private readonly records: SubmissionRecords,
  ) {}

  /** @throws NotFoundError for an unknown submission, one of another scope, and one that no run was made of. */
  async last(ctx: OperationContext, submissionId: string): Promise<ShownRun> {
    return this.transactions.read(ctx, async (tx) => {
      const submission = await this.submissions.find(tx, submissionId);
      const run = submission && (await this.sources.repository.findLast(tx, submissionId));
      if (!run) throw new NotFoundError('validation run');
      return this.shown(tx, run);
    });
  }

  /** Runs the rules over the revision as it stands and keeps what they say. @throws NotFoundError */
  async run(ctx: OperationContext, submissionId: string): Promise<ShownRun> {
    return this.transactions.run(ctx, async (tx) => {
      const { slot, submission } = await this.reports.lock(tx, submissionId);
      const view = await this.sources.check.view(tx, slot, submission);
      const run = await this.sources.runs.record(tx, view, 'REQUEST');
      const { id, partner, snapshotHash, findings, exempted } = run;
      this.records.audit.record(tx, {
        partner,
        action: 'submission.validate',
        entity: 'submission',
        entityId: submissionId,
        after: { run: id, snapshotHash, findings: findings.length, exempted: exempted.length },
      });
      return this.shown(tx, run);
    });
  }

  private async shown(tx: Transaction, run: ValidationRun): Promise<ShownRun> {
    const { repository } = this.sources;
    const { validation } = this.sources.check;
    const findings = validation.inWords(tx.locale, run.findings);
    const exempted = validation.inWords(tx.locale, run.exempted);
    return { run: { ...run, findings, exempted }, states: await repository.listFindings(tx, run.slotId) };
  }
}
