import { Injectable } from '@nestjs/common';
import { FormsRepository } from '#indicators';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Finding } from '../validation/finding.js';
import { validate } from '../validation/rules.js';
import type { Cells } from '../validation/validation-context.js';
import { ValidationContextReadModel } from '../validation/validation-context.read-model.js';
import type { Submission } from './submission.js';
import type { SubmissionView } from './submission-view.js';
import { SubmissionsRepository } from './submissions.repository.js';

/** Runs the rules over a report as it stands; form, import and API all check here. */
@Injectable()
export class ReportCheck {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly forms: FormsRepository,
    private readonly contexts: ValidationContextReadModel,
  ) {}

  async findings(tx: Transaction, slot: Slot, cells: Cells): Promise<Finding[]> {
    const rules = await this.forms.listRules(tx);
    return validate(rules, cells, await this.contexts.forSlot(tx, slot));
  }

  async view(tx: Transaction, slot: Slot, submission: Submission): Promise<SubmissionView> {
    const form = await this.forms.get(tx, slot.formVersionId);
    const cells = await this.submissions.listCells(tx, submission.id);
    return { submission, slot, form, cells, findings: await this.findings(tx, slot, cells) };
  }
}
