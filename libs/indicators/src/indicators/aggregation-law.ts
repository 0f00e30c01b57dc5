import type { DefinitionFault } from '../definitions/definitions.errors.js';
import type { Indicator, InputIndicator } from './indicator.js';

/** Every method that the programme knows by name. */
export const AGGREGATION_METHODS = [
  'SUM',
  'WEIGHTED_MEAN',
  'LAST_VALUE',
  'DISTINCT',
  'RATIO_OF_SUMS',
  'MEAN',
  'FIRST_VALUE',
  'MIN',
  'MAX',
  'HISTOGRAM',
  'LOGICAL',
  'NONE',
] as const;

/** The axes along which reported figures combine. */
export const AXES = ['space', 'time'] as const;
type Axis = (typeof AXES)[number];

/** What the platform computes; whatever else is declared would be answered with a wrong number or none. */
const COMPUTED = ['SUM', 'WEIGHTED_MEAN', 'LAST_VALUE', 'DISTINCT'];
const PERCENT = '%';

/**
 * The combinations that would give wrong numbers, each named: why an indicator cannot be aggregated as it says. Empty
 * when it can.
 *
 * @param reported codes of the indicators that partners report
 */
export function aggregationFaults(indicator: Indicator, reported: ReadonlySet<string>): DefinitionFault[] {
  if (indicator.kind === 'DERIVED') return ratioFaults(indicator, reported);
  const alone = AXES.flatMap((axis) => axisFaults(indicator, axis));
  return [...alone, ...weightFaults(indicator, reported), ...distinctFaults(indicator)];
}

function ratioFaults(
  indicator: Extract<Indicator, { kind: 'DERIVED' }>,
  reported: ReadonlySet<string>,
): DefinitionFault[] {
  return (['numerator', 'denominator'] as const).flatMap((side) =>
    indicator[side].flatMap((part, index) => {
      if (reported.has(part)) return [];
      const message = `is computed from ${part}, which nobody reports`;
      return [fault(`/${side}/${index}`, 'unknown-part', message, { part })];
    }),
  );
}

function axisFaults(indicator: InputIndicator, axis: Axis): DefinitionFault[] {
  const method: string = indicator[axis];
  const named = { axis, method };
  if (!COMPUTED.includes(method))
    return [fault(`/${axis}`, 'not-computed', `${method} over ${axis} is not computed`, named)];
  if (axis === 'space' && method === 'LAST_VALUE')
    return [fault(`/${axis}`, 'not-along-axis', 'LAST_VALUE combines months, never units', named)];
  if (indicator.unit === PERCENT && method === 'SUM')
    return [fault(`/${axis}`, 'percentage-added', 'a percentage is a ratio of two reported parts', named)];
  return [];
}

function weightFaults(indicator: InputIndicator, reported: ReadonlySet<string>): DefinitionFault[] {
  const axis = AXES.find((one) => indicator[one] === 'WEIGHTED_MEAN');
  if (!axis) return [];
  const named = { axis, method: 'WEIGHTED_MEAN' };
  const { weight, code } = indicator;
  if (weight && weight !== code && reported.has(weight)) return [];
  return [fault('/weight', 'weight-missing', 'a weighted mean needs a reported weight', named)];
}

/** Who was counted once cannot be counted again: not additive along one axis is not additive along any. */
function distinctFaults({ space, time }: InputIndicator): DefinitionFault[] {
  if ((space === 'DISTINCT') === (time === 'DISTINCT')) return [];
  const axis = space === 'DISTINCT' ? 'time' : 'space';
  const method = axis === 'time' ? time : space;
  return [fault(`/${axis}`, 'distinct-added', `${method} over ${axis} adds persons twice`, { axis, method })];
}

function fault(
  pointer: string,
  reason: string,
  message: string,
  params: Record<string, string>,
): DefinitionFault {
  return { pointer, code: 'illegal-aggregation', message, params: { reason, ...params } };
}
