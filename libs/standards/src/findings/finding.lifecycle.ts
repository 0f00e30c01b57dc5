import { addDays } from '#calendars';
import {
  SEVERITIES,
  type CorrectiveAction,
  type Finding,
  type FindingState,
  type Severity,
} from './finding.js';

export const FINDING_STEPS = [
  'recordRootCause',
  'submitPlan',
  'acceptPlan',
  'sendBackPlan',
  'completeActions',
  'verifyEffective',
  'verifyIneffective',
] as const;
export type FindingStep = (typeof FINDING_STEPS)[number];

interface StepRule {
  from: FindingState;
  to: FindingState;
  side: 'COUNTRY' | 'AGENCY';
  /** What the step has to bring along. */
  needs: 'TEXT' | 'PLAN' | null;
}

/** The life of a finding (features §3.2). REPEAT follows by itself when the same is found again. */
const STEPS: Readonly<Record<FindingStep, StepRule>> = {
  recordRootCause: { from: 'OPEN', to: 'ANALYSED', side: 'COUNTRY', needs: 'TEXT' },
  submitPlan: { from: 'ANALYSED', to: 'PLANNED', side: 'COUNTRY', needs: 'PLAN' },
  acceptPlan: { from: 'PLANNED', to: 'IN_PROGRESS', side: 'AGENCY', needs: null },
  sendBackPlan: { from: 'PLANNED', to: 'ANALYSED', side: 'AGENCY', needs: 'TEXT' },
  completeActions: { from: 'IN_PROGRESS', to: 'DONE', side: 'COUNTRY', needs: null },
  verifyEffective: { from: 'DONE', to: 'CLOSED', side: 'AGENCY', needs: 'TEXT' },
  verifyIneffective: { from: 'DONE', to: 'IN_PROGRESS', side: 'AGENCY', needs: 'TEXT' },
};

/** Days from the record of a finding to the last day of its plan. */
const LIMIT_DAYS: Readonly<Record<Severity, number>> = { MAJOR: 30, MINOR: 90, OBSERVATION: 180 };
/** The same within this time is a repetition (features SA-04). */
const REPEAT_DAYS = 365;

/** The step from a state, or null when there is none of this name. */
export function findingStepFrom(state: FindingState, name: FindingStep): StepRule | null {
  const step = STEPS[name];
  return step.from === state ? step : null;
}

export function findingStepsFrom(state: FindingState): FindingStep[] {
  return FINDING_STEPS.filter((name) => findingStepFrom(state, name) !== null);
}

/** The last day of a plan for a finding of this severity, recorded on a day. */
export function limitOf(severity: Severity, recordedOn: string): string {
  return addDays(recordedOn, LIMIT_DAYS[severity]);
}

/** The finding that a new one repeats: closed less than a year ago, the newest of them. */
export function repeated(
  closed: ReadonlyArray<Pick<Finding, 'id' | 'closedOn'>>,
  today: string,
): string | null {
  const since = addDays(today, -REPEAT_DAYS);
  const recent = closed.filter(({ closedOn }) => closedOn !== null && closedOn >= since);
  const [newest] = recent.toSorted((a, b) => ((a.closedOn ?? '') < (b.closedOn ?? '') ? 1 : -1));
  return newest?.id ?? null;
}

/** One step graver; the gravest stays. */
export function graver(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)];
}

export interface UnmetCondition {
  code: string;
  pointer: string;
  message: string;
}

/** What a step brings along. */
export interface FindingStepFacts {
  text: string | null;
  planned: ReadonlyArray<Pick<CorrectiveAction, 'dueOn'>>;
  actions: readonly CorrectiveAction[];
}

/** What a step still lacks; empty when it may be taken. */
export function unmetConditions(
  name: FindingStep,
  { dueOn }: Pick<Finding, 'dueOn'>,
  { text, planned, actions }: FindingStepFacts,
): UnmetCondition[] {
  const { needs } = STEPS[name];
  if (needs === 'TEXT' && text === null)
    return [{ code: 'text-needed', pointer: '/text', message: `${name} needs a text.` }];
  if (needs === 'PLAN' && planned.length === 0)
    return [{ code: 'plan-needed', pointer: '/actions', message: 'A plan has one action at least.' }];
  if (needs === 'PLAN')
    return planned.flatMap((action, index) =>
      action.dueOn <= dueOn
        ? []
        : [
            {
              code: 'plan-too-late',
              pointer: `/actions/${index}/dueOn`,
              message: `The last day is ${dueOn}.`,
            },
          ],
    );
  if (name !== 'completeActions') return [];
  return actions
    .filter(({ state }) => state === 'OPEN')
    .map(({ id, what }) => ({
      code: 'action-open',
      pointer: `/actions/${id}`,
      message: `Not done yet: ${what}`,
    }));
}

/** Nobody verifies what they planned or did themselves. */
export function isOwnWork(
  { plannedBy }: Pick<Finding, 'plannedBy'>,
  actions: ReadonlyArray<Pick<CorrectiveAction, 'doneBy'>>,
  actorId: string,
): boolean {
  return plannedBy === actorId || actions.some(({ doneBy }) => doneBy === actorId);
}
