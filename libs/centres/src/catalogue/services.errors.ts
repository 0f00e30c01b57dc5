import { BusinessError } from '#platform';
import type { CanonicalService } from './canonical-service.js';

/** Nothing new is mapped to a service that left the catalogue. */
export class ServiceRetiredError extends BusinessError {
  constructor({ code, retiredOn, replacedBy }: CanonicalService) {
    super('CONFLICT', 'service-retired', {
      detail: `${code} left the catalogue on ${retiredOn}.`,
      params: { code, retiredOn: retiredOn ?? '', replacedBy: replacedBy ?? '' },
      extensions: { replacedBy },
    });
  }
}

/** The country has something of this code already. */
export class DuplicateServiceError extends BusinessError {
  constructor(code: string) {
    super('CONFLICT', 'duplicate', { detail: `${code} is on the register already.`, params: { code } });
  }
}
