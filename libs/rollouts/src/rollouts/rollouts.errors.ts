import { BusinessError, ForbiddenError, InvalidValueError } from '#platform';
import type { RolloutCriterion } from '../gates/gate.js';
import { gateOf, type Gate } from '../templates/template.js';
import { openSteps, type RolloutStep, type Standing } from './rollout.lifecycle.js';

/** The step is not open from where the rollout stands. */
export class RolloutStepError extends BusinessError {
  constructor(step: string, standing: Standing) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${step} is not possible while the rollout is ${standing.status} in stage ${standing.stage ?? '–'}.`,
      params: { step, status: standing.status, stage: standing.stage },
      extensions: { allowed: openSteps(standing) },
    });
  }
}

/** A part of a rollout (criterion, task, issue, condition) does not take this step any more. */
export class PartStepError extends BusinessError {
  constructor(what: string, step: string, state: string) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${step} is not possible for this ${what}: ${state}.`,
      params: { what, step, state },
    });
  }
}

export class NotYourRolloutStepError extends ForbiddenError {
  constructor(step: RolloutStep | string) {
    super(`${step} is for another office to take.`);
  }
}

/** Who prepared a gate does not decide it. */
export class OwnGateError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'What one person prepared, another one decides.' });
  }
}

/** The rollout stands before another gate, or before none. */
export class GateNotNextError extends BusinessError {
  constructor(gate: Gate, { status, stage }: Standing) {
    const next = stage === null ? null : gateOf(stage);
    super('CONFLICT', 'invalid-transition', {
      detail: `${gate} is not the gate that this rollout stands before.`,
      params: { gate, next, status },
      extensions: { allowed: next === null ? [] : [next] },
    });
  }
}

/** Nobody prepared this gate, or its preparation was decided already. */
export class GateNotPreparedError extends BusinessError {
  constructor(gate: Gate) {
    super('CONFLICT', 'gate-not-prepared', {
      detail: `Somebody else has to prepare ${gate} before it is decided.`,
      params: { gate },
    });
  }
}

/** Criteria that must be met are neither met with proof nor waived by the director. */
export class GateCriteriaUnmetError extends BusinessError {
  constructor(gate: Gate, unmet: readonly RolloutCriterion[]) {
    super('CONFLICT', 'gate-criteria-unmet', {
      detail: `${unmet.length} criteria of ${gate} are neither met nor waived.`,
      params: { gate, unmet: unmet.length },
      extensions: { criteria: unmet.map(({ id, code, title }) => ({ id, code, title })) },
    });
  }
}

export class UnknownTemplateError extends InvalidValueError {
  constructor(code: string, version: number | null) {
    super('unknown-template', '/templateVersion', `${code} has no published version ${version ?? ''}.`, {
      code,
      version,
    });
  }
}
