import { BusinessError, ValidationFailedError } from '#platform';
import { stepsFrom, type ConfigurationState } from '../configuration/configuration.lifecycle.js';
import type { RuleFault } from '../rules/rule-field-reader.js';

/** The rule cannot be used as it is written; every fault has its pointer, an expression's also line and column. */
export class UnusableRuleError extends ValidationFailedError {
  constructor(faults: readonly RuleFault[]) {
    super(faults.map((fault) => ({ ...fault, pointer: `/document${fault.pointer}` })));
  }
}

/** The step is not possible in the version's state. */
export class RuleStepError extends BusinessError {
  constructor(state: ConfigurationState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `This version is ${state}.`,
      extensions: { state, allowed: stepsFrom(state) },
    });
  }
}

/** Whoever wrote a rule does not put it into force. */
export class RuleAuthorError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You wrote a part of this version; somebody else must publish it.',
    });
  }
}

/** Nobody has looked at what the version, as it stands, would do to accepted reports. */
export class NotBacktestedError extends BusinessError {
  constructor(code: string, version: number) {
    super('INVALID', 'backtest-missing', {
      detail: 'Run the back-test on this draft first; an edit makes the earlier one worthless.',
      extensions: { backtest: `/api/v1/validation-rules/${code}/versions/${version}/backtest` },
    });
  }
}

/** A new rule was wanted under a code that is taken. */
export class RuleCodeTakenError extends BusinessError {
  constructor(code: string) {
    super('CONFLICT', 'name-taken', {
      detail: `There is a rule ${code}; a change of it is a new version.`,
      extensions: { versions: `/api/v1/validation-rules/${code}/versions` },
    });
  }
}
