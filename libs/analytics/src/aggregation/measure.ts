import { inputsOf, type AggregationMethod, type Indicator, type InputIndicator } from '#indicators';
import type { Amount } from './amount.js';

export type Parts = ReadonlyMap<string, Amount>;
export type TimeMethod = 'SUM' | 'LAST_VALUE';

/** One quantity that is added over units and then combined over months. */
export interface Term {
  of(parts: Parts): Amount;
  time: TimeMethod;
}

/**
 * How an indicator is computed: added-up terms, divided last where there is a denominator. A report
 * contributes only when it has every part, so that numerator and denominator cover the same reports.
 */
export interface Measure {
  /** Input indicators that a report must have to contribute. */
  parts: string[];
  numerator: Term[];
  /** Null for plain sums and last values. */
  denominator: Term[] | null;
  /** Counts of distinct persons do not combine at all. */
  additive: boolean;
}

/** The computation of an indicator; `inputs` are the definitions of what ratios are made of. */
export function measureOf(indicator: Indicator, inputs: ReadonlyMap<string, InputIndicator>): Measure {
  const parts = inputsOf(indicator);
  if (indicator.kind === 'DERIVED') {
    const term = (code: string) => plain(code, timeMethod(inputs.get(code)?.time ?? 'SUM'));
    return {
      parts,
      numerator: indicator.numerator.map(term),
      denominator: indicator.denominator.map(term),
      additive: true,
    };
  }
  const { code, space, time, weight } = indicator;
  if (weight) {
    const weighed: Term = { of: (values) => part(values, code).times(part(values, weight)), time: 'SUM' };
    return { parts, numerator: [weighed], denominator: [plain(weight, 'SUM')], additive: true };
  }
  const additive = space !== 'DISTINCT' && time !== 'DISTINCT';
  return { parts, numerator: [plain(code, timeMethod(time))], denominator: null, additive };
}

function plain(code: string, time: TimeMethod): Term {
  return { of: (values) => part(values, code), time };
}

function part(values: Parts, code: string): Amount {
  const amount = values.get(code);
  if (!amount) throw new Error(`A report without ${code} was counted.`);
  return amount;
}

function timeMethod(method: AggregationMethod): TimeMethod {
  return method === 'LAST_VALUE' ? 'LAST_VALUE' : 'SUM';
}
