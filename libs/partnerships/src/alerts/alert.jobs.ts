import type { JobDefinition } from '#platform';

/** The morning look at what lapses next and what is owed. Run twice it tells nobody twice. */
export const ALERT_AGREEMENTS: JobDefinition = {
  queue: 'notifications',
  name: 'alert-agreements',
  permission: 'operations:run',
};
