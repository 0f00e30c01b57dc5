import { BusinessError } from '#platform';

/** Hours follow each other, and a day is closed once. */
export class OverlappingTimesError extends BusinessError {
  constructor(centre: string, from: string) {
    super('CONFLICT', 'interval-overlap', {
      detail: `${centre} has recorded times from ${from} on or later.`,
      params: { centre, from },
    });
  }
}
