import ExcelJS from 'exceljs';
import type { Cell, DataValidation, Style, Workbook, Worksheet } from 'exceljs';
import type {
  AreaPlan,
  CellPlan,
  CellRule,
  CellStyle,
  RowPlan,
  SheetPlan,
  WorkbookPlan,
} from './workbook-plan.js';

const AUTHOR = 'ASAN Franchise';
/** Holds the texts of lists, because a list inside a rule is cut at 255 characters and cannot hold a comma. */
const LISTS_SHEET = '_lists';
/** Stands for the first cell of an area until the area is known. */
const CELL = '{cell}';
const INK = 'FF1F2A44';
const LINE = { style: 'thin', color: { argb: 'FFC9CED6' } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const STYLES: Record<CellStyle, Partial<Style>> = {
  TITLE: { font: { bold: true, size: 14, color: { argb: INK } }, alignment: { vertical: 'middle' } },
  NOTE: { font: { size: 10, color: { argb: 'FF4A5568' } }, alignment: { wrapText: true, vertical: 'top' } },
  HEADING: {
    font: { bold: true, color: { argb: 'FFFFFFFF' } },
    fill: solid('FF1F5F8B'),
    border: BORDER,
    alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
  },
  LABEL: { border: BORDER, alignment: { wrapText: true, vertical: 'middle' } },
  FIGURE: { border: BORDER, fill: solid('FFF1F3F5'), alignment: { vertical: 'middle' } },
  INPUT: { border: BORDER, fill: solid('FFFFF8DC'), alignment: { vertical: 'middle' } },
  INPUT_TEXT: { border: BORDER, fill: solid('FFFFF8DC'), alignment: { wrapText: true, vertical: 'middle' } },
  PROBLEM: { border: BORDER, fill: solid('FFF8C9C4'), alignment: { wrapText: true, vertical: 'middle' } },
  REMARK: { border: BORDER, fill: solid('FFFDECC8'), alignment: { wrapText: true, vertical: 'middle' } },
};
const WORDS: ReadonlySet<CellStyle> = new Set(['TITLE', 'NOTE', 'LABEL', 'INPUT_TEXT']);
const OPEN_STYLES: ReadonlySet<CellStyle> = new Set(['INPUT', 'INPUT_TEXT']);

/** What the cells of one sheet have in common. */
interface Setting {
  validations: ReadonlyMap<string, DataValidation>;
  rightToLeft?: boolean;
}

/** Turns a plan into the bytes of an `.xlsx` file. Runs in the writing process only. */
export async function writeWorkbook(plan: WorkbookPlan): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = AUTHOR;
  workbook.title = plan.title;
  workbook.created = new Date(plan.createdAt);
  workbook.modified = workbook.created;
  for (const sheet of plan.sheets) await addSheet(workbook, sheet, plan);
  addLists(workbook, plan.lists);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function addSheet(workbook: Workbook, plan: SheetPlan, { rules, lists }: WorkbookPlan): Promise<void> {
  const sheet = workbook.addWorksheet(plan.name, { state: plan.isVeryHidden ? 'veryHidden' : 'visible' });
  sheet.views = [viewOf(plan)];
  sheet.pageSetup = {
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    paperSize: 9,
  };
  plan.columns.forEach(({ width, hidden = false }, index) =>
    Object.assign(sheet.getColumn(index + 1), { width, hidden }),
  );
  const validations = new Map(
    Object.entries(rules).map(([name, rule]) => [name, validationOf(rule, Object.keys(lists), lists)]),
  );
  plan.rows.forEach((row, index) =>
    addRow(sheet, row, index + 1, { validations, rightToLeft: plan.rightToLeft }),
  );
  for (const area of plan.areas ?? []) addArea(sheet, area, validations.get(area.rule));
  // A count of one: the protection keeps people from slipping, and without a password it is no secret.
  if (plan.isLocked) await sheet.protect('', { spinCount: 1, formatColumns: true, formatRows: true });
}

function addArea(sheet: Worksheet, { from, to }: AreaPlan, validation: DataValidation | undefined): void {
  if (!validation) return;
  const first = sheet.getCell(from.row, from.column).address;
  const last = sheet.getCell(to.row, to.column).address;
  const formulae = validation.formulae.map((formula: unknown) =>
    typeof formula === 'string' ? formula.replaceAll(CELL, first) : formula,
  );
  // The library's types leave the one method out that takes a whole range.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: DataValidation): void };
  };
  dataValidations.add(`${first}:${last}`, { ...validation, formulae });
}

