import { Injectable } from '@nestjs/common';
import { FormsRepository } from '#indicators';
import type { Transaction } from '#platform';
import { slotStateAt, type Slot, type SlotState } from '../slots/slot.js';
import { ReportCheck } from '../submissions/report-check.js';
import type { Submission } from '../submissions/submission.js';
import type { TransitionFacts } from '../submissions/submission.lifecycle.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { explains, type Finding } from '../validation/finding.js';
import type { Cell } from '../submissions/submission.js';
import { QueriesRepository } from './queries.repository.js';

/** The facts that guards judge, and the findings behind them. */
export interface GatheredFacts {
  facts: TransitionFacts;
  findings: Finding[];
  cells: ReadonlyMap<string, Cell>;
  slotState: SlotState;
}

/** Gathers what the guards of a step look at, inside the transaction that takes the step. */
@Injectable()
export class TransitionFactsReader {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly queries: QueriesRepository,
    private readonly check: ReportCheck,
    private readonly forms: FormsRepository,
    private readonly records: SubmissionRecords,
  ) {}

  async gather(
    tx: Transaction,
    slot: Slot,
    submission: Submission,
    given: { attestation: boolean; newQueries: number },
  ): Promise<GatheredFacts> {
    const cells = await this.submissions.listCells(tx, submission.id);
    const findings = await this.check.findings(tx, slot, cells);
    const form = await this.forms.get(tx, slot.formVersionId);
    const queries = await this.queries.listBySlot(tx, slot.id);
    const slotState = slotStateAt(slot, this.records.clock.instant());
    const facts: TransitionFacts = {
      actorId: tx.actor.id,
      slotIsOpen: submission.correctionOf !== null || slotState === 'OPEN',
      reviewerId: submission.reviewerId,
      authors: await this.submissions.listAuthors(tx, submission),
      missing: form.core.filter((cell) => isMissing(cells.get(cell))),
      blocking: findings.filter((finding) => finding.severity === 'BLOCK'),
      unexplained: findings.filter(
        (finding) => finding.severity === 'EXPLAIN' && !explains(cells.get(finding.cell)?.explanation),
      ),
      unansweredQueries: queries.filter((query) => query.answer === null).map((query) => query.id),
      attested: given.attestation,
      newQueries: given.newQueries,
    };
    return { facts, findings, cells, slotState };
  }
}

function isMissing(cell: Cell | undefined): boolean {
  return !cell || cell.kind === 'MISSING' || cell.kind === 'INVALID';
}
