import { Injectable } from '@nestjs/common';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import type { Submission } from '../submissions/submission.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { changedCells, type DiffSide, type RevisionDiff } from './revision-diff.js';
import { RevisionDiffsReadModel } from './revision-diffs.read-model.js';

/** What is different between two states of a report. */
@Injectable()
export class RevisionDiffsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly submissions: SubmissionsRepository,
    private readonly readModel: RevisionDiffsReadModel,
  ) {}

  /**
   * @param names what to compare, each `r<number>`, `accepted` or `previousPeriod`; without them the asked revision
   *   with the one before it, and the first one with the period before.
   * @throws NotFoundError when one of the two does not exist.
   */
  async compare(
    ctx: OperationContext,
    submissionId: string,
    names: { from?: string; to?: string },
  ): Promise<RevisionDiff> {
    return this.transactions.read(ctx, async (tx) => {
      const submission = await this.submissions.find(tx, submissionId);
      if (!submission) throw new NotFoundError('submission');
      const to = await this.side(tx, submission, names.to ?? `r${submission.revisionNo}`);
      const from = await this.side(tx, submission, names.from ?? defaultFrom(submission));
      const [before, after] = [
        await this.submissions.listCells(tx, from.submissionId),
        await this.submissions.listCells(tx, to.submissionId),
      ];
      return { from, to, changed: changedCells(before, after) };
    });
  }

  private async side(tx: Transaction, submission: Submission, name: string): Promise<DiffSide> {
    const found = await this.find(tx, submission, name);
    if (!found) throw new NotFoundError(`report to compare with (${name})`);
    return { ...found, name };
  }

  private async find(tx: Transaction, submission: Submission, name: string) {
    if (name === 'accepted') return this.readModel.accepted(tx, submission);
    if (name === 'previousPeriod') return this.readModel.previousPeriod(tx, submission.slotId);
    return this.readModel.revision(tx, submission.slotId, Number(name.slice(1)));
  }
}

function defaultFrom({ revisionNo }: Submission): string {
  return revisionNo > 1 ? `r${revisionNo - 1}` : 'previousPeriod';
}
