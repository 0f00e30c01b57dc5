import type { JobDefinition } from '#platform';

/** Asks a partner's system for one month. */
export const PULL_SOURCE: JobDefinition = {
  queue: 'collection',
  name: 'pull-source',
  permission: 'sources:manage',
  waits: true,
};

/** Asks a partner's system for one month in order to look at the answer only. */
export const TEST_SOURCE: JobDefinition = {
  queue: 'collection',
  name: 'test-source',
  permission: 'sources:manage',
  waits: true,
};

/** The pulls of one round together: it has no work of its own and ends with the last of them. */
export const COLLECT_ROUND: JobDefinition = {
  queue: 'collection',
  name: 'collect-round',
  permission: 'sources:manage',
};
