import type { StatusInterval, UnitStatus } from '../units/unit.js';

export const CENTRE_STEPS = ['startWorks', 'handOver', 'open', 'suspend', 'reopen', 'close'] as const;
export type CentreStep = (typeof CENTRE_STEPS)[number];

export interface CentreStepRule {
  name: CentreStep;
  from: readonly UnitStatus[];
  to: UnitStatus;
}

/** Every step in the life of a centre (features 3.2); a closed centre may open again, its history stays. */
export const CENTRE_RULES: readonly CentreStepRule[] = [
  { name: 'startWorks', from: ['PLANNED'], to: 'UNDER_CONSTRUCTION' },
  { name: 'handOver', from: ['UNDER_CONSTRUCTION'], to: 'PRE_OPENING' },
  { name: 'open', from: ['PRE_OPENING'], to: 'OPERATING' },
  { name: 'suspend', from: ['OPERATING'], to: 'SUSPENDED' },
  { name: 'reopen', from: ['SUSPENDED', 'CLOSED'], to: 'OPERATING' },
  { name: 'close', from: ['OPERATING', 'SUSPENDED'], to: 'CLOSED' },
];

/** What a step is asked with. */
export interface StepRequest {
  /** Calendar day on which the new status begins. */
  on: string;
  reason: string | null;
  /** Calendar day. */
  expectedUntil: string | null;
  successor: string | null;
}

/** What a centre has on the day of its opening. */
export interface OpeningFacts {
  liveServices: number;
  hasWorkingCalendar: boolean;
}

/** A condition that a step still lacks. */
export interface MissingCondition {
  code: string;
  pointer: string;
  message: string;
}

/** The status that has no recorded end; null: none, or all of them ended. */
export function lastingStatus(intervals: readonly StatusInterval[]): UnitStatus | null {
  return intervals.findLast(({ validUntil }) => validUntil === null)?.status ?? null;
}

/** The rule of a step from a status, or undefined when the step is not possible there. */
export function stepFrom(status: UnitStatus | null, name: CentreStep): CentreStepRule | undefined {
  return CENTRE_RULES.find((rule) => rule.name === name && status !== null && rule.from.includes(status));
}

/** The rule that leads from one status to another one, or undefined. */
export function stepBetween(from: UnitStatus, to: UnitStatus): CentreStepRule | undefined {
  return CENTRE_RULES.find((rule) => rule.to === to && rule.from.includes(from));
}

/** Names of the steps that are possible from a status. */
export function stepsFrom(status: UnitStatus | null): CentreStep[] {
  return CENTRE_RULES.filter((rule) => status !== null && rule.from.includes(status)).map(({ name }) => name);
}

/** What the request of a step lacks: a suspension says why and until when it is meant to last. */
export function missingOf(name: CentreStep, request: StepRequest): MissingCondition[] {
  if (name !== 'suspend') return [];
  const { on, reason, expectedUntil } = request;
  const missing: MissingCondition[] = [];
  if (reason === null) missing.push(condition('reason-missing', '/reason', 'A suspension needs a reason.'));
  if (expectedUntil === null || expectedUntil <= on) {
    const message = 'A suspension says on which later day it is expected to end.';
    missing.push(condition('expected-end-missing', '/expectedUntil', message));
  }
  return missing;
}

/** What a centre lacks to open for the first time; its legal basis is asked apart. */
export function missingForOpening({ liveServices, hasWorkingCalendar }: OpeningFacts): MissingCondition[] {
  const missing: MissingCondition[] = [];
  if (liveServices === 0) {
    missing.push(condition('live-service-missing', '/on', 'No service is live on the day of the opening.'));
  }
  if (!hasWorkingCalendar) {
    missing.push(
      condition('working-calendar-missing', '/on', 'No working calendar is assigned on that day.'),
    );
  }
  return missing;
}

function condition(code: string, pointer: string, message: string): MissingCondition {
  return { code, pointer, message };
}
