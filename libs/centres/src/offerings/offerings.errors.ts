import { BusinessError } from '#platform';
import { statusesAfter } from './offering.lifecycle.js';
import type { OfferingOrder, OfferingStatus } from './offering.js';

/** History is not rewritten from the middle: an offering has one status at a time. */
export class OverlappingOfferingError extends BusinessError {
  constructor(centre: string, { service, provider, from }: OfferingOrder, pointer: string) {
    super('CONFLICT', 'interval-overlap', {
      detail: `${service} of ${provider} in ${centre} has a recorded status from ${from} on or later.`,
      params: { centre, service, provider, from },
      extensions: { pointer },
    });
  }
}

/** A status that cannot follow the one before. */
export class InvalidOfferingStepError extends BusinessError {
  constructor(order: OfferingOrder, status: OfferingStatus | null, pointer: string) {
    const { service, provider } = order;
    super('CONFLICT', 'invalid-transition', {
      detail: `${service} of ${provider} cannot become ${order.status}.`,
      params: { service, provider },
      extensions: { state: status, allowed: statusesAfter(status), pointer },
    });
  }
}
