/** What a cell can hold. Blank is MISSING and never zero; INVALID keeps what was typed and cannot be used. */
export const VALUE_KINDS = [
  'NUMBER',
  'NOT_APPLICABLE',
  'NOT_AVAILABLE',
  'NOT_COLLECTED',
  'SUPPRESSED',
  'MISSING',
  'INVALID',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** A cell as the rules see it. */
export interface CellContent {
  cell: string;
  kind: ValueKind;
  /** Decimal text, only with kind NUMBER. */
  value: string | null;
  /** Why the value looks as it does, in the partner's words. */
  explanation: string | null;
}

/** The number of a cell, or null when it holds none. */
export function numberOf(cell: CellContent | undefined): string | null {
  return cell?.kind === 'NUMBER' ? cell.value : null;
}

/** Whether nobody has said anything usable about a cell: neither a number nor why there is none. */
export function isBlank(cell: CellContent | undefined): boolean {
  return cell === undefined || cell.kind === 'MISSING' || cell.kind === 'INVALID';
}

/** The cells of a report by code. */
export type Cells = ReadonlyMap<string, CellContent>;
