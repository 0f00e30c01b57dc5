import { BusinessError } from '#platform';
import type { Approval } from './connector.js';

/** The partner has a connector of that code already. */
export class ConnectorCodeTakenError extends BusinessError {
  constructor(code: string) {
    super('CONFLICT', 'name-taken', { detail: `This partner has a connector ${code} already.` });
  }
}

/** There is nothing to approve, or nothing approved yet to use. */
export class ConnectorStepError extends BusinessError {
  constructor(approval: Approval, allowed: readonly string[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `This connector is ${approval}.`,
      extensions: { state: approval, allowed: [...allowed] },
    });
  }
}
