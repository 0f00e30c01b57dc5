import { createHash } from 'node:crypto';
import type { ReleaseDifference, ReleasedFigure } from './release.js';

const COLUMNS = [
  'partner',
  'unit',
  'indicator',
  'indicatorVersion',
  'period',
  'alignedTo',
  'kind',
  'value',
  'synthetic',
] as const satisfies ReadonlyArray<keyof ReleasedFigure>;
const LINE_END = '\r\n';
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Figures as the bytes that a checksum stands for: UTF-8 without a mark, a header, one line for each figure in the
 * order of partner, unit, indicator, aligned month and period by code point, CRLF after every line. A cell is quoted
 * only where it holds a comma, a quote or a line end; numbers lose the zeros that say nothing; no number is an empty
 * cell. Documented in docs/api/corrections.md: whoever follows it gets the same checksum.
 */
export function canonicalCsv(figures: readonly ReleasedFigure[]): string {
  const lines = figures
    .toSorted(byKey)
    .map((figure) => COLUMNS.map((column) => cellOf(figure, column)).join(','));
  return [COLUMNS.join(','), ...lines].map((line) => line + LINE_END).join('');
}

/** SHA-256 of the canonical CSV in hexadecimal digits. */
export function checksumOf(figures: readonly ReleasedFigure[]): string {
  return createHash('sha256').update(canonicalCsv(figures), 'utf8').digest('hex');
}

/** One spelling for each number: 22.50 and 22.5 are the same figure. */
export function canonicalDecimal(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** Where two sets of figures differ, in the order of the file. */
export function differencesBetween(
  released: readonly ReleasedFigure[],
  recomputed: readonly ReleasedFigure[],
): ReleaseDifference[] {
  const [before, after] = [released, recomputed].map((set) => new Map(set.map((one) => [keyOf(one), one])));
  const either = new Map([...after, ...before]);
  return [...either]
    .toSorted(([, a], [, b]) => byKey(a, b))
    .map(([key, { partner, unit, indicator, period }]) => ({
      partner,
      unit,
      indicator,
      period,
      released: contentOf(before.get(key)),
      recomputed: contentOf(after.get(key)),
    }))
    .filter((difference) => difference.released !== difference.recomputed);
}

function cellOf(figure: ReleasedFigure, column: keyof ReleasedFigure): string {
  const value = figure[column];
  const text = column === 'value' && value !== null ? canonicalDecimal(String(value)) : String(value ?? '');
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function keyOf({ partner, unit, indicator, alignedTo, period }: ReleasedFigure): string {
  return [partner, unit, indicator, alignedTo, period].join('\u0000');
}

function byKey(a: ReleasedFigure, b: ReleasedFigure): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Everything of a figure besides its place: another definition or mark is another figure. */
function contentOf(figure: ReleasedFigure | undefined): string | null {
  if (!figure) return null;
  const { kind, value, indicatorVersion, synthetic } = figure;
  const content = value === null ? kind : canonicalDecimal(value);
  return [content, indicatorVersion === 1 ? '' : `v${indicatorVersion}`, synthetic ? 'synthetic' : '']
    .filter((part) => part !== '')
    .join(' ');
}
