import type { FormVersion, InputIndicator, RuleFacts, ValidationRule } from '#indicators';
import type { SlotPeriod } from '../slots/slot.js';
import type { ListedSlot } from '../slots/slots.read-model.js';
import type { ReviewQuery } from '../review/review-query.js';
import type { Cell, Submission } from '../submissions/submission.js';
import type { ValueKind } from '../validation/cell.js';
import type { MeasuredTarget } from './measured-targets.js';

/** How many earlier months go along: a year and the month before it, also where a year has thirteen. */
export const HISTORY_MONTHS = 13;

/** What one cell held in an earlier month. */
export interface PastValue {
  kind: ValueKind;
  /** Decimal text, only with kind NUMBER. */
  value: string | null;
}

/** An earlier month of the same unit. */
export interface PastMonth {
  period: Pick<SlotPeriod, 'id' | 'alignedTo' | 'localLabel'>;
  /** ACCEPTED figures are settled, SUBMITTED ones are under review; null: nothing was handed in. */
  status: 'ACCEPTED' | 'SUBMITTED' | null;
  /** Ends on the day before this month begins. */
  isPrevious: boolean;
  /** The same month of the year before in the unit's own calendar. */
  isLastYear: boolean;
  values: ReadonlyMap<string, PastValue>;
}

/** Everything that a person needs to fill in one report without a connection, and to have it checked. */
export interface Pack {
  slot: ListedSlot;
  unitName: string;
  form: FormVersion;
  indicators: ReadonlyMap<string, InputIndicator>;
  rules: readonly ValidationRule[];
  /** What the rules look at besides the cells. */
  context: RuleFacts;
  /** Newest first. */
  history: readonly PastMonth[];
  /** What the unit wants to reach in this month, only approved ones, and how far it is. */
  targets: readonly MeasuredTarget[];
  submission: Submission | null;
  cells: ReadonlyMap<string, Cell>;
  /** Questions that wait for an answer. */
  queries: readonly ReviewQuery[];
}
