import type { GridRow, GridSheet, JsonNode, Layout, LayoutOutcome } from './layout.js';

/**
 * The language between the parsing child and its parent: one JSON value per line. A child that dies half-way has not
 * written `end`, so a part of a file is never taken for the whole of it.
 */
export type LayoutLine =
  | { sheet: Omit<GridSheet, 'rows'> }
  | { row: GridRow }
  | { tree: JsonNode }
  | { refusal: Extract<LayoutOutcome, { refusal: unknown }>['refusal'] }
  | { end: true };

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

/** Puts the lines together again; `outcome` stays undefined until the child has said that it is done. */
export class LayoutAssembler {
  outcome: LayoutOutcome | undefined;
  private readonly sheets: GridSheet[] = [];
  private root: JsonNode | undefined;

  add(line: LayoutLine): void {
    if ('sheet' in line) this.sheets.push({ ...line.sheet, rows: [] });
    else if ('row' in line) this.sheets.at(-1)?.rows.push(line.row);
    else if ('tree' in line) this.root = line.tree;
    else if ('refusal' in line) this.outcome = { refusal: line.refusal };
    else this.outcome = { layout: this.layout() };
  }

  private layout(): Layout {
    return this.root ? { kind: 'TREE', root: this.root } : { kind: 'GRID', sheets: this.sheets };
  }
}
