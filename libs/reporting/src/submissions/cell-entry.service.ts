import { Injectable } from '@nestjs/common';
import { BusinessError, Transactions, type OperationContext, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Finding } from '../validation/finding.js';
import type { Cells } from '../validation/cell.js';
import { mergeCell, type CellPatch, type Merge } from './cell-merge.js';
import { EntryChecks } from './entry-checks.js';
import { refusalOfEntry } from './entry-guards.js';
import { ReportLocks } from './report-locks.js';
import type { Cell, CellSource, Submission } from './submission.js';
import { SubmissionRecords } from './submission-records.js';
import { SubmissionsRepository, type CellWrite } from './submissions.repository.js';

export interface CellResult {
  cell: string;
  outcome: Merge['outcome'];
  rev: number;
  findings: Finding[];
  /** With a conflict: the other side's cell, and the one both started from. */
  theirs?: Cell;
  base?: Cell | null;
}

export interface SavedCells {
  submissionRev: number;
  results: CellResult[];
}

export interface EntryOptions {
  /** Any conflict refuses the whole patch. */
  atomic: boolean;
  source: CellSource;
  sourceRef?: ReadonlyMap<string, object>;
}

/** Writes cells into a draft, cell by cell, losing nobody's work. */
@Injectable()
export class CellEntryService {
  constructor(
    private readonly transactions: Transactions,
    private readonly submissions: SubmissionsRepository,
    private readonly reports: ReportLocks,
    private readonly checks: EntryChecks,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * Saves what a person typed.
   *
   * @throws NotFoundError, SubmissionLockedError, SlotNotOpenError, ValidationFailedError (`unknown-kpi`),
   *   BusinessError `cell-conflict` when atomic.
   */
  async save(
    ctx: OperationContext,
    submissionId: string,
    patches: readonly CellPatch[],
    options: EntryOptions,
  ): Promise<SavedCells> {
    return this.transactions.run(ctx, async (tx) => {
      const { slot, submission } = await this.reports.lock(tx, submissionId);
      return this.write(tx, slot, submission, patches, options);
    });
  }

  /** Merges patches into a locked draft inside the caller's transaction. */
  async write(
    tx: Transaction,
    slot: Slot,
    submission: Submission,
    patches: readonly CellPatch[],
    options: EntryOptions,
  ): Promise<SavedCells> {
    const refusal = refusalOfEntry(slot, submission, this.records.clock.instant());
    if (refusal) throw refusal;
    await this.checks.assertKnown(tx, slot, patches);
    const [current, basis] = await Promise.all([
      this.submissions.listCells(tx, submission.id),
      this.checks.report.validation.basis(tx, slot),
    ]);
    const entered = patches.map((patch) => ({
      cell: patch.cell,
      ...mergeCell(current.get(patch.cell), patch),
    }));
    const merges = [...entered, ...(await this.checks.totalsAfter(tx, slot, current, entered))];
    const conflicts = merges.filter((merge) => merge.outcome === 'CONFLICT').map((merge) => merge.cell);
    if (options.atomic && conflicts.length > 0) throw new CellConflictError(conflicts);
    const writes = merges
      .filter((merge) => merge.outcome === 'APPLIED')
      .map((merge) => writeOf(merge, options));
    const submissionRev = writes.length === 0 ? submission.rev : this.store(tx, submission, current, writes);
    const after: Cells = new Map([...current, ...writes.map((write) => [write.cell, write] as const)]);
    const findings = await this.checks.report.findings(tx, slot, after, basis);
    const results = merges.map((merge) => resultOf(merge, current, findings));
    return { submissionRev, results: await this.withBases(tx, submission, results, patches) };
  }

  private store(
    tx: Transaction,
    submission: Submission,
    before: ReadonlyMap<string, Cell>,
    writes: CellWrite[],
  ): number {
    this.submissions.writeCells(tx, submission, writes, this.records.clock.instant());
    this.records.audit.record(tx, {
      partner: submission.partner,
      action: 'submission.save-cells',
      entity: 'submission',
      entityId: submission.id,
      before: Object.fromEntries(writes.map(({ cell }) => [cell, shown(before.get(cell))])),
      after: Object.fromEntries(writes.map((write) => [write.cell, shown(write)])),
    });
    return this.submissions.change(tx, submission, {});
  }

  private async withBases(
    tx: Transaction,
    submission: Submission,
    results: CellResult[],
    patches: readonly CellPatch[],
  ): Promise<CellResult[]> {
    for (const result of results.filter(({ outcome }) => outcome === 'CONFLICT')) {
      const baseRev = patches.find((patch) => patch.cell === result.cell)?.baseRev ?? 0;
      result.base = await this.submissions.findCellRevision(tx, submission.id, result.cell, baseRev);
    }
    return results;
  }
}

export class CellConflictError extends BusinessError {
  constructor(cells: readonly string[]) {
    const faults = cells.map((cell) => ({
      pointer: `/cells/${cell}`,
      code: 'cell-conflict',
      message: 'Somebody else changed this cell.',
    }));
    super('CONFLICT', 'cell-conflict', {
      detail: 'Somebody else changed cells of this patch; nothing was written.',
      faults,
    });
  }
}

function writeOf(merge: Merge & { cell: string }, options: EntryOptions): CellWrite {
  return {
    ...merge.next,
    cell: merge.cell,
    source: options.source,
    sourceRef: options.sourceRef?.get(merge.cell) ?? null,
  };
}

function resultOf(
  merge: Merge & { cell: string },
  current: ReadonlyMap<string, Cell>,
  findings: readonly Finding[],
): CellResult {
  const own = findings.filter((finding) => finding.cell === merge.cell);
  const result: CellResult = { cell: merge.cell, outcome: merge.outcome, rev: merge.next.rev, findings: own };
  return merge.outcome === 'CONFLICT' ? { ...result, theirs: current.get(merge.cell) } : result;
}

function shown(cell: Pick<Cell, 'kind' | 'value'> | undefined): object | null {
  return cell ? { kind: cell.kind, value: cell.value } : null;
}
