import { BusinessError } from '#platform';
import type { UnitStatus } from '../units/unit.js';
import { stepsFrom, type CentreStep, type MissingCondition } from './centre.lifecycle.js';

/** A step out of turn; names the steps that are possible. */
export class InvalidCentreStepError extends BusinessError {
  constructor(centre: string, status: UnitStatus | null, asked: string) {
    super('CONFLICT', 'invalid-transition', {
      detail: `“${asked}” is not possible for ${centre}, which is ${status ?? 'without a status'}.`,
      params: { centre, asked },
      extensions: { state: status, allowed: stepsFrom(status) },
    });
  }
}

/** The step exists, but something is missing for it. */
export class CentreStepLacksError extends BusinessError {
  constructor(name: CentreStep, missing: readonly MissingCondition[]) {
    super('INVALID', 'guard-failed', {
      detail: `“${name}” needs ${missing.length} thing(s) first.`,
      faults: [...missing],
    });
  }
}
