import type { GridRow, Layout, LayoutOutcome } from '../layouts/layout.js';
import { refusedReport } from '../profiles/apply-profile.js';
import { MAX_PROBLEMS } from '../profiles/report-problems.js';
import { readReport, type ReadReportRequest } from '../profiles/read-report.js';
import type { FileProblem, ReportRead } from '../profiles/report.js';
import type { SourceProfile } from '../profiles/source-profile.js';
import { headingText } from '../profiles/table-headers.js';

/** Cells that are given a meaning at a time: the rows of a piece and not those of the file fill the memory. */
const CELLS_PER_PIECE = 4_000;

type Grid = Extract<Layout, { kind: 'GRID' }>;

/** A part of a file's table that can be read alone. */
interface Piece {
  layout: Grid;
  /** Rows that are there for the others' sake only, by their number. */
  borrowed: ReadonlySet<number>;
}

/** Faults of a file in the order in which reading it as a whole would meet them. */
const LATE_FAULTS = ['country-mismatch', 'no-rows', 'invalid-period', 'periods-mixed', 'period-mismatch'];

/**
 * Gives a parsed file its meaning like `readReport`, but a long table with a row for each unit piece by piece, so that memory
 * does not grow with the file. The answers together say what one reading of the whole would say: rows and
 * problems in the order of the file, or the one reason why nothing of it is taken.
 *
 * A piece borrows rows that it needs to be understood: the first one that names a unit, by which a second month is noticed,
 * and the first occurrence of a unit that comes again.
 */
export async function* readReportInPieces(
  request: ReadReportRequest,
  outcome: LayoutOutcome,
  cellsPerPiece = CELLS_PER_PIECE,
): AsyncGenerator<ReportRead> {
  const pieces = piecesOf(outcome, request.profile, cellsPerPiece);
  if (pieces.length < 2) {
    yield await readReport(request, async () => outcome);
    return;
  }
  const budget = { problems: MAX_PROBLEMS };
  let fault: FileProblem | undefined;
  for (const piece of pieces) {
    const read = await readPiece(request, piece);
    if (isGraver(read.fileProblem, fault)) fault = read.fileProblem;
    if (!fault) yield sparing(read, budget);
  }
  if (fault) yield refusedReport(request.partner ?? '', fault);
}

/** Reads a piece and takes what came of borrowed rows out again; they were counted where they belong. */
async function readPiece(request: ReadReportRequest, { layout, borrowed }: Piece): Promise<ReportRead> {
  const read = await readReport(request, async () => ({ layout }));
  if (borrowed.size === 0) return read;
  const isOwn = ({ at }: { at: { row?: number } }): boolean => !borrowed.has(at.row ?? 0);
  const [sheet] = layout.sheets;
  const rows = sheet!.rows.filter(({ row }) => borrowed.has(row) || row <= request.profile.table.codeRow);
  const alone = await readReport(request, async () => ({
    layout: { ...layout, sheets: [{ ...sheet!, rows }] },
  }));
  return {
    ...read,
    rows: read.rows.filter(isOwn),
    problems: read.problems.filter(isOwn),
    problemsTotal: read.problemsTotal - alone.problemsTotal,
  };
}

/** No more problems are listed for all pieces together than for one file. */
function sparing(read: ReportRead, budget: { problems: number }): ReportRead {
  const problems = read.problems.slice(0, budget.problems);
  budget.problems -= problems.length;
  return { ...read, problems };
}

function isGraver(fault: FileProblem | undefined, known: FileProblem | undefined): boolean {
  if (!fault || !known) return fault !== undefined;
  return LATE_FAULTS.indexOf(fault.code) < LATE_FAULTS.indexOf(known.code);
}

function piecesOf(outcome: LayoutOutcome, profile: SourceProfile, cellsPerPiece: number): Piece[] {
  if (!('layout' in outcome) || outcome.layout.kind !== 'GRID') return [];
  const { sheets } = outcome.layout;
  const wanted = profile.table.sheet;
  const sheet =
    wanted === undefined ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted);
  if (!sheet || !isDivisible(profile)) return [];
  const { codeRow } = profile.table;
  const head = sheet.rows.filter(({ row }) => row <= codeRow);
  const body = sheet.rows.filter(({ row }) => row > codeRow);
  const width = Math.max(1, ...head.map(({ cells }) => cells.length));
  const length = Math.max(1, Math.floor(cellsPerPiece / width));
  if (body.length <= length) return [];
  const borrow = borrowing(head, body, profile);
  if (!borrow) return [];
  return Array.from({ length: Math.ceil(body.length / length) }, (_, index): Piece => {
    const own = body.slice(index * length, (index + 1) * length);
    const borrowed = borrow(own);
    const table = { ...sheet, rows: [...head, ...borrowed, ...own] };
    const others = index === 0 ? sheets.filter((other) => other !== sheet) : [];
    return {
      layout: { kind: 'GRID', sheets: [table, ...others] },
      borrowed: new Set(borrowed.map(({ row }) => row)),
    };
  });
}

/** Only where each row says all about itself; a month in a cell above the table is part of every piece. */
function isDivisible({ format, orientation, period, table, unit }: SourceProfile): boolean {
  if (orientation !== 'ROWS_ARE_UNITS' || (format !== 'CSV' && format !== 'XLSX')) return false;
  if (unit.column === undefined || unit.fixed !== undefined) return false;
  return period.where === 'column' || Number(/\d+$/.exec(period.at)?.[0] ?? Infinity) <= table.codeRow;
}

/** Answers which other rows a run of rows needs beside itself; null where the table cannot be divided. */
function borrowing(
  head: readonly GridRow[],
  body: readonly GridRow[],
  profile: SourceProfile,
): ((own: readonly GridRow[]) => GridRow[]) | null {
  const codes = head.find(({ row }) => row === profile.table.codeRow);
  const column = codes?.cells.findIndex((cell) => headingText(cell) === profile.unit.column) ?? -1;
  const nameOf = (row: GridRow): string => headingText(row.cells[column]);
  const unitOf = (name: string): string =>
    Object.hasOwn(profile.unit.map, name) ? profile.unit.map[name]! : name;
  const firstOf = new Map<string, GridRow>();
  const nameOfUnit = new Map<string, string>();
  for (const row of body) {
    const name = nameOf(row);
    if (name === '') continue;
    if (!firstOf.has(name)) firstOf.set(name, row);
    // A unit under two names may have a part of its cells in either row.
    if ((nameOfUnit.get(unitOf(name)) ?? name) !== name) return null;
    nameOfUnit.set(unitOf(name), name);
  }
  const [firstNamed] = firstOf.values();
  return (own) => {
    const inside = new Set(own);
    const needed = new Set([firstNamed, ...own.map((row) => firstOf.get(nameOf(row)))]);
    return [...needed]
      .filter((row) => row !== undefined)
      .filter((row) => !inside.has(row))
      .toSorted((a, b) => a.row - b.row);
  };
}
