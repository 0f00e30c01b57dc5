import { BusinessError, InvalidValueError } from '#platform';

/** Nothing was accepted yet of what should be released. */
export class NothingToReleaseError extends BusinessError {
  constructor() {
    super('CONFLICT', 'nothing-to-release', {
      detail: 'No accepted figure belongs to these partners, months and indicators.',
    });
  }
}

/** A name is cited, so it stands for one release for ever. */
export class ReleaseNameTakenError extends BusinessError {
  constructor(name: string) {
    super('CONFLICT', 'name-taken', {
      detail: 'A release of this name exists already; releases are never replaced.',
      params: { name },
    });
  }
}

/** The last month comes before the first, or the range is longer than a release may be. */
export class ReleaseMonthsError extends InvalidValueError {
  constructor(maxMonths: number) {
    super(
      'invalid-range',
      '/to',
      `It has to be the month of “from” or one of the ${maxMonths - 1} after it.`,
      {
        maxMonths,
      },
    );
  }
}
