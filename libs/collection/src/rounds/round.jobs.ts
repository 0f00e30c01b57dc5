import type { JobDefinition } from '#platform';

/** The hourly look at one partner: what should be open, what should be asked for. */
export const RECONCILE_PARTNER: JobDefinition = {
  queue: 'collection',
  name: 'reconcile-partner',
  permission: 'operations:run',
};

/** The hourly look at headquarters: the one daily mail of people who answer for several partners. */
export const REMIND_HEADQUARTERS: JobDefinition = {
  queue: 'collection',
  name: 'remind-headquarters',
  permission: 'operations:run',
};
