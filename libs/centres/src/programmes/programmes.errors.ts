import { BusinessError } from '#platform';

/** The same stage or intake stands recorded for that day. */
export class DuplicateProgrammeError extends BusinessError {
  constructor(what: string) {
    super('CONFLICT', 'duplicate', { detail: `${what} is recorded already.`, params: { what } });
  }
}
