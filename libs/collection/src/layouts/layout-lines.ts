import type { GridRow, GridSheet, JsonNode, Layout, LayoutOutcome } from './layout.js';

type Refusal = Extract<LayoutOutcome, { refusal: unknown }>;

/**
 * The language between the parsing child and its parent: one JSON value per line. A child that dies half-way has not
 * written `end`, so a part of a file is never taken for the whole of it.
 */
export type LayoutLine =
  { sheet: Omit<GridSheet, 'rows'> } | { row: GridRow } | { tree: JsonNode } | Refusal | { end: true };

const ROW_LINE = '{"row":';

/** The lines of a layout, row by row so that neither side has to hold the text of all of them. */
export function* linesOf(layout: Layout): Generator<LayoutLine> {
  if (layout.kind === 'TREE') yield { tree: layout.root };
  else {
    for (const { rows, ...sheet } of layout.sheets) {
      yield { sheet };
      for (const row of rows) yield { row };
    }
  }
  yield { end: true };
}

/**
 * Rows as the child wrote them. A long table is held as text and each row is made into cells when it is looked
 * at: the cells of a million values would take ten times the memory of their text.
 */
export class HeldRows implements Iterable<GridRow> {
  private readonly lines: string[] = [];

  get length(): number {
    return this.lines.length;
  }

  hold(line: string): void {
    this.lines.push(line);
  }

  /** The row at a 0-based place among the filled ones. */
  at(index: number): GridRow {
    return (JSON.parse(this.lines[index]!) as { row: GridRow }).row;
  }

  *[Symbol.iterator](): Generator<GridRow> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}

/** A sheet whose rows are text still. */
export type HeldSheet = Omit<GridSheet, 'rows'> & { rows: HeldRows };

/** What came of a file, its rows as text. */
export type HeldOutcome = { sheets: HeldSheet[] } | { root: JsonNode } | Refusal;

/** Puts the lines together again; `outcome` stays undefined until the child has said that it is done. */
export class LayoutAssembler {
  outcome: HeldOutcome | undefined;
  private readonly sheets: HeldSheet[] = [];
  private root: JsonNode | undefined;

  /** The last line of a child that was killed in mid-sentence is no line at all, and no `end` follows it. */
  add(text: string): void {
    if (text.startsWith(ROW_LINE)) return this.sheets.at(-1)?.rows.hold(text);
    const line = parsedLine(text);
    if (!line) return;
    if ('sheet' in line) this.sheets.push({ ...line.sheet, rows: new HeldRows() });
    else if ('tree' in line) this.root = line.tree;
    else if ('refusal' in line) this.outcome = line;
    else this.outcome = this.root ? { root: this.root } : { sheets: this.sheets };
  }
}

/** All of a file at once, for what is small or cannot be read in parts. */
export function wholeOutcome(held: HeldOutcome): LayoutOutcome {
  if ('refusal' in held) return held;
  if ('root' in held) return { layout: { kind: 'TREE', root: held.root } };
  const sheets = held.sheets.map((sheet) => ({ ...sheet, rows: [...sheet.rows] }));
  return { layout: { kind: 'GRID', sheets } };
}

function parsedLine(text: string): Exclude<LayoutLine, { row: unknown }> | undefined {
  try {
    return JSON.parse(text) as Exclude<LayoutLine, { row: unknown }>;
  } catch {
    return undefined;
  }
}
