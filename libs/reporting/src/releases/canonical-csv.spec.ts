import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { canonicalCsv, canonicalDecimal, checksumOf, differencesBetween } from './canonical-csv.js';
import type { ReleasedFigure } from './release.js';

interface Vector {
  figures: ReleasedFigure[];
  csv: string;
  sha256: string;
}

const VECTOR = JSON.parse(
  readFileSync(join(projectRoot(), 'test', 'vectors', 'corrections', 'canonical-csv.json'), 'utf8'),
) as Vector;
const [FIRST] = VECTOR.figures;

describe(canonicalCsv.name, () => {
  it('writes the bytes of the vector', () => {
    expect(canonicalCsv(VECTOR.figures)).toBe(VECTOR.csv);
  });

  it('does not depend on the order in which figures come', () => {
    expect(canonicalCsv(VECTOR.figures.toReversed())).toBe(VECTOR.csv);
  });
});

describe(checksumOf.name, () => {
  it('is that of the vector, which sha256sum computed', () => {
    expect(checksumOf(VECTOR.figures)).toBe(VECTOR.sha256);
  });

  it('is another one when a single figure is', () => {
    const changed = VECTOR.figures.with(0, { ...FIRST, value: '1000.1' });
    expect(checksumOf(changed)).not.toBe(VECTOR.sha256);
  });
});

describe(canonicalDecimal.name, () => {
  it.each([
    ['22', '22'],
    ['22.0', '22'],
    ['22.50', '22.5'],
    ['0.000', '0'],
    ['-0.10', '-0.1'],
    ['100', '100'],
    ['99999999999999999999.000001', '99999999999999999999.000001'],
  ])('writes %s as %s', (text, expected) => {
    expect(canonicalDecimal(text)).toBe(expected);
  });
});

describe(differencesBetween.name, () => {
  const { partner, unit, indicator, period } = FIRST;
  const place = { partner, unit, indicator, period };

  it('finds none between two spellings of the same figures', () => {
    expect(differencesBetween([FIRST], [{ ...FIRST, value: `${FIRST.value}.00` }])).toEqual([]);
  });

  it.each([
    ['another value', { value: '7' }, '7'],
    ['a reason in place of a number', { kind: 'NOT_AVAILABLE', value: null }, 'NOT_AVAILABLE'],
    ['another definition', { indicatorVersion: 2 }, `${FIRST.value} v2`],
    ['a figure that is invented now', { synthetic: true }, `${FIRST.value} synthetic`],
  ])('finds %s', (_what, change, recomputed) => {
    expect(differencesBetween([FIRST], [{ ...FIRST, ...change }])).toEqual([
      { ...place, released: FIRST.value, recomputed },
    ]);
  });

  it('finds what is gone and what is new', () => {
    expect(differencesBetween([FIRST], [])).toEqual([{ ...place, released: FIRST.value, recomputed: null }]);
    expect(differencesBetween([], [FIRST])).toEqual([{ ...place, released: null, recomputed: FIRST.value }]);
  });
});
