import { BusinessError, ValidationFailedError, type Fault } from '#platform';
import type { ActKind, InstrumentStatus } from './instrument.js';

/** The act is not open in the status that the recorded acts give. */
export class ActNotOpenError extends BusinessError {
  constructor(act: ActKind, status: InstrumentStatus, allowed: readonly ActKind[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${act} cannot be recorded while the instrument is ${status}.`,
      params: { act, status },
      extensions: { allowed },
    });
  }
}

/** The act contradicts the parties or the order of dates; the faults name the broken rules. */
export class ImpossibleActError extends ValidationFailedError {
  constructor(faults: Fault[]) {
    super(faults, 'guard-failed');
  }
}

export class ActAlreadyVoidedError extends BusinessError {
  constructor() {
    super('CONFLICT', 'act-already-voided', { detail: 'This act was voided before; its reason stands.' });
  }
}

export class DuplicateInstrumentError extends BusinessError {
  constructor(code: string) {
    super('CONFLICT', 'duplicate', {
      detail: `An instrument ${code} is registered already.`,
      params: { code },
    });
  }
}

/** The description contradicts itself or the recorded acts; the faults name the broken rules. */
export class ImpossibleInstrumentError extends ValidationFailedError {
  constructor(faults: Fault[]) {
    super(faults, 'rule-violated');
  }
}
