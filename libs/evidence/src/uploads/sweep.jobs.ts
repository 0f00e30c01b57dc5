import type { JobDefinition } from '#platform';

/** The hourly look at what uploads left behind, and at what nobody scanned. */
export const SWEEP_UPLOADS: JobDefinition = {
  queue: 'maintenance',
  name: 'sweep-uploads',
  permission: 'operations:run',
};
