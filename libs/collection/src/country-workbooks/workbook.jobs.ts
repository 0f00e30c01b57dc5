import type { JobDefinition } from '#platform';

/** Writes the workbook of all units of a partner for one month. */
export const WRITE_COUNTRY_WORKBOOK: JobDefinition = {
  queue: 'exports',
  name: 'write-country-workbook',
  permission: 'workbooks:create',
};
