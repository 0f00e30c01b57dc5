import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';

/** Monthly growth that the invented past shrinks back by. */
const GROWTH = 1.005;
/** Half width of the invented monthly swing: small enough that no month looks remarkable. */
const SWING = 0.06;
const MAX_OPEN_DAYS = 26;

/** Cells that are parts of others: invented as the same share of the whole as in the sample month. */
const WHOLE_OF: Record<string, string> = {
  SATISFIED_ANSWERS: 'SURVEY_ANSWERS',
  TICKETS_NO_SHOW: 'TICKETS_ISSUED',
  COMPLAINTS_RESOLVED_ON_TIME: 'COMPLAINTS_RECEIVED',
};

type Cells = Record<string, string | { kind: string }>;

/**
 * Invents a plausible earlier month from a sample month. Deterministic: the same unit and month
 * always give the same figures. Synthetic throughout, and marked so wherever it is shown.
 *
 * @param monthsBefore how many months before the sample month.
 */
export function inventedMonth(unit: string, monthsBefore: number, sample: Cells): Cells {
  const cells: Cells = {};
  for (const [cell, value] of Object.entries(sample)) {
    cells[cell] =
      typeof value === 'string' && !WHOLE_OF[cell] ? inventedValue(unit, cell, monthsBefore, value) : value;
  }
  for (const [part, whole] of Object.entries(WHOLE_OF)) {
    const [samplePart, sampleWhole, newWhole] = [sample[part], sample[whole], cells[whole]];
    if (typeof samplePart !== 'string' || typeof sampleWhole !== 'string' || typeof newWhole !== 'string')
      continue;
    cells[part] = new Decimal(samplePart).div(sampleWhole).times(newWhole).floor().toFixed();
  }
  return cells;
}

function inventedValue(unit: string, cell: string, monthsBefore: number, value: string): string {
  const swing = 1 + SWING * (2 * fraction(`${unit}|${cell}|${monthsBefore}`) - 1);
  const sample = new Decimal(value);
  if (cell === 'OPEN_DAYS') return Decimal.min(sample.times(swing).round(), MAX_OPEN_DAYS).toFixed();
  if (!sample.isInteger() || cell.endsWith('_MEAN')) return sample.times(swing).toFixed(1);
  return sample.times(swing).div(new Decimal(GROWTH).pow(monthsBefore)).round().toFixed();
}

/** A number in [0, 1) that depends on nothing but the text. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
