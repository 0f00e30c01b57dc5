import type { Indicator } from './indicator.js';

type Source = Record<string, unknown> & { code: string; unit: string; title: Record<string, string> };

/** An indicator without the id that the register gives to its version. */
export type IndicatorDefinition = Omit<Indicator, 'id'>;

/** A definition that would give wrong numbers; refused before anything is stored. */
export class IllegalAggregationError extends Error {
  constructor(code: string, reason: string) {
    super(`Indicator ${code}: ${reason}`);
    this.name = 'IllegalAggregationError';
  }
}

/**
 * Reads the indicators of `config/reference/indicators.yaml`.
 *
 * @throws IllegalAggregationError for a mean without weight, an unknown part or an added percentage.
 */
export function indicatorsFrom(file: {
  version: number;
  indicators: Source[];
  derived: Source[];
}): IndicatorDefinition[] {
  const inputs = file.indicators.map((source) => input(source, file.version));
  const derived = file.derived.map((source) => ratio(source, file.version));
  const codes = new Set(file.indicators.map((source) => source.code));
  for (const definition of [...inputs, ...derived]) assertLegal(definition as Indicator, codes);
  return [...inputs, ...derived];
}

function input(source: Source, version: number): IndicatorDefinition {
  return {
    kind: 'INPUT',
    code: source.code,
    version,
    unit: source.unit,
    title: source.title,
    type: source.type,
    decimals: source.decimals ?? 0,
    space: source.space,
    time: source.time,
    weight: source.weight ?? null,
    optional: source.optional ?? false,
    changeFloor: String(source.changeFloor ?? 0),
  } as unknown as IndicatorDefinition;
}

function ratio(source: Source, version: number): IndicatorDefinition {
  const { code, unit, title, numerator, denominator, decimals } = source;
  return {
    kind: 'DERIVED',
    code,
    version,
    unit,
    title,
    numerator,
    denominator,
    decimals,
  } as IndicatorDefinition;
}

function assertLegal(indicator: Indicator, codes: ReadonlySet<string>): void {
  if (indicator.kind === 'DERIVED') {
    const unknown = [...indicator.numerator, ...indicator.denominator].find((code) => !codes.has(code));
    if (unknown)
      throw new IllegalAggregationError(indicator.code, `is computed from ${unknown}, which nobody reports`);
    return;
  }
  const averages = indicator.space === 'WEIGHTED_MEAN' || indicator.time === 'WEIGHTED_MEAN';
  if (averages && !(indicator.weight && codes.has(indicator.weight))) {
    throw new IllegalAggregationError(indicator.code, 'a weighted mean needs a reported weight');
  }
  if (indicator.unit === '%')
    throw new IllegalAggregationError(indicator.code, 'a percentage is a ratio of two reported parts');
}
