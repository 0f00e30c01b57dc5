import { BusinessError } from '#platform';

/** A unit has one status at a time; the new stretch shares a day with one that is recorded. */
export class OverlappingIntervalError extends BusinessError {
  constructor(unit: string) {
    super('CONFLICT', 'interval-overlap', {
      detail: `${unit} has a status for some of these days already.`,
      params: { unit },
    });
  }
}

/** A unit of this code is on the register. */
export class DuplicateUnitError extends BusinessError {
  constructor(unit: string) {
    super('CONFLICT', 'duplicate', { detail: `${unit} is on the register already.`, params: { unit } });
  }
}
