import type { JobDefinition } from '#platform';

/** One mail to one person. Run twice it is sent once. */
export const SEND_DIGEST: JobDefinition = {
  queue: 'notifications',
  name: 'send-digest',
  permission: 'operations:run',
};
