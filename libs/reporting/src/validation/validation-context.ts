import type { InputIndicator } from '#indicators';
import type { CellContent } from './cell.js';

/** Everything besides the cells that a rule may look at; the same snapshot gives the same findings. */
export interface ValidationContext {
  /** Calendar days of the period. */
  periodDays: number;
  indicators: ReadonlyMap<string, InputIndicator>;
  /** Accepted values of earlier periods by cell, newest first; the first one is last month's if `previousMonth` says so. */
  history: ReadonlyMap<string, readonly string[]>;
  /** Accepted values of the directly preceding period by cell. */
  previous: ReadonlyMap<string, string>;
  /** Sums over the units below by cell, present only when they make up this unit and all of them reported. */
  sumsOfParts: ReadonlyMap<string, string>;
}

export type Cells = ReadonlyMap<string, CellContent>;
