import type { JobDefinition } from '#platform';

/** Reads, compares and (in mode COMMIT) fills: one job that goes on where it was interrupted. */
export const PROCESS_IMPORT: JobDefinition = {
  queue: 'imports',
  name: 'process-import',
  permission: 'imports:create',
};
