import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { isAskedAt, type Stage, type ValidationRule } from '#indicators';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Submission } from '../submissions/submission.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import type { Cells } from '../validation/cell.js';
import type { CheckedReport } from '../validation/report-validation.js';
import { hashOf, snapshotOf } from '../validation/snapshot.js';
import { fixedOf, judgeFindings } from './finding-state.js';
import type { RunTrigger, ValidationRun } from './validation-run.js';
import { ValidationRunsRepository } from './validation-runs.repository.js';

/** A revision with what the rules say about it as it stands. */
export interface CheckedRevision {
  slot: Slot;
  submission: Submission;
  cells: Cells;
  checked: CheckedReport;
}

/** Keeps what the rules said about a revision, so that it can be shown, proven and not told twice. */
@Injectable()
export class ValidationRuns {
  constructor(
    private readonly repository: ValidationRunsRepository,
    private readonly records: SubmissionRecords,
  ) {}

  /** Keeps a check unless the last one with the same trigger looked at the same and said the same. */
  async recordChanged(
    tx: Transaction,
    revision: CheckedRevision,
    trigger: RunTrigger,
  ): Promise<ValidationRun | null> {
    const { stage, rules, facts, findings } = revision.checked;
    const last = await this.repository.findLastBy(tx, revision.submission.id, trigger);
    const isSame =
      last?.snapshotHash === hashOf(snapshotOf(stage, rules, revision.cells, facts)) &&
      idsOf(last.findings) === idsOf(findings);
    return isSame ? null : this.record(tx, revision, trigger);
  }

  /** Keeps a check in the transaction in which it was made. */
  async record(
    tx: Transaction,
    { slot, submission, cells, checked }: CheckedRevision,
    trigger: RunTrigger,
  ): Promise<ValidationRun> {
    const { stage, rules, facts, findings, exempted } = checked;
    const known = await this.repository.listFindings(tx, slot.id);
    const explanationOf = (cell: string) => cells.get(cell)?.explanation ?? null;
    const judged = judgeFindings(findings, known, explanationOf, trigger);
    const snapshot = snapshotOf(stage, rules, cells, facts);
    const run = {
      id: uuid(),
      partner: submission.partner,
      slotId: slot.id,
      submissionId: submission.id,
      submissionRev: submission.rev,
      trigger,
      snapshot,
      snapshotHash: hashOf(snapshot),
      findings,
      exempted,
      announced: judged.filter(({ isNews }) => isNews).map(({ finding }) => finding.id),
    };
    const at = this.records.clock.instant();
    this.repository.insert(tx, run, at);
    await this.repository.saveFindings(tx, run, judged, at);
    const fixed = fixedOf(known, findings, exempted, rulesNotAsked(rules, stage));
    await this.repository.markFixed(tx, slot.id, fixed, at);
    return { ...run, runBy: tx.actor.id, runAt: new Date(at) };
  }
}

function idsOf(findings: ReadonlyArray<{ id: string }>): string {
  return findings.map(({ id }) => id).join(' ');
}

/** Rules in force that have another time: that they were not heard says nothing about what they found. */
function rulesNotAsked(rules: readonly ValidationRule[], stage: Stage): Set<string> {
  return new Set(rules.filter((rule) => !isAskedAt(rule, stage)).map(({ code }) => code));
}
