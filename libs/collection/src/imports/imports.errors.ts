import { BusinessError } from '#platform';

/** Another hand-in for the same partner and month is on its way. */
export class ImportInProgressError extends BusinessError {
  constructor() {
    super('CONFLICT', 'import-in-progress', {
      detail: 'Another import of this partner and period is still running.',
      retryAfter: 5,
    });
  }
}

/** The data changed between the comparison that a person read and the commit. */
export class StaleValidationError extends BusinessError {
  constructor(unit: string) {
    super('CONFLICT', 'stale-validation', {
      detail: `The report of ${unit} changed since the file was compared. Compare it again.`,
    });
  }
}

export class EmptyFileError extends BusinessError {
  constructor() {
    super('INVALID', 'empty-file', { detail: 'The file is empty.' });
  }
}
