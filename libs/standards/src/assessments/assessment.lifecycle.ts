import type { Assessment, AssessmentState } from './assessment.js';

export const ASSESSMENT_STEPS = ['start', 'complete', 'reopen', 'share', 'respond', 'finalise'] as const;
export type AssessmentStep = (typeof ASSESSMENT_STEPS)[number];

/** Whose step it is: of the side that assesses, or of the country that is assessed. */
export type AssessmentSide = 'ASSESSING' | 'COUNTRY';

interface StepRule {
  name: AssessmentStep;
  from: AssessmentState;
  to: AssessmentState;
  side: AssessmentSide;
  /** A country does not answer its own report. */
  of: 'SELF' | 'AGENCY' | 'BOTH';
}

/** The life of an assessment (features §3.2). SUPERSEDED follows by itself when a successor is final. */
const STEPS: readonly StepRule[] = [
  { name: 'start', from: 'PLANNED', to: 'IN_PROGRESS', side: 'ASSESSING', of: 'BOTH' },
  { name: 'complete', from: 'IN_PROGRESS', to: 'DRAFT_REPORT', side: 'ASSESSING', of: 'BOTH' },
  { name: 'reopen', from: 'DRAFT_REPORT', to: 'IN_PROGRESS', side: 'ASSESSING', of: 'BOTH' },
  { name: 'share', from: 'DRAFT_REPORT', to: 'COUNTRY_RESPONSE', side: 'ASSESSING', of: 'AGENCY' },
  { name: 'respond', from: 'COUNTRY_RESPONSE', to: 'COUNTRY_RESPONSE', side: 'COUNTRY', of: 'AGENCY' },
  { name: 'finalise', from: 'COUNTRY_RESPONSE', to: 'FINAL', side: 'ASSESSING', of: 'AGENCY' },
  { name: 'finalise', from: 'DRAFT_REPORT', to: 'FINAL', side: 'ASSESSING', of: 'SELF' },
];

/** The step from where an assessment stands, or null when there is none of this name. */
export function stepFrom(
  { state, kind }: Pick<Assessment, 'state' | 'kind'>,
  name: AssessmentStep,
): StepRule | null {
  const of = kind === 'SELF' ? 'SELF' : 'AGENCY';
  const isOpen = (step: StepRule) => step.from === state && (step.of === 'BOTH' || step.of === of);
  return STEPS.find((step) => step.name === name && isOpen(step)) ?? null;
}

/** The steps that exist from where an assessment stands. */
export function stepsOpen(assessment: Pick<Assessment, 'state' | 'kind'>): AssessmentStep[] {
  return ASSESSMENT_STEPS.filter((name) => stepFrom(assessment, name) !== null);
}

/** What a step is judged by. */
export interface StepFacts {
  actorId: string;
  /** Today where the centre is. */
  today: string;
  unanswered: readonly string[];
  statement: string | null;
}

export interface UnmetGuard {
  code: string;
  pointer: string;
  message: string;
}

/** What a step still lacks; empty when it may be taken. */
export function unmetGuards(name: AssessmentStep, assessment: Assessment, facts: StepFacts): UnmetGuard[] {
  switch (name) {
    case 'complete':
      return facts.unanswered.map((item) => ({
        code: 'item-unanswered',
        pointer: `/items/${item}`,
        message: `${item} has neither a value nor a reason why it does not apply.`,
      }));
    case 'respond':
      return respondGuards(assessment, facts);
    case 'finalise':
      return finaliseGuards(assessment, facts);
    case 'start':
    case 'reopen':
    case 'share':
      return [];
  }
}

/** Whoever led an assessment does not make it final. */
export function isOwnFinding({ leadId }: Pick<Assessment, 'leadId'>, actorId: string): boolean {
  return leadId === actorId;
}

function respondGuards(
  { response, responseDueOn }: Assessment,
  { statement, today }: StepFacts,
): UnmetGuard[] {
  const unmet = [];
  if (statement === null)
    unmet.push({ code: 'statement-needed', pointer: '/statement', message: 'An answer has a text.' });
  if (response !== null)
    unmet.push({
      code: 'answered-already',
      pointer: '/statement',
      message: 'The country has answered already.',
    });
  if (responseDueOn !== null && today > responseDueOn)
    unmet.push({
      code: 'response-period-over',
      pointer: '/name',
      message: `Answers were due on ${responseDueOn}.`,
    });
  return unmet;
}

function finaliseGuards({ kind, response, responseDueOn }: Assessment, { today }: StepFacts): UnmetGuard[] {
  const isWaiting = kind !== 'SELF' && response === null && today <= (responseDueOn ?? today);
  if (!isWaiting) return [];
  const message = `The country may answer until ${responseDueOn ?? today}.`;
  return [{ code: 'response-awaited', pointer: '/name', message }];
}
