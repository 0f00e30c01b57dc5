import { cellReference } from './column-letter.js';
import { MAX_COLUMNS, MAX_ROWS } from './csv-grid.js';
import { FileRefusal } from './file-refusal.js';
import type { GridCell, GridRow, RefusalPlace } from './layout.js';
import { cellOf } from './xlsx-cell.js';
import type { RawCell } from './xlsx-cell.js';
import { MAX_CELL_CHARACTERS } from './xlsx-shared-strings.js';
import type { XmlAttributes, XmlListener } from './xml-events.js';

/** A long shared text may be referred to by every cell, so what the cells add up to is bounded too. */
export const MAX_SHEET_CHARACTERS = 20 * 1024 * 1024;
export const MAX_CELLS = 500_000;

/**
 * Collects the filled cells of one worksheet. The declared dimension is ignored, because it is only a claim; a cell
 * counts by its own reference, and a styled but empty cell does not count at all.
 */
export class SheetListener implements XmlListener {
  readonly rows: GridRow[] = [];
  rightToLeft = false;
  private row = 0;
  private column = -1;
  private current: GridRow | undefined;
  private raw: RawCell | undefined;
  private target: 'value' | 'inline' | undefined;
  private inReadingAid = false;
  private cells = 0;
  private characters = 0;

  constructor(
    private readonly name: string,
    private readonly sharedStrings: readonly string[],
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'sheetView')
      this.rightToLeft ||= ['1', 'true'].includes(attributes.get('rightToLeft') ?? '');
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'c') this.openCell(attributes);
    else if (this.raw) this.openInsideCell(this.raw, name);
  }

  text(text: string): void {
    if (!this.raw || !this.target || this.inReadingAid) return;
    const collected = (this.raw[this.target] ?? '') + text;
    if (collected.length > MAX_CELL_CHARACTERS) {
      throw new FileRefusal(
        'field-too-long',
        `A cell is longer than ${MAX_CELL_CHARACTERS} characters.`,
        this.at(),
      );
    }
    this.raw[this.target] = collected;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.target = undefined;
    else if (name === 'rPh') this.inReadingAid = false;
    else if (name === 'c' && this.raw) this.closeCell(this.raw);
  }

  private openRow(attributes: XmlAttributes): void {
    const declared = attributes.get('r');
    const row = declared === undefined ? this.row + 1 : Number(declared);
    if (!Number.isSafeInteger(row) || row <= this.row) this.malformed('The rows are not in ascending order.');
    this.row = row;
    this.column = -1;
    this.current = undefined;
  }

  private openCell(attributes: XmlAttributes): void {
    const declared = attributes.get('r');
    const reference =
      declared === undefined ? { column: this.column + 1, row: this.row } : cellReference(declared);
    if (!reference || reference.row !== this.row || reference.column <= this.column) {
      this.malformed(`The cell "${declared ?? ''}" is not where it says.`);
    }
    this.column = reference.column;
    this.raw = { type: attributes.get('t') ?? 'n', hasFormula: false };
  }

  private openInsideCell(raw: RawCell, name: string): void {
    if (name === 'v') this.target = 'value';
    else if (name === 't') this.target = 'inline';
    else if (name === 'f') raw.hasFormula = true;
    else if (name === 'rPh') this.inReadingAid = true;
  }

  private closeCell(raw: RawCell): void {
    this.raw = undefined;
    const cell = cellOf(raw, this.sharedStrings);
    if (!cell) return;
    this.assertWithinLimits(cell);
    this.current ??= this.startRow();
    while (this.current.cells.length < this.column) this.current.cells.push(null);
    this.current.cells.push(cell);
  }

  private startRow(): GridRow {
    const row: GridRow = { row: this.row, cells: [] };
    this.rows.push(row);
    return row;
  }

  private assertWithinLimits(cell: GridCell): void {
    if (this.column >= MAX_COLUMNS) {
      throw new FileRefusal('cell-out-of-template', `A cell lies beyond column ${MAX_COLUMNS}.`, this.at());
    }
    if (this.row > MAX_ROWS) throw new FileRefusal('too-many-rows', `More than ${MAX_ROWS} rows.`, this.at());
    this.cells += 1;
    this.characters += cell.text?.length ?? 0;
    if (this.cells > MAX_CELLS || this.characters > MAX_SHEET_CHARACTERS) {
      throw new FileRefusal('archive-bomb', 'The sheet holds more cells or text than any report.', this.at());
    }
  }

  private at(): RefusalPlace {
    return { sheet: this.name, row: this.row };
  }

  private malformed(message: string): never {
    throw new FileRefusal('malformed-archive', message, this.at());
  }
}
