import { Injectable } from '@nestjs/common';
import { BusinessError, type Transaction } from '#platform';
import {
  CellEntryService,
  SlotsRepository,
  SubmissionsService,
  type CellPatch,
  type CellSource,
  type SavedCells,
  type Slot,
  type ValueKind,
} from '#reporting';
import type { Import, ImportChannel, ImportReport, ImportRow, RowOutcome } from './import.js';
import { StaleValidationError } from './imports.errors.js';
import { ImportsRepository } from './imports.repository.js';

const SOURCE_OF_CHANNEL: Record<ImportChannel, CellSource> = { UPLOAD: 'UPLOAD', PULL: 'PULL', FEED: 'FEED' };
const OUTCOME_OF_MERGE: Record<SavedCells['results'][number]['outcome'], RowOutcome> = {
  APPLIED: 'CREATED',
  UNCHANGED: 'UNCHANGED',
  CONFLICT: 'SKIPPED',
};

/** The second phase: fills the draft of one unit from the rows of an import, all of them or none. */
@Injectable()
export class ImportCommit {
  constructor(
    private readonly repository: ImportsRepository,
    private readonly slots: SlotsRepository,
    private readonly submissions: SubmissionsService,
    private readonly entry: CellEntryService,
  ) {}

  /**
   * Fills one report in the caller's transaction and remembers that it is settled. A report that
   * cannot be filled (locked, not expected) is settled as rejected and holds nobody else up.
   */
  async fillUnit(tx: Transaction, owner: Import, unit: string): Promise<ImportReport> {
    const rows = await this.repository.listRowsOfUnit(tx, owner.id, unit);
    const report = await this.attempt(tx, owner, unit, rows);
    await this.repository.insertReport(tx, owner, report);
    return report;
  }

  private async attempt(
    tx: Transaction,
    owner: Import,
    unit: string,
    rows: ImportRow[],
  ): Promise<ImportReport> {
    try {
      // A savepoint: what a refused report had begun to write must not stay.
      return await tx.manager.transaction((manager) => this.fill({ ...tx, manager }, owner, unit, rows));
    } catch (error) {
      if (!(error instanceof BusinessError) || error.kind === 'UNAVAILABLE') throw error;
      await this.repository.settleRows(tx, owner.id, new Map(rows.map((row) => [row.rowNo, 'SKIPPED'])));
      return {
        unit,
        slotId: null,
        submissionId: null,
        outcome: 'REJECTED',
        problem: { code: error.code, message: error.message },
      };
    }
  }

  private async fill(tx: Transaction, owner: Import, unit: string, rows: ImportRow[]): Promise<ImportReport> {
    const found =
      owner.periodId === null ? null : await this.slots.findByUnitAndPeriod(tx, unit, owner.periodId);
    const slot = found && (await this.slots.lock(tx, found.id));
    if (!slot) throw new NoSlotError(unit, owner.periodId ?? '');
    const draft = await this.submissions.draftOf(tx, slot);
    const saved = await this.write(tx, owner, slot, draft, rows);
    if (saved.results.some((result) => result.outcome === 'CONFLICT')) throw new StaleValidationError(unit);
    const isFilled = saved.results.some((result) => result.outcome === 'APPLIED');
    await this.settle(tx, owner, rows, saved);
    return {
      unit,
      slotId: slot.id,
      submissionId: draft.id,
      outcome: isFilled ? 'FILLED' : 'UNCHANGED',
      problem: null,
    };
  }

  private async write(
    tx: Transaction,
    owner: Import,
    slot: Slot,
    draft: Parameters<CellEntryService['write']>[2],
    rows: ImportRow[],
  ): Promise<SavedCells> {
    const sourceRef = new Map(
      rows.map((row) => [row.cell ?? '', { import: owner.id, row: row.rowNo, at: row.at, given: row.given }]),
    );
    return this.entry.write(tx, slot, draft, rows.map(patchOf), {
      atomic: false,
      source: SOURCE_OF_CHANNEL[owner.channel],
      sourceRef,
    });
  }

  private async settle(tx: Transaction, owner: Import, rows: ImportRow[], saved: SavedCells): Promise<void> {
    const outcomes = new Map<number, RowOutcome>();
    for (const row of rows) {
      const result = saved.results.find((candidate) => candidate.cell === row.cell);
      const outcome = result ? OUTCOME_OF_MERGE[result.outcome] : 'SKIPPED';
      outcomes.set(row.rowNo, outcome === 'CREATED' && row.was ? 'UPDATED' : outcome);
    }
    await this.repository.settleRows(tx, owner.id, outcomes);
  }
}

/** No report of that unit is expected for that month. */
export class NoSlotError extends BusinessError {
  constructor(unit: string, period: string) {
    super('INVALID', 'period-not-open', { detail: `No report of ${unit} is expected for ${period}.` });
  }
}

function patchOf(row: ImportRow): CellPatch {
  const { cell, kind, value, was } = row;
  return {
    cell: cell ?? '',
    baseRev: was?.rev ?? 0,
    kind: (kind ?? 'MISSING') as ValueKind,
    value,
    draftText: null,
    reason: null,
    expectedBy: null,
    explanation: undefined,
  };
}
