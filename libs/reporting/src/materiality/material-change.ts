import { Decimal } from 'decimal.js';

/** A figure as the ledger holds it; null where it holds none. */
export interface FigureState {
  kind: string;
  value: string | null;
}

/** What a revision would make of one official figure of a report. */
export interface ProposedChange {
  indicator: string;
  old: FigureState | null;
  new: FigureState | null;
  /** Part of the unit's official value, as a decimal: 0.05 is five of a hundred. */
  threshold: string;
  /** Whether a release holds this figure, or would have held it. */
  isReleased: boolean;
}

/**
 * Whether a change is larger than a reviewer may decide alone: more than the threshold of the unit's own official
 * value, any change of what was published, and any step between a number and none, which no share can measure.
 */
export function isMaterial({ old, new: proposed, threshold, isReleased }: ProposedChange): boolean {
  if (isSame(old, proposed)) return false;
  if (isReleased) return true;
  // Another reason for having no number moves no figure.
  const [was, becomes] = [numberOf(old), numberOf(proposed)];
  if (was === null && becomes === null) return false;
  if (was === null || becomes === null) return true;
  const before = new Decimal(was);
  const moved = new Decimal(becomes).minus(before).abs();
  // Of nothing every change is more than any part.
  return moved.greaterThan(before.abs().times(threshold));
}

/** Whether two states are one figure; 22 and 22.0 are. */
export function isSame(a: FigureState | null, b: FigureState | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind !== b.kind) return false;
  if (a.value === null || b.value === null) return a.value === b.value;
  return new Decimal(a.value).equals(b.value);
}

function numberOf(state: FigureState | null): string | null {
  return state === null ? null : state.value;
}
