import { BusinessError, InvalidValueError } from '#platform';

/** Nobody of the partner has this address, or nobody who enters its figures. */
export class DeputyNotEligibleError extends InvalidValueError {
  constructor() {
    super(
      'deputy-not-eligible',
      '/deputy',
      'The deputy must be somebody else who enters figures of this partner.',
    );
  }
}

/** The deputy judges figures in another role: who submits must not accept. */
export class DeputyJudgesError extends BusinessError {
  constructor(role: string) {
    super('CONFLICT', 'incompatible-roles', {
      detail: `A deputy of a coordinator must not hold ${role}: who submits must not accept.`,
      params: { first: 'COORDINATOR', second: role },
    });
  }
}

/** A delegation ends once. */
export class DelegationEndedError extends BusinessError {
  constructor() {
    super('CONFLICT', 'invalid-transition', {
      detail: 'This delegation has ended already.',
      extensions: { state: 'ENDED', allowed: [] },
    });
  }
}
