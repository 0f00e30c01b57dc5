import type { GridCell, JsonNode } from '../layouts/layout.js';
import type { ReportPlace } from './report.js';

/** What stands in the place of a value, before number rules and mappings are applied. */
export interface EntryContent {
  /** A text, or the digits of a number; undefined where nothing was reported. */
  text?: string;
  /** The file itself says that it is a number, so the marks of a local notation do not apply. */
  isNumber?: boolean;
  formula?: boolean;
  /** What stood there, when `text` is not it. */
  given?: string;
  /** A kind the sender states in so many words. */
  kind?: string;
  problem?: 'formula-without-value' | 'error-cell' | 'boolean-cell' | 'not-a-scalar' | 'breakdown-unexpected';
}

/** One place of the file that a profile gives a meaning: a unit, a field of that unit and what stands there. */
export interface ReportEntry {
  unit: string;
  /** The partner's name for the indicator: a column code, a row code, a path or a data element. */
  field: string;
  /** Set where the layout already says which indicator is meant, so that no mapping is looked up. */
  indicator?: string;
  content: EntryContent;
  at: ReportPlace;
}

/** A file in terms of units and fields. `periods` holds every spelling of the month met, with its first place. */
export interface ReportEntries {
  periods: { text: string; at: ReportPlace }[];
  entries: ReportEntry[];
  /** Units that appear in the file more than once, in tables that have one row per unit. */
  repeatedUnits: { unit: string; at: ReportPlace }[];
  /** Rows that hold values but do not say for which unit. */
  namelessRows: ReportPlace[];
  ignoredSheets: string[];
}

/** An empty collection for an orientation's reader to fill. */
export function noEntries(): ReportEntries {
  return { periods: [], entries: [], repeatedUnits: [], namelessRows: [], ignoredSheets: [] };
}

/** The content of a table cell. */
export function contentOfCell(cell: GridCell | null | undefined): EntryContent {
  if (!cell) return {};
  const content = plainContentOf(cell);
  return cell.formula && content.text !== undefined ? { ...content, formula: true } : content;
}

function plainContentOf(cell: GridCell): EntryContent {
  if (cell.problem) return { problem: cell.problem, text: cell.raw ?? '' };
  if (cell.number !== undefined) return { text: cell.number, isNumber: true };
  return cell.text?.trim() ? { text: cell.text } : {};
}

/** The content of a JSON value; objects and arrays are no values. */
export function contentOfNode(node: JsonNode | undefined): EntryContent {
  if (!node || node.type === 'null') return {};
  if (node.type === 'number') return { text: node.text, isNumber: true };
  if (node.type === 'string') return node.text.trim() === '' ? {} : { text: node.text };
  if (node.type === 'boolean') return { text: String(node.value), problem: 'boolean-cell' };
  return { text: node.type, problem: 'not-a-scalar' };
}
