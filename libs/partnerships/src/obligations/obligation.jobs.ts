import type { JobDefinition } from '#platform';

/** The nightly look at every obligation: which occurrences are still missing up to the horizon. */
export const ROLL_OBLIGATIONS: JobDefinition = {
  queue: 'maintenance',
  name: 'roll-obligations',
  permission: 'operations:run',
};
