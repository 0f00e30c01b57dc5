import { BusinessError } from '#platform';

/** A unit would be a part of itself, directly or by way of units above it. */
export class ParentCycleError extends BusinessError {
  constructor(unit: string, parent: string) {
    super('CONFLICT', 'parent-cycle', {
      detail: `${parent} is a part of ${unit}, so ${unit} cannot become a part of ${parent}.`,
      params: { unit, parent },
    });
  }
}

/** History is not rewritten from the middle: a unit has one place at a time. */
export class OverlappingPlaceError extends BusinessError {
  constructor(unit: string, from: string) {
    super('CONFLICT', 'interval-overlap', {
      detail: `${unit} has a recorded place from ${from} on or later.`,
      params: { unit, from },
    });
  }
}
