import { aggregationFaults } from './aggregation-law.js';
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

/** The indicator that one document defines, without the members that its kind does not have. */
export function definitionFrom(
  { code, version }: { code: string; version: number },
  document: Record<string, unknown>,
): IndicatorDefinition {
  const source = { ...document, code } as Source;
  return document.kind === 'DERIVED' ? ratio(source, version) : input(source, version);
}

/** Members that a definition may leave out and that then stay out. */
const FURTHER = ['direction', 'definition', 'comparability', 'appliesFrom'] as const;

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
    ...further(source),
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
    ...further(source),
  } as IndicatorDefinition;
}

function further(source: Source): object {
  const given = FURTHER.filter((name) => source[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, source[name]]));
}

function assertLegal(indicator: Indicator, codes: ReadonlySet<string>): void {
  const [fault] = aggregationFaults(indicator, codes);
  if (fault) throw new IllegalAggregationError(indicator.code, fault.message);
}
