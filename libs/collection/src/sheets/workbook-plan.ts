/** How a cell looks; what may be typed into it is said by its `rule`. */
export type CellStyle =
  'TITLE' | 'NOTE' | 'HEADING' | 'LABEL' | 'FIGURE' | 'INPUT' | 'INPUT_TEXT' | 'PROBLEM' | 'REMARK';

/** What a spreadsheet program lets a person type. */
export type CellRule =
  | { kind: 'AMOUNT'; title: string; message: string }
  /** One of the texts of a list; nothing else. */
  | { kind: 'LIST'; list: string; title: string; message: string }
  /** A number that is not negative, or one of the texts of a list; said of whole areas, not of single cells. */
  | { kind: 'AMOUNT_OR_LIST'; list: string; title: string; message: string }
  | { kind: 'TEXT'; maxLength: number; title: string; message: string };

/** One cell. A `number` is a plain decimal string and becomes a number of the sheet; at most one of the two is present. */
export interface CellPlan {
  text?: string;
  number?: string;
  style: CellStyle;
  /** Digits shown after the decimal mark at most; only with figures and amounts. */
  decimals?: number;
  /** Name of one of the plan's rules. */
  rule?: string;
  /** A comment that opens when the cell is pointed at. */
  note?: string;
}

export interface RowPlan {
  hidden?: boolean;
  /** In points; absent: what the text needs in one line. */
  height?: number;
  /** By 0-based column; null and missing cells are blank. */
  cells: (CellPlan | null)[];
  /** How many columns the first filled cell spreads over. */
  spread?: number;
}

export interface SheetPlan {
  name: string;
  /** A very hidden sheet cannot be shown from the menus of a spreadsheet program. */
  isVeryHidden?: boolean;
  rightToLeft?: boolean;
  /** Only cells of an input style can be changed. */
  isLocked?: boolean;
  columns: { width: number; hidden?: boolean }[];
  /** Rows and columns that stay in sight. */
  frozen?: { rows: number; columns: number };
  rows: RowPlan[];
  areas?: AreaPlan[];
}

/** A rectangle of cells under one rule; 1-based, bounds included. */
export interface AreaPlan {
  rule: string;
  from: { row: number; column: number };
  to: { row: number; column: number };
}

/** A workbook as data: what `write-child` turns into a file. */
export interface WorkbookPlan {
  title: string;
  /** RFC 3339; the same plan always carries the same instant. */
  createdAt: string;
  rules: Record<string, CellRule>;
  /** Texts to choose from, by the name that rules use. */
  lists: Record<string, string[]>;
  sheets: SheetPlan[];
}
