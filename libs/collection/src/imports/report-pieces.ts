import type { GridRow, GridSheet, Layout } from '../layouts/layout.js';
import { wholeOutcome } from '../layouts/layout-lines.js';
import type { HeldOutcome, HeldRows, HeldSheet } from '../layouts/layout-lines.js';
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

/** A table that can be divided: which rows stand above it, and which of the others a row needs beside itself. */
interface LongTable {
  sheet: HeldSheet;
  head: GridRow[];
  /** Where each row below the head is held, and which others it has to be read with, by the same places. */
  body: ReadonlyArray<{ place: number; needs: readonly number[] }>;
  /** Rows of a piece. */
  length: number;
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
  held: HeldOutcome,
  cellsPerPiece = CELLS_PER_PIECE,
): AsyncGenerator<ReportRead> {
  const table = longTableOf(held, request.profile, cellsPerPiece);
  if (!table) {
    yield await readReport(request, async () => wholeOutcome(held));
    return;
  }
  const budget = { problems: MAX_PROBLEMS };
  let fault: FileProblem | undefined;
  for (const piece of piecesOf(table, held)) {
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

function longTableOf(
  held: HeldOutcome,
  profile: SourceProfile,
  cellsPerPiece: number,
): LongTable | undefined {
  if (!('sheets' in held) || !isDivisible(profile)) return undefined;
  const wanted = profile.table.sheet;
  const sheet =
    wanted === undefined
      ? held.sheets.find(({ hidden }) => !hidden)
      : held.sheets.find(({ name }) => name === wanted);
  if (!sheet) return undefined;
  const head = headOf(sheet.rows, profile.table.codeRow);
  const width = Math.max(1, ...head.map(({ cells }) => cells.length));
  const length = Math.max(1, Math.floor(cellsPerPiece / width));
  if (sheet.rows.length - head.length <= length) return undefined;
  const body = bodyOf(sheet.rows, head, profile);
  return body && { sheet, head, body, length };
}

/** Rows are held in the order of the file. */
function headOf(rows: HeldRows, codeRow: number): GridRow[] {
  const head: GridRow[] = [];
  for (const row of rows) {
    if (row.row > codeRow) break;
    head.push(row);
  }
  return head;
}

function* piecesOf({ sheet, head, body, length }: LongTable, held: HeldOutcome): Generator<Piece> {
  for (let from = 0; from < body.length; from += length) {
    const own = body.slice(from, from + length);
    const inside = new Set(own.map(({ place }) => place));
    const needed = new Set(own.flatMap(({ needs }) => needs).filter((place) => !inside.has(place)));
    const borrowed = [...needed].toSorted((a, b) => a - b).map((place) => sheet.rows.at(place));
    const rows = [...head, ...borrowed, ...own.map(({ place }) => sheet.rows.at(place))];
    const others = from === 0 ? othersOf(held, sheet) : [];
    yield {
      layout: { kind: 'GRID', sheets: [{ ...sheet, rows }, ...others] },
      borrowed: new Set(borrowed.map(({ row }) => row)),
    };
  }
}

/** What else is in the file is looked at once, with the first piece. */
function othersOf(held: HeldOutcome, sheet: HeldSheet): GridSheet[] {
  const others = 'sheets' in held ? held.sheets.filter((other) => other !== sheet) : [];
  return others.map((other) => ({ ...other, rows: [...other.rows] }));
}

/** Only where each row says all about itself; a month in a cell above the table is part of every piece. */
function isDivisible({ format, orientation, period, table, unit }: SourceProfile): boolean {
  if (orientation !== 'ROWS_ARE_UNITS' || (format !== 'CSV' && format !== 'XLSX')) return false;
  if (unit.column === undefined || unit.fixed !== undefined) return false;
  return period.where === 'column' || Number(/\d+$/.exec(period.at)?.[0] ?? Infinity) <= table.codeRow;
}

/** The rows below the head with those that they need beside themselves; undefined where the table cannot be divided. */
function bodyOf(
  rows: HeldRows,
  head: readonly GridRow[],
  profile: SourceProfile,
): LongTable['body'] | undefined {
  const codes = head.find(({ row }) => row === profile.table.codeRow);
  const column = codes?.cells.findIndex((cell) => headingText(cell) === profile.unit.column) ?? -1;
  const unitOf = (name: string): string =>
    Object.hasOwn(profile.unit.map, name) ? profile.unit.map[name]! : name;
  const firstOf = new Map<string, number>();
  const nameOfUnit = new Map<string, string>();
  const names: string[] = [];
  for (let place = head.length; place < rows.length; place += 1) {
    const name = headingText(rows.at(place).cells[column]);
    names.push(name);
    if (name === '') continue;
    if (!firstOf.has(name)) firstOf.set(name, place);
    // A unit under two names may have a part of its cells in either row.
    if ((nameOfUnit.get(unitOf(name)) ?? name) !== name) return undefined;
    nameOfUnit.set(unitOf(name), name);
  }
  const [firstNamed] = firstOf.values();
  return names.map((name, index) => {
    const needs = [firstNamed, firstOf.get(name)].filter((place) => place !== undefined);
    return { place: head.length + index, needs };
  });
}
