import { BusinessError, ForbiddenError, ValidationFailedError } from '#platform';
import type { Assessment } from './assessment.js';
import { stepsOpen, type AssessmentStep, type UnmetGuard } from './assessment.lifecycle.js';

/** The step does not exist from where the assessment stands. */
export class AssessmentStepError extends BusinessError {
  constructor(assessment: Assessment, step: AssessmentStep) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${step} is not possible while the assessment is ${assessment.state}.`,
      params: { step, state: assessment.state },
      extensions: { state: assessment.state, allowed: stepsOpen(assessment) },
    });
  }
}

/** The step, or the answers, belong to the other side. */
export class NotYourAssessmentError extends ForbiddenError {
  constructor(what: string) {
    super(`${what} is for the other side to do.`);
  }
}

/** Something is missing for the step. */
export class AssessmentGuardsError extends ValidationFailedError {
  constructor(unmet: readonly UnmetGuard[]) {
    super([...unmet], 'guard-failed');
  }
}

/** Whoever led an assessment does not make it final. */
export class OwnAssessmentError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'You led this assessment; somebody else makes it final.' });
  }
}

/** Answers are given while an assessment is in progress. */
export class AnswersClosedError extends BusinessError {
  constructor(assessment: Assessment) {
    super('CONFLICT', 'invalid-transition', {
      detail: `Answers are given while an assessment is IN_PROGRESS; this one is ${assessment.state}.`,
      extensions: { state: assessment.state, allowed: stepsOpen(assessment) },
    });
  }
}