function viewOf({ rightToLeft = false, frozen }: SheetPlan): Worksheet['views'][number] {
  const direction = { rightToLeft, showGridLines: false };
  if (!frozen) return { ...direction, state: 'normal' };
  return { ...direction, state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows };
}

function addRow(sheet: Worksheet, plan: RowPlan, number: number, setting: Setting): void {
  const row = sheet.getRow(number);
  if (plan.hidden) row.hidden = true;
  if (plan.height !== undefined) row.height = plan.height;
  plan.cells.forEach((cell, index) => {
    if (cell) fillCell(row.getCell(index + 1), cell, setting);
  });
  const first = plan.cells.findIndex((cell) => cell !== null) + 1;
  if (plan.spread !== undefined && plan.spread > 1)
    sheet.mergeCells(number, first, number, first + plan.spread - 1);
}

function fillCell(cell: Cell, plan: CellPlan, { validations, rightToLeft }: Setting): void {
  if (plan.number !== undefined) cell.value = Number(plan.number);
  else if (plan.text) cell.value = plan.text;
  // A style of its own: the library would change the one that all cells share.
  cell.style = styleOf(plan.style, rightToLeft);
  if (plan.decimals !== undefined)
    cell.numFmt = plan.decimals === 0 ? '#,##0' : `#,##0.${'#'.repeat(plan.decimals)}`;
  if (OPEN_STYLES.has(plan.style)) cell.protection = { locked: false };
  const validation = plan.rule === undefined ? undefined : validations.get(plan.rule);
  if (validation) cell.dataValidation = validation;
  if (plan.note !== undefined) cell.note = { texts: [{ text: plan.note }] };
}

function styleOf(style: CellStyle, rightToLeft = false): Partial<Style> {
  const { alignment, ...rest } = STYLES[style];
  if (!rightToLeft) return { ...rest, alignment: { ...alignment } };
  // Not every program turns the general alignment round together with the sheet.
  const side = WORDS.has(style) ? { horizontal: 'right' as const } : {};
  return { ...rest, alignment: { ...alignment, ...side, readingOrder: 'rtl' } };
}

function validationOf(
  rule: CellRule,
  names: readonly string[],
  lists: Readonly<Record<string, string[]>>,
): DataValidation {
  const common = {
    allowBlank: true,
    showErrorMessage: true,
    showInputMessage: true,
    errorTitle: rule.title,
    error: rule.message,
    promptTitle: rule.title,
    prompt: rule.message,
  };
  switch (rule.kind) {
    case 'AMOUNT':
      return { ...common, type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0] };
    case 'LIST':
      return { ...common, type: 'list', formulae: [rangeOf(rule.list, names, lists)] };
    case 'AMOUNT_OR_LIST':
      // Relative to the first cell of its area, as spreadsheet programs read it.
      return {
        ...common,
        type: 'custom',
        formulae: [
          `OR(AND(ISNUMBER(${CELL}),${CELL}>=0),COUNTIF(${rangeOf(rule.list, names, lists)},${CELL})>0)`,
        ],
      };
    case 'TEXT':
      return { ...common, type: 'textLength', operator: 'lessThanOrEqual', formulae: [rule.maxLength] };
  }
}

/** Each list is a column of the lists' sheet, in the order of the plan. */
function rangeOf(name: string, names: readonly string[], lists: Readonly<Record<string, string[]>>): string {
  const column = String.fromCharCode('A'.charCodeAt(0) + names.indexOf(name));
  return `${LISTS_SHEET}!$${column}$1:$${column}$${lists[name]?.length ?? 1}`;
}

function addLists(workbook: Workbook, lists: Readonly<Record<string, string[]>>): void {
  const entries = Object.values(lists);
  if (entries.length === 0) return;
  const sheet = workbook.addWorksheet(LISTS_SHEET, { state: 'veryHidden' });
  entries.forEach((texts, column) =>
    texts.forEach((text, row) => (sheet.getCell(row + 1, column + 1).value = text)),
  );
}

function solid(argb: string): Style['fill'] {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
