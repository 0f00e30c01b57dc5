import type { JobDefinition } from '#platform';

/** The hourly look at one partner: what should be open, what should be asked for. */
export const RECONCILE_PARTNER: JobDefinition = {
  queue: 'collection',
  name: 'reconcile-partner',
  permission: 'operations:run',
};
