import { Decimal } from 'decimal.js';
import type { Cell } from '../submissions/submission.js';

/** One side of a comparison. */
export interface DiffSide {
  submissionId: string;
  /** What was asked for: `r1`, `accepted` or `previousPeriod`. */
  name: string;
  revision: number;
  state: string;
  period: string;
}

export interface DiffContent {
  kind: string;
  /** Decimal text, or null when the cell holds no number. */
  value: string | null;
}

/** A cell that is not the same on both sides. */
export interface ChangedCell {
  cell: string;
  old: DiffContent | null;
  new: DiffContent | null;
  /** new − old as decimal text; null unless both are numbers. */
  difference: string | null;
  /** Who entered the newer side, when, and what they said about it. */
  by: string | null;
  at: Date | null;
  source: string | null;
  explanation: string | null;
}

export interface RevisionDiff {
  from: DiffSide;
  to: DiffSide;
  changed: ChangedCell[];
}

type Cells = ReadonlyMap<string, Cell>;

/** Cells whose kind or value differ, in the order of their codes; 10 and 10.0 are the same number. */
export function changedCells(from: Cells, to: Cells): ChangedCell[] {
  const codes = [...new Set([...from.keys(), ...to.keys()])].toSorted();
  return codes.flatMap((cell) => {
    const [old, now] = [from.get(cell), to.get(cell)];
    return isSame(old, now) ? [] : [changed(cell, old, now)];
  });
}

function changed(cell: string, old: Cell | undefined, now: Cell | undefined): ChangedCell {
  const newer = now ?? null;
  return {
    cell,
    old: contentOf(old),
    new: contentOf(now),
    difference: differenceOf(old, now),
    by: newer?.enteredBy ?? null,
    at: newer?.enteredAt ?? null,
    source: newer?.source ?? null,
    explanation: newer?.explanation ?? null,
  };
}

function isSame(old: Cell | undefined, now: Cell | undefined): boolean {
  const [before, after] = [old?.kind ?? 'MISSING', now?.kind ?? 'MISSING'];
  if (before !== after) return false;
  return before !== 'NUMBER' || differenceOf(old, now) === '0';
}

function differenceOf(old: Cell | undefined, now: Cell | undefined): string | null {
  if (old?.kind !== 'NUMBER' || now?.kind !== 'NUMBER') return null;
  return new Decimal(now.value ?? 0).minus(old.value ?? 0).toFixed();
}

function contentOf(cell: Cell | undefined): DiffContent | null {
  return cell && cell.kind !== 'MISSING' ? { kind: cell.kind, value: cell.value } : null;
}
