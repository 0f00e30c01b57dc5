import type { JobDefinition } from '#platform';

/** Asks a partner's system for one month. */
export const PULL_SOURCE: JobDefinition = {
  queue: 'collection',
  name: 'pull-source',
  permission: 'sources:manage',
};
