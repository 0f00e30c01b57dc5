import type { Release } from './release.js';

/** Whether a release that holds a report's month holds an indicator of it. */
export function covers({ indicators }: Pick<Release, 'indicators'>, indicator: string): boolean {
  return indicators === null || indicators.includes(indicator);
}
