import { cellsOf, type FormVersion, type InputIndicator } from '#indicators';
import type { UnitFigures } from '#reporting';
import type { CellPlan, RowPlan, WorkbookPlan } from '../sheets/workbook-plan.js';
import { baseSheet, type BaseEntry } from '../workbooks/base-sheet.js';
import { cellRules, figureCell, KINDS_LIST, textCell, titleOf } from '../workbooks/workbook-cells.js';
import type { WorkbookTexts } from '../workbooks/workbook-language.js';
import { markerSheet, type WorkbookMarker } from '../workbooks/workbook-marker.js';

const FIRST_FIGURE = 2;
const HEAD_ROWS = 2;
const FIGURE_WIDTH = 16;

export interface CountryFigures {
  form: FormVersion;
  indicators: ReadonlyMap<string, InputIndicator>;
  units: readonly UnitFigures[];
}

/** The workbook of a country's month: a line for each unit, a column for each cell of the form. */
export function countryWorkbook(
  figures: CountryFigures,
  words: WorkbookTexts,
  marker: WorkbookMarker,
  seal: string,
): WorkbookPlan {
  const asked = cellsOf(figures.form).flatMap((cell) => figures.indicators.get(cell) ?? []);
  const lines = figures.units.map((unit) => lineOf(unit, asked, words));
  const area = {
    rule: 'amountOrKind',
    from: { row: HEAD_ROWS + 1, column: FIRST_FIGURE + 1 },
    to: { row: HEAD_ROWS + lines.length, column: FIRST_FIGURE + asked.length },
  };
  return {
    title: `${words.texts.report} ${marker.partner} ${marker.period}`,
    createdAt: marker.createdAt,
    rules: cellRules(words),
    lists: { [KINDS_LIST]: Object.values(words.kinds) },
    sheets: [
      {
        name: words.texts.report,
        rightToLeft: words.rightToLeft,
        isLocked: true,
        columns: [{ width: 22 }, { width: 34 }, ...asked.map(() => ({ width: FIGURE_WIDTH }))],
        frozen: { rows: HEAD_ROWS, columns: FIRST_FIGURE },
        rows: [headings(figures.form, asked, words), codes(asked), ...lines],
        areas: lines.length === 0 ? [] : [area],
      },
      markerSheet(marker, seal),
      baseSheet(figures.units.flatMap(baseOf)),
    ],
  };
}

function headings(form: FormVersion, asked: readonly InputIndicator[], words: WorkbookTexts): RowPlan {
  const { texts, language, measures } = words;
  const titles = asked.map((indicator) => {
    const mark = form.core.includes(indicator.code) ? ' *' : '';
    const measure = measures[indicator.unit] ?? indicator.unit;
    return textCell(`${titleOf(indicator, language).title}${mark} (${measure})`, 'HEADING');
  });
  const isComplete = asked.every((indicator) => titleOf(indicator, language).isTranslated);
  const help = [texts.instructions, texts.required, isComplete ? '' : texts.untranslated];
  const first: CellPlan = {
    ...textCell(texts.unitCode, 'HEADING'),
    note: help.filter(Boolean).join('\n'),
  };
  return { height: 62, cells: [first, textCell(texts.unitName, 'HEADING'), ...titles] };
}

function codes(asked: readonly InputIndicator[]): RowPlan {
  const texts = ['#unit', '', ...asked.map(({ code }) => code)];
  return { hidden: true, cells: texts.map((text) => (text === '' ? null : { text, style: 'LABEL' })) };
}

function lineOf(unit: UnitFigures, asked: readonly InputIndicator[], words: WorkbookTexts): RowPlan {
  const figures = asked.map((indicator) => figureCell(unit.cells[indicator.code], indicator, 'INPUT', words));
  return { cells: [textCell(unit.unit, 'LABEL'), textCell(unit.unitName, 'LABEL'), ...figures] };
}

function baseOf({ unit, cells }: UnitFigures): BaseEntry[] {
  return Object.entries(cells).map(([cell, { kind, value }]) => {
    return { unit, cell, kind, value, explanation: null };
  });
}
