import type { GridSheet } from '../layouts/layout.js';
import type { SheetPlan } from '../sheets/workbook-plan.js';
import { cellText, codedTable } from './coded-table.js';

/** The very hidden sheet that remembers what a workbook was pre-filled with. */
export const BASE_SHEET = '_asan_base';

/** What a cell was pre-filled with: the digits of a number, or a kind. */
export interface BaseEntry {
  unit: string;
  cell: string;
  kind: string;
  value: string | null;
  explanation: string | null;
}

const HEADS = ['#unit', 'cell', 'kind', 'value', 'explanation'] as const;
/** Keeps a text that looks like a number or a formula what it is, through every program. */
const TEXT_MARK = 't:';

/** The sheet of the pre-filled cells, one row each; every value is text, so that no program rewrites it. */
export function baseSheet(entries: readonly BaseEntry[]): SheetPlan {
  const rows = entries.map(({ unit, cell, kind, value, explanation }) => [
    unit,
    cell,
    kind,
    value === null ? '' : `${TEXT_MARK}${value}`,
    explanation === null ? '' : `${TEXT_MARK}${explanation}`,
  ]);
  return {
    name: BASE_SHEET,
    isVeryHidden: true,
    isLocked: true,
    columns: HEADS.map(() => ({ width: 16 })),
    rows: [[...HEADS], ...rows].map((texts) => ({
      cells: texts.map((text) => (text === '' ? null : { text, style: 'LABEL' as const })),
    })),
  };
}

/** By unit and cell, what a workbook was pre-filled with; empty for a workbook that lost the sheet. */
export function readBase(sheets: readonly GridSheet[]): ReadonlyMap<string, BaseEntry> {
  const sheet = sheets.find(({ name }) => name === BASE_SHEET);
  const table = sheet && codedTable(sheet, '#unit');
  const entries = (table?.rows ?? []).map(({ code, cells }): [string, BaseEntry] => {
    const [, cell, kind, value, explanation] = HEADS.map((_head, column) => cellText(cells[column]));
    const entry = { unit: code, cell, kind, value: unmarked(value), explanation: unmarked(explanation) };
    return [baseKey(code, cell), entry];
  });
  return new Map(entries);
}

export function baseKey(unit: string, cell: string): string {
  return `${unit}\n${cell}`;
}

function unmarked(text: string): string | null {
  return text.startsWith(TEXT_MARK) ? text.slice(TEXT_MARK.length) : null;
}
