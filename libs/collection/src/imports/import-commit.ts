import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import {
  BulkEntryService,
  type CellSource,
  type EnteredReport,
  type ReportEntry,
  type ValueKind,
} from '#reporting';
import { ImportPartsRepository, type SettledReport } from './import-parts.repository.js';
import type { Import, ImportChannel, ImportRow } from './import.js';
import type { RowsAtHand } from './import-validation.js';
import { StaleValidationError } from './imports.errors.js';

const SOURCE_OF_CHANNEL: Record<ImportChannel, CellSource> = { UPLOAD: 'UPLOAD', PULL: 'PULL', FEED: 'FEED' };

/** The second phase: fills the drafts of units from the rows of an import, each of them wholly or not at all. */
@Injectable()
export class ImportCommit {
  constructor(
    private readonly parts: ImportPartsRepository,
    private readonly entry: BulkEntryService,
  ) {}

  /**
   * Fills reports in the caller's transaction and remembers that they are settled. A report that cannot be
   * filled (locked, not expected, changed since the comparison) is settled as rejected and holds nobody else up.
   *
   * @param atHand rows that this worker has just compared; the rows of other units are read.
   */
  async fill(
    tx: Transaction,
    owner: Import,
    units: readonly string[],
    atHand: RowsAtHand = new Map(),
  ): Promise<SettledReport[]> {
    const rows = units.every((unit) => atHand.has(unit))
      ? new Map(units.map((unit) => [unit, atHand.get(unit)!]))
      : await this.parts.listOpenRows(tx, owner.id, units);
    const entered = await this.entry.enter(
      tx,
      [...rows].map(([unit, own]) => entryOf(owner, unit, own)),
      {
        periodId: owner.periodId,
        source: SOURCE_OF_CHANNEL[owner.channel],
        conflict: (unit) => new StaleValidationError(unit),
      },
    );
    const settled = entered.map((report) => settledReport(report, rows.get(report.unit) ?? []));
    await this.parts.insertReports(tx, owner, settled);
    return settled;
  }
}

function entryOf(owner: Import, unit: string, rows: readonly ImportRow[]): ReportEntry {
  return { unit, patches: rows.map((row) => patchOf(owner, row)) };
}

function patchOf(owner: Import, row: ImportRow): ReportEntry['patches'][number] {
  return {
    cell: row.cell ?? '',
    baseRev: row.was?.rev ?? 0,
    kind: (row.kind ?? 'MISSING') as ValueKind,
    value: row.value,
    draftText: null,
    reason: null,
    expectedBy: null,
    explanation: row.explanation ?? undefined,
    sourceRef: { import: owner.id, row: row.rowNo, at: row.at, given: row.given },
  };
}

function settledReport(report: EnteredReport, rows: readonly ImportRow[]): SettledReport {
  const { unit } = report;
  if ('refusal' in report) {
    const { code, message } = report.refusal;
    const problem = { code, message };
    return {
      unit,
      slotId: null,
      submissionId: null,
      outcome: 'REJECTED',
      problem,
      created: 0,
      updated: 0,
      unchangedCells: [],
    };
  }
  const { slotId, submissionId, outcomes } = report;
  const applied = rows.filter(({ cell }) => outcomes.get(cell ?? '') === 'APPLIED');
  const created = applied.filter(({ was }) => was === null).length;
  return {
    unit,
    slotId,
    submissionId,
    outcome: applied.length > 0 ? 'FILLED' : 'UNCHANGED',
    problem: null,
    created,
    updated: applied.length - created,
    unchangedCells: [...outcomes].filter(([, outcome]) => outcome === 'UNCHANGED').map(([cell]) => cell),
  };
}
