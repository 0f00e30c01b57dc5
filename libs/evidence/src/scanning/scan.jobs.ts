import type { JobDefinition } from '#platform';

/** One look of the virus scanner at one version. Run twice it gives one verdict. */
export const SCAN_DOCUMENT: JobDefinition = {
  queue: 'maintenance',
  name: 'scan-document',
  permission: 'operations:run',
};
