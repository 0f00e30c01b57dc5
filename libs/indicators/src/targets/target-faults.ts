import { Decimal } from 'decimal.js';
import type { Fault } from '#platform';
import type { Indicator } from '../indicators/indicator.js';
import type { WantedTarget } from './target.js';

/** What is wrong with a wanted target; pointers are within it. */
export function targetFaults(
  { indicator: code, unit, value, upper }: WantedTarget,
  { indicator, isUnitKnown }: { indicator: Indicator | undefined; isUnitKnown: boolean },
): Fault[] {
  const faults: Fault[] = [];
  const say = (pointer: string, fault: string, message: string) =>
    faults.push({ pointer, code: fault, message });
  if (!isUnitKnown) say('/unit', 'reference-not-found', `There is no unit ${unit} that you may speak for.`);
  if (!indicator) {
    say('/indicator', 'unknown-kpi', `There is no indicator ${code}.`);
    return faults;
  }
  if (!indicator.direction)
    say(
      '/indicator',
      'validation-failed',
      `Nobody said yet what is better for ${code}: it has no direction.`,
    );
  if (indicator.direction === 'BAND' && upper === null)
    say('/upper', 'validation-failed', 'A band has an upper bound.');
  if (indicator.direction !== 'BAND' && upper !== null)
    say(
      '/upper',
      'validation-failed',
      `Only a band has an upper bound; ${code} is ${indicator.direction ?? 'none'}.`,
    );
  if (upper !== null && new Decimal(upper).lt(value))
    say('/upper', 'validation-failed', 'The upper bound is not below the lower one.');
  return faults;
}
