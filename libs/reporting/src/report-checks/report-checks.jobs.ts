import type { JobDefinition } from '#platform';

/** Asks the rules about every report of a partner's month that is not as it was when they last saw it. */
export const CHECK_MONTH: JobDefinition = {
  queue: 'maintenance',
  name: 'check-month',
  permission: 'reports:check',
};

/** Asks the rules of the night about a partner's reports, the accepted ones included. */
export const CHECK_REPORTS: JobDefinition = {
  queue: 'maintenance',
  name: 'check-reports',
  permission: 'operations:run',
};
