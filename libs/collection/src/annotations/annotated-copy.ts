import type { GridCell, GridSheet } from '../layouts/layout.js';
import { columnLetter } from '../layouts/column-letter.js';
import type { CellPlan, RowPlan, SheetPlan, WorkbookPlan } from '../sheets/workbook-plan.js';
import {
  adviceFor,
  fileProblemCell,
  isBlocked,
  noteFor,
  type Annotated,
  type AnnotatedRow,
} from './annotation.js';
import { cellText } from '../workbooks/coded-table.js';
import { readSheetNumber } from '../workbooks/typed-number.js';
import { textCell } from '../workbooks/workbook-cells.js';
import type { WorkbookTexts } from '../workbooks/workbook-language.js';

/** Beyond this many cells a copy helps nobody; the problems alone are listed then. */
export const MAX_COPIED_CELLS = 60_000;
const FIRST_WIDTH = 30;
const WIDTH = 16;
const ADVICE_WIDTH = 60;

/**
 * A copy of an uploaded workbook with every problem marked where it is. The hidden sheets and codes of a workbook of ours
 * go along, so that the copy can be corrected and handed in itself.
 */
export function annotatedCopy(
  sheets: readonly GridSheet[],
  annotated: Annotated,
  words: WorkbookTexts,
  createdAt: string,
): WorkbookPlan {
  return {
    title: `${words.texts.problems}: ${annotated.name}`,
    createdAt,
    rules: {},
    lists: {},
    sheets: sheets
      .filter(({ rows }) => rows.length > 0)
      .map((sheet) => (sheet.hidden ? hiddenCopy(sheet) : markedCopy(sheet, annotated, words))),
  };
}

/** Hidden sheets are for programs: nothing in them is changed, not even to make it harmless for people. */
function hiddenCopy(sheet: GridSheet): SheetPlan {
  const rows = filledRows(sheet, (cell) => ({
    text: cell.text ?? cell.number ?? cell.raw ?? '',
    style: 'LABEL',
  }));
  return { name: sheet.name, isVeryHidden: true, columns: [], rows };
}

function markedCopy(sheet: GridSheet, annotated: Annotated, words: WorkbookTexts): SheetPlan {
  const marks = marksOf(sheet, annotated.rows);
  const adviceColumn = Math.max(...sheet.rows.map(({ cells }) => cells.length)) + 1;
  const rows = filledRows(sheet, (cell, row, column) => {
    const mark = marks.get(`${columnLetter(column)}${row}`);
    const plan = copied(cell);
    return mark
      ? { ...plan, style: isBlocked(mark) ? 'PROBLEM' : 'REMARK', note: noteFor(mark, words) }
      : plan;
  });
  for (const mark of marks.values()) addAdvice(rows, mark, adviceColumn, words);
  const hidesFirst = sheet.rows.some(({ cells }) => cellText(cells[0]) === '#cell');
  setCell(
    rows,
    1,
    adviceColumn,
    fileProblemCell(annotated, words) ?? textCell(words.texts.whatToDo, 'HEADING'),
  );
  return {
    name: sheet.name,
    rightToLeft: sheet.rightToLeft,
    columns: [
      { width: FIRST_WIDTH, hidden: hidesFirst },
      ...Array.from({ length: adviceColumn - 1 }, () => ({ width: WIDTH })),
      { width: ADVICE_WIDTH },
    ],
    rows: rows.map((row) => (isCodeRow(row) ? { ...row, hidden: true } : row)),
  };
}

/** The problems of a sheet by the reference of their cell; those without a place of their own are left to the list. */
function marksOf({ name }: GridSheet, rows: readonly AnnotatedRow[]): Map<string, AnnotatedRow> {
  const here = rows.filter(({ at }) => at.row !== undefined && (at.sheet === undefined || at.sheet === name));
  return new Map(here.map((row) => [`${row.at.column ?? 'A'}${row.at.row}`, row]));
}

function addAdvice(rows: RowPlan[], mark: AnnotatedRow, column: number, words: WorkbookTexts): void {
  const number = mark.at.row ?? 1;
  const before = rows[number - 1]?.cells[column]?.text;
  const advice = adviceFor(mark, words);
  if (advice !== '' && before !== advice)
    setCell(rows, number, column, textCell([before, advice].filter(Boolean).join('\n'), 'LABEL'));
}

/** Every row up to the last filled one, at its own place. */
function filledRows(
  { rows }: GridSheet,
  plan: (cell: GridCell, row: number, column: number) => CellPlan,
): RowPlan[] {
  const last = rows.at(-1)?.row ?? 0;
  const planned: RowPlan[] = Array.from({ length: last }, () => ({ cells: [] }));
  for (const { row, cells } of rows) {
    planned[row - 1] = { cells: cells.map((cell, column) => cell && plan(cell, row, column)) };
  }
  return planned;
}

/** Numbers stay numbers, also negative ones; a formula's result is copied and its formula is not. */
function copied(cell: GridCell): CellPlan {
  const isNumber = cell.number !== undefined && 'value' in readSheetNumber(cell.number);
  if (isNumber) return { number: cell.number, style: 'FIGURE' };
  return textCell(cell.text ?? cell.number ?? cell.raw ?? '', 'LABEL');
}

function setCell(rows: RowPlan[], number: number, column: number, cell: CellPlan): void {
  const row = rows[number - 1];
  if (!row) return;
  while (row.cells.length <= column) row.cells.push(null);
  row.cells[column] = cell;
}

function isCodeRow({ cells }: RowPlan): boolean {
  return ['#cell', '#unit'].includes(cells[0]?.text ?? '');
}
