import { BusinessError } from '#platform';

/** A partner of the same code, or of the same kind and ISO 3166-1 code, is on the register and has not ended. */
export class DuplicatePartnerError extends BusinessError {
  constructor(existing: string) {
    super('CONFLICT', 'duplicate-partner', {
      detail: `Partner ${existing} is on the register with this code, or with this kind and ISO 3166-1 code.`,
      params: { existing },
    });
  }
}
