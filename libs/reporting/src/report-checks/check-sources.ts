import { Injectable } from '@nestjs/common';
import type { Stage } from '#indicators';
import type { Transaction } from '#platform';
import { stageOf } from '../submissions/report-check.js';
import { ReportLocks } from '../submissions/report-locks.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { ReportValidation } from '../validation/report-validation.js';
import type { CheckedRevision } from '../validation-runs/validation-runs.js';
import { CheckedReportsReadModel } from './checked-reports.read-model.js';

/** Where the reports of the night come from, as one dependency. */
@Injectable()
export class CheckSources {
  constructor(
    readonly reports: CheckedReportsReadModel,
    readonly records: SubmissionRecords,
    private readonly locks: ReportLocks,
    private readonly submissions: SubmissionsRepository,
    private readonly validation: ReportValidation,
  ) {}

  /**
   * A report as it stands, locked, with what the rules say of it.
   *
   * @param stage null: that of the report's next step
   */
  async look(tx: Transaction, submissionId: string, stage: Stage | null): Promise<CheckedRevision> {
    const { slot, submission } = await this.locks.lock(tx, submissionId);
    const cells = await this.submissions.listCells(tx, submissionId);
    const asked = stage ?? stageOf(submission.state);
    return { slot, submission, cells, checked: await this.validation.check(tx, slot, cells, asked) };
  }
}
