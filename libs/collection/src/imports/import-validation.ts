import { Injectable } from '@nestjs/common';
import { parsePeriodId } from '#calendars';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { holdInChild } from '../layouts/parse-in-child.js';
import { layoutRequestOf } from '../profiles/read-report.js';
import type { FileProblem, ReportRead } from '../profiles/report.js';
import { WORKBOOK_PROFILE, WorkbookReports } from '../filled-workbooks/workbook-reports.js';
import { SourceProfiles } from '../sources/source-profiles.js';
import { sparingPeople } from './human-values.js';
import { compareRows, rejectedRows } from './import-comparison.js';
import { ImportPartsRepository, isOpen } from './import-parts.repository.js';
import { ImportTargets } from './import-targets.js';
import type { Import, ImportRow, RowCounts } from './import.js';
import type { ValidationResult } from './imports.repository.js';
import { readReportInPieces } from './report-pieces.js';

/** Values that stay in memory between comparison and commit; a larger file is read again, chunk by chunk. */
const VALUES_AT_HAND = 40_000;

/** Rows that are to be entered, by unit: what the commit would otherwise read from the parts. */
export type RowsAtHand = ReadonlyMap<string, readonly ImportRow[]>;

/** What a comparison came to; without rows when there are too many of them. */
export interface StagedImport {
  result: ValidationResult;
  rows: RowsAtHand;
}

/** A file that was parsed; its pieces can be read as often as a transaction has to be tried. */
export interface OpenedFile {
  pieces(): AsyncIterable<ReportRead>;
}

/** The first phase: reads a file outside any transaction, then compares it with what stands, piece by piece. */
@Injectable()
export class ImportValidation {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: ImportPartsRepository,
    private readonly profiles: SourceProfiles,
    private readonly targets: ImportTargets,
    private readonly workbooks: WorkbookReports,
  ) {}

  /** Reads the bytes in a child process; whatever is wrong with them is in the pieces. */
  async open(ctx: OperationContext, owner: Import): Promise<OpenedFile> {
    const { bytes, unitsOfPartner, indicatorCodes } = await this.transactions.read(ctx, async (tx) => ({
      bytes: await this.targets.content(tx, owner.fileId),
      unitsOfPartner: await this.targets.unitCodes(tx, owner.partner),
      indicatorCodes: await this.targets.indicatorCodes(tx),
    }));
    if (owner.profile === WORKBOOK_PROFILE.code) {
      const report = await this.workbooks.read(ctx, owner.partner, bytes);
      return { pieces: () => onePiece(report) };
    }
    const version = owner.profileVersion;
    const profile = await this.profiles.get(ctx, owner.partner, owner.profile, { version });
    const expectedPeriod = owner.expectedPeriod ? parsePeriodId(owner.expectedPeriod) : undefined;
    const request = {
      bytes,
      profile,
      partner: owner.partner,
      unitsOfPartner: new Set(unitsOfPartner),
      indicatorCodes: new Set(indicatorCodes),
      ...(expectedPeriod ? { expectedPeriod } : {}),
    };
    const held = await holdInChild(layoutRequestOf(profile), bytes);
    return { pieces: () => readReportInPieces(request, held) };
  }

  /** Sets the pieces beside the drafts as they are in this transaction and stores what would come of them. */
  async store(tx: Transaction, owner: Import, file: OpenedFile): Promise<StagedImport> {
    const staged = new StagedFile();
    // The database stores a piece while the next one is given its meaning here.
    let storing = Promise.resolve();
    for await (const piece of file.pieces()) {
      await storing;
      if (piece.fileProblem || !piece.period) {
        await this.parts.clear(tx, owner.id);
        return { result: refusedResult(piece), rows: new Map() };
      }
      const rows = await this.compared(tx, owner, piece, staged.rows);
      storing = this.parts.insert(tx, owner, rows);
      // A fault is met where it is waited for; until then nobody may take it for one that nobody handles.
      storing.catch(() => undefined);
      staged.add(piece, rows);
    }
    await storing;
    const rejected = rejectedRows(staged.problems, staged.rows);
    await this.parts.insert(tx, owner, rejected);
    staged.count(rejected);
    return { result: staged.result(), rows: staged.atHand };
  }

  private async compared(
    tx: Transaction,
    owner: Import,
    piece: ReportRead,
    after: number,
  ): Promise<ImportRow[]> {
    const current = await this.targets.currentCells(tx, piece);
    const rows = compareRows(piece.rows, current, after);
    return owner.channel === 'UPLOAD' ? rows : sparingPeople(rows, current);
  }
}

/** What is remembered of a file beyond its pieces. */
class StagedFile {
  readonly problems: ReportRead['problems'] = [];
  rows = 0;
  private readonly counts: RowCounts = {};
  private problemsTotal = 0;
  private periodId: string | null = null;
  readonly atHand = new Map<string, ImportRow[]>();

  add({ period, problems, problemsTotal }: ReportRead, rows: readonly ImportRow[]): void {
    this.periodId = period?.id ?? null;
    this.problems.push(...problems);
    this.problemsTotal += problemsTotal;
    this.count(rows);
    this.keep(rows);
  }

  /** A file is kept as a whole or not at all, so that a unit is never kept with a part of its rows. */
  private keep(rows: readonly ImportRow[]): void {
    if (this.rows > VALUES_AT_HAND) return this.atHand.clear();
    for (const row of rows.filter(isOpen)) {
      const known = this.atHand.get(row.unit!);
      if (known) known.push(row);
      else this.atHand.set(row.unit!, [row]);
    }
  }

  count(rows: readonly ImportRow[]): void {
    this.rows += rows.length;
    for (const { outcome } of rows) this.counts[outcome] = (this.counts[outcome] ?? 0) + 1;
  }

  result(): ValidationResult {
    const { periodId, problemsTotal, counts } = this;
    return { periodId, state: 'VALIDATED', problem: null, problemsTotal, counts };
  }
}

function refusedResult({ fileProblem, problemsTotal }: ReportRead): ValidationResult {
  const nothing: FileProblem = { code: 'no-rows', message: 'The file holds no values.', at: {} };
  return { periodId: null, state: 'FAILED', problem: fileProblem ?? nothing, problemsTotal, counts: {} };
}

/** A workbook of ours is small enough to be compared in one go. */
async function* onePiece(report: ReportRead): AsyncGenerator<ReportRead> {
  yield report;
}
