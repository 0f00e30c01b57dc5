import type { FileFormat } from '../layouts/layout.js';

/** Kinds a cell may have besides a number. A blank cell is none of them: nothing was reported. */
export const MARKED_KINDS = ['NOT_APPLICABLE', 'NOT_AVAILABLE', 'NOT_COLLECTED', 'SUPPRESSED'] as const;
export type MarkedKind = (typeof MARKED_KINDS)[number];

export const PERIOD_SCHEMES = ['GREGORIAN_MONTH', 'ETHIOPIAN_MONTH', 'SOLAR_HIJRI_MONTH'] as const;
export type PeriodSchemeCode = (typeof PERIOD_SCHEMES)[number];

/** `START_DURATION` is the time range of SDMX: `2025-08-07/P35D`. */
export const PERIOD_PATTERNS = [
  'yyyy-MM',
  'MM/yyyy',
  'yyyyMM',
  'yyyy/MM',
  'PERIOD_ID',
  'START_DURATION',
] as const;
export type PeriodPattern = (typeof PERIOD_PATTERNS)[number];

export const DIGIT_SETS = ['latin', 'arabic-indic', 'extended-arabic-indic'] as const;
export type DigitSet = (typeof DIGIT_SETS)[number];

export const ORIENTATIONS = ['ROWS_ARE_UNITS', 'COLUMNS_ARE_UNITS', 'NESTED', 'LONG'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export const PROFILE_FORMATS = ['CSV', 'XLSX', 'JSON', 'DHIS2_DVS', 'SDMX_CSV'] as const;
export type ProfileFormat = (typeof PROFILE_FORMATS)[number];

/** Where the reporting month stands and how it is written. */
export interface PeriodRule {
  where: 'column' | 'cell' | 'jsonPath';
  /** A column code, a cell reference such as `B1`, or a dotted path from the root. */
  at: string;
  pattern: PeriodPattern;
  /** Null where the written month names its own scheme, which only a period id does. */
  scheme: PeriodSchemeCode | null;
}

/** How a row, column or object says which reporting unit it is about. */
export interface UnitRule {
  /** The code of the unit column of a table with a row per unit. */
  column?: string;
  /** The dotted path of the unit's code inside one JSON item. */
  jsonPath?: string;
  /** Every value of the file is about this one unit. */
  fixed?: string;
  /** The partner's own unit ids and what they are here. A code that is not listed stands for itself. */
  map: Record<string, string>;
}

/** What one column, row, path or data element of the partner means. */
export interface IndicatorRule {
  indicator: string;
  /** The file's figure times this fraction is the indicator's figure, e.g. `1/60` from seconds to minutes. */
  factor?: string;
  /** Decimal places kept after a conversion; half is rounded up. */
  decimals?: number;
  /** The column or member may be missing. */
  optional?: boolean;
  /** What it means when the column or member is missing altogether; implies `optional`. */
  absentMeans?: MarkedKind;
}

/** The one way in which a profile's numbers are written. */
export interface NumberRule {
  digits: DigitSet[];
  /** The mark between groups of three; null where no such mark may occur. */
  thousands: string | null;
  decimal: string;
}

/** What an explicit `null` in place of a whole branch of a JSON report says about the indicators below it. */
export interface NullBranchRule {
  kind: MarkedKind;
  indicators: string[];
}

/** How to find the table of a CSV or XLSX file. */
export interface TableRule {
  /** The 1-based row that holds the codes: indicator codes, or unit codes where the columns are units. */
  codeRow: number;
  /** The field separator of a CSV file. */
  delimiter: string;
  /** The sheet's name; without it the first visible sheet is read. */
  sheet?: string;
  /** Where the columns are units: the letter-less 0-based column of the indicators' labels. */
  labelColumn: number;
  /** Where the columns are units: whether the code is the whole label or stands in `[BRACKETS]` within it. */
  codeIn: 'CELL' | 'BRACKETS';
}

/** How to find the items of a JSON report; all names are dotted paths. */
export interface TreeRule {
  /** The array of units (nested) or of values (long). */
  items: string;
  /** Long only: the members that hold the indicator's code, the value and the kind of a value that is no number. */
  indicator?: string;
  value?: string;
  kind?: string;
}

/** What the columns of an SDMX-CSV 2.0.0 message mean; unit and month stand in `unit.column` and `period.at`. */
export interface SdmxRule {
  /** The one artefact that the message may be about, as `STRUCTURE_ID` writes it; null: any. */
  structure: string | null;
  /** The dimension that says which indicator a value is of. */
  indicator: string;
  /** Dimensions with the only values that are taken, such as `BREAKDOWN: [_T]`. */
  fixed: Record<string, string[]>;
  /** The attribute that stands in for a missing value; its codes are the profile's markers. */
  status: string | null;
}

/**
 * How one partner hands over its monthly report. It is data that headquarters edits: a new layout is a new profile, not
 * new code.
 */
export interface SourceProfile {
  code: string;
  /** The partner whose reports look like this; null for a layout that any partner may use. */
  partner: string | null;
  version: number;
  title: string;
  format: ProfileFormat;
  orientation: Orientation;
  table: TableRule;
  tree: TreeRule;
  period: PeriodRule;
  unit: UnitRule;
  /** By the partner's column, row, path or data element. */
  indicators: Record<string, IndicatorRule>;
  /** Every indicator's own code is understood as well, and none of them has to be there. */
  acceptsIndicatorCodes: boolean;
  numbers: NumberRule;
  /** Texts that stand for a kind, e.g. `NA: NOT_APPLICABLE`. */
  markers: Record<string, MarkedKind>;
  nullMeans: Record<string, NullBranchRule>;
  /** Columns or members that are known and deliberately not read. */
  ignore: string[];
  /** DHIS2 only: the category option combinations that mean "no breakdown". */
  categoryOptionCombos: string[];
  /** JSON only: the path of the instant at which the partner made the report; an older one is not taken. */
  freshness?: string;
  /** JSON only: the path of the address of the next page. */
  nextPage?: string;
  /** SDMX-CSV only. */
  sdmx?: SdmxRule;
}

/** The physical format behind a profile's format: a DHIS2 data value set is JSON, an SDMX-CSV message a table. */
export function fileFormatOf(profile: SourceProfile): FileFormat {
  switch (profile.format) {
    case 'DHIS2_DVS':
      return 'JSON';
    case 'SDMX_CSV':
      return 'CSV';
    default:
      return profile.format;
  }
}
