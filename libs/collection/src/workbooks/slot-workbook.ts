import { cellsOf, type InputIndicator } from '#indicators';
import type { Pack, PastMonth } from '#reporting';
import type { CellPlan, RowPlan, SheetPlan, WorkbookPlan } from '../sheets/workbook-plan.js';
import { baseSheet, type BaseEntry } from './base-sheet.js';
import { cellRules, figureCell, KINDS_LIST, kindWords, textCell, titleOf } from './workbook-cells.js';
import type { WorkbookTexts } from './workbook-language.js';
import { markerSheet, type WorkbookMarker } from './workbook-marker.js';

/** The codes of the columns, in the hidden row; blank ones are only read by people. */
export const SLOT_CODES = ['#cell', '', '', '', '', '#value', '#kind', '#explanation'] as const;
const COLUMNS = [
  { width: 4, hidden: true },
  { width: 40 },
  { width: 12 },
  { width: 14 },
  { width: 14 },
  { width: 16 },
  { width: 18 },
  { width: 46 },
];
const VISIBLE_COLUMNS = COLUMNS.length - 1;
const INSTRUCTIONS_HEIGHT = 44;
const LINE_HEIGHT = 24;

/** The workbook of one unit's month: a line for each cell, what was there before, and room for this month. */
export function slotWorkbook(
  pack: Pack,
  words: WorkbookTexts,
  marker: WorkbookMarker,
  seal: string,
): WorkbookPlan {
  const head = headRows(pack, words);
  const lines = cellsOf(pack.form).flatMap((cell) => lineOf(cell, pack, words));
  const report: SheetPlan = {
    name: words.texts.report,
    rightToLeft: words.rightToLeft,
    isLocked: true,
    columns: COLUMNS,
    frozen: { rows: head.length, columns: 2 },
    rows: [...head, ...lines],
  };
  return {
    title: titleLine(pack, words),
    createdAt: marker.createdAt,
    rules: cellRules(words),
    lists: { [KINDS_LIST]: Object.values(words.kinds) },
    sheets: [report, markerSheet(marker, seal), baseSheet(baseOf(pack))],
  };
}

function headRows(pack: Pack, words: WorkbookTexts): RowPlan[] {
  const { texts } = words;
  const { period, dueExplanation } = pack.slot;
  const label = (period.localLabel as Record<string, string>)[words.language] ?? period.localLabel.en;
  const unit = `${texts.unit}: ${pack.unitName} (${latin(pack.slot.unit)})`;
  const month = `${texts.period}: ${label} (${latin(`${period.start} – ${period.end}`)})`;
  const due = `${texts.due}: ${latin(dueExplanation.localDueAt.replace('T', ' '))}`;
  const remarks = allTranslated(pack, words) ? texts.required : `${texts.required}. ${texts.untranslated}`;
  const headings = [
    texts.indicator,
    texts.measure,
    texts.lastMonth,
    texts.lastYear,
    texts.thisMonth,
    texts.noFigure,
    texts.explanation,
  ];
  return [
    wide(textCell(titleLine(pack, words), 'TITLE'), LINE_HEIGHT),
    wide(textCell(unit, 'NOTE')),
    wide(textCell(month, 'NOTE')),
    wide(textCell(due, 'NOTE')),
    wide(textCell(texts.instructions, 'NOTE'), INSTRUCTIONS_HEIGHT),
    wide(textCell(remarks, 'NOTE')),
    { height: 34, cells: [null, ...headings.map((text) => textCell(text, 'HEADING'))] },
    { hidden: true, cells: SLOT_CODES.map((text) => (text === '' ? null : { text, style: 'LABEL' })) },
  ];
}

/** Keeps the parts of a date or code in their order where the sentence runs from right to left. */
function latin(text: string): string {
  return `\u200e${text}\u200e`;
}

function wide(cell: CellPlan, height?: number): RowPlan {
  return { cells: [null, cell], spread: VISIBLE_COLUMNS, ...(height === undefined ? {} : { height }) };
}

function titleLine({ form }: Pack, { language, texts }: WorkbookTexts): string {
  return form.title[language] ?? `${texts.report}: ${form.title.en}`;
}

function allTranslated({ form, indicators }: Pack, { language }: WorkbookTexts): boolean {
  const asked = cellsOf(form).flatMap((cell) => indicators.get(cell) ?? []);
  return asked.every((indicator) => titleOf(indicator, language).isTranslated);
}

function lineOf(cell: string, pack: Pack, words: WorkbookTexts): RowPlan[] {
  const indicator = pack.indicators.get(cell);
  if (!indicator) return [];
  const previous = pack.history.find((month) => month.isPrevious);
  const lastYear = pack.history.find((month) => month.isLastYear);
  const past = (month: PastMonth | undefined): CellPlan =>
    figureCell(month?.values.get(cell), indicator, 'FIGURE', words);
  return [
    {
      height: LINE_HEIGHT,
      cells: [
        { text: cell, style: 'LABEL' },
        textCell(labelOf(indicator, pack, words), 'LABEL'),
        textCell(words.measures[indicator.unit] ?? indicator.unit, 'LABEL'),
        past(previous),
        past(lastYear),
        ...entryCells(cell, indicator, pack, words),
      ],
    },
  ];
}

function labelOf(indicator: InputIndicator, { form }: Pack, { language }: WorkbookTexts): string {
  const mark = form.core.includes(indicator.code) ? ' *' : '';
  return `${titleOf(indicator, language).title}${mark}`;
}

/** What the person fills in, pre-filled with the draft as it stands. */
function entryCells(
  cell: string,
  indicator: InputIndicator,
  { cells }: Pack,
  words: WorkbookTexts,
): CellPlan[] {
  const now = cells.get(cell);
  const number = now?.kind === 'NUMBER' ? now : undefined;
  return [
    { ...figureCell(number, indicator, 'INPUT', words), rule: 'amount' },
    { text: kindWords(now, words), style: 'INPUT', rule: 'kind' },
    { ...textCell(now?.explanation ?? '', 'INPUT_TEXT'), rule: 'explanation' },
  ];
}

function baseOf({ slot, cells }: Pack): BaseEntry[] {
  return [...cells].map(([cell, { kind, value, explanation }]) => {
    return { unit: slot.unit, cell, kind, value, explanation };
  });
}
