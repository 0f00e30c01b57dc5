import { BusinessError, ValidationFailedError } from '#platform';
import { stepsFrom, type ConfigurationState } from '../configuration/configuration.lifecycle.js';

/** One thing that is wrong with a definition as it was written; its pointer is within the document. */
export interface DefinitionFault {
  pointer: string;
  code: string;
  message: string;
  params?: Record<string, string | number>;
}

/** The definition cannot be used as it is written; every fault has its pointer. */
export class UnusableDefinitionError extends ValidationFailedError {
  constructor(faults: readonly DefinitionFault[]) {
    super(faults.map((fault) => ({ ...fault, pointer: `/document${fault.pointer}` })));
  }
}

/** The step is not possible in the version's state. */
export class DefinitionStepError extends BusinessError {
  constructor(state: ConfigurationState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `This version is ${state}.`,
      extensions: { state, allowed: stepsFrom(state) },
    });
  }
}

/** Whoever wrote a definition does not put it into force. */
export class DefinitionAuthorError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You wrote a part of this version; somebody else must publish it.',
    });
  }
}

/** Nobody has looked at what the version, as it stands, would change. */
export class NotExaminedError extends BusinessError {
  constructor(path: string) {
    super('INVALID', 'impact-missing', {
      detail: 'Look at the impact of this draft first; an edit makes the earlier answer worthless.',
      extensions: { impact: `${path}/impact` },
    });
  }
}

/** A new definition was wanted under a code that is taken. */
export class DefinitionCodeTakenError extends BusinessError {
  constructor(path: string) {
    super('CONFLICT', 'name-taken', {
      detail: 'There is a definition of this code; a change of it is a new version.',
      extensions: { versions: `${path}/versions` },
    });
  }
}

/** Others build on the definition, so it cannot leave without a successor. */
export class DefinitionInUseError extends BusinessError {
  constructor(usedBy: readonly string[]) {
    super('CONFLICT', 'definition-in-use', {
      detail: `${usedBy.join(', ')} build on this; publish versions of them without it first.`,
      extensions: { usedBy },
    });
  }
}
