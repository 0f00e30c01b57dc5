import { Injectable } from '@nestjs/common';
import { FormsRepository, type Stage } from '#indicators';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Cells } from '../validation/cell.js';
import type { Finding } from '../validation/finding.js';
import { ReportValidation, type CheckBasis } from '../validation/report-validation.js';
import type { Submission, SubmissionState } from './submission.js';
import type { SubmissionView } from './submission-view.js';
import { SubmissionsRepository } from './submissions.repository.js';

/** Runs the rules over a report as it stands; form, import and API all check here. */
@Injectable()
export class ReportCheck {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly forms: FormsRepository,
    readonly validation: ReportValidation,
  ) {}

  /** What the rules say while cells are saved, in the language of whoever saves. */
  async findings(tx: Transaction, slot: Slot, cells: Cells, basis: CheckBasis): Promise<Finding[]> {
    const { findings } = await this.validation.judge(tx, slot, cells, 'SAVE', basis);
    return this.validation.inWords(tx.locale, findings);
  }

  /** A report with what the rules say before its next step, in English as it is recorded. */
  async view(tx: Transaction, slot: Slot, submission: Submission): Promise<SubmissionView> {
    const [form, cells, basis] = await Promise.all([
      this.forms.get(tx, slot.formVersionId),
      this.submissions.listCells(tx, submission.id),
      this.validation.basis(tx, slot),
    ]);
    const checked = await this.validation.judge(tx, slot, cells, stageOf(submission.state), basis);
    return { submission, slot, form, cells, findings: checked.findings, checked };
  }

  /** The same in the language of whoever reads. */
  async viewInWords(tx: Transaction, slot: Slot, submission: Submission): Promise<SubmissionView> {
    const view = await this.view(tx, slot, submission);
    return { ...view, findings: this.validation.inWords(tx.locale, view.findings) };
  }
}

/** What comes next decides which rules count. */
export function stageOf(state: SubmissionState): Stage {
  return state === 'DRAFT' || state === 'READY' ? 'SUBMIT' : 'ACCEPT';
}
