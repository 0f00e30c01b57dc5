import type { RowPlan, WorkbookPlan } from '../sheets/workbook-plan.js';
import { adviceFor, fileProblemCell, isBlocked, type Annotated, type AnnotatedRow } from './annotation.js';
import { textCell } from '../workbooks/workbook-cells.js';
import type { WorkbookTexts } from '../workbooks/workbook-language.js';

const WIDTHS = [26, 24, 28, 20, 14, 70];

/** What is wrong with a file that has no cells of its own to mark: one line for each value with a problem. */
export function problemTable(annotated: Annotated, words: WorkbookTexts, createdAt: string): WorkbookPlan {
  const { texts } = words;
  const headings = [texts.place, texts.unitCode, texts.cell, texts.value, texts.outcome, texts.whatToDo];
  const refusal = fileProblemCell(annotated, words);
  const lines = annotated.rows.map((row) => lineOf(row, words));
  const nothing = refusal === null && lines.length === 0 ? [noteRow(texts.allWell)] : [];
  return {
    title: `${texts.problems}: ${annotated.name}`,
    createdAt,
    rules: {},
    lists: {},
    sheets: [
      {
        name: texts.problems,
        rightToLeft: words.rightToLeft,
        columns: WIDTHS.map((width) => ({ width })),
        frozen: { rows: 2, columns: 0 },
        rows: [
          noteRow(`${texts.problems}: ${annotated.name} (${annotated.problemsTotal})`),
          { cells: headings.map((text) => textCell(text, 'HEADING')) },
          ...(refusal ? [{ cells: [refusal], spread: WIDTHS.length }] : []),
          ...nothing,
          ...lines,
        ],
      },
    ],
  };
}

function noteRow(text: string): RowPlan {
  return { cells: [textCell(text, 'NOTE')], spread: WIDTHS.length };
}

function lineOf(row: AnnotatedRow, words: WorkbookTexts): RowPlan {
  const style = isBlocked(row) ? 'PROBLEM' : 'REMARK';
  const messages = row.problems.map(({ message }) => message).join('\n');
  return {
    cells: [
      textCell(placeOf(row.at), 'LABEL'),
      textCell(row.unit ?? '', 'LABEL'),
      textCell(row.cell ?? '', 'LABEL'),
      textCell(row.given ?? '', style),
      textCell(row.outcome, 'LABEL'),
      textCell([adviceFor(row, words), messages].filter(Boolean).join('\n'), 'LABEL'),
    ],
  };
}

function placeOf({ sheet, row, column, pointer }: AnnotatedRow['at']): string {
  if (pointer !== undefined) return pointer;
  const cell = `${column ?? ''}${row ?? ''}`;
  return sheet ? `${sheet}!${cell}` : cell;
}
