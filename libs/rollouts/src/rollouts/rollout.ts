import type { DocumentedDate } from '#calendars';
import type { Component } from '#partnerships';
import type { Stage, TemplateCode } from '../templates/template.js';

export const ROLLOUT_STATUSES = [
  'PROPOSED',
  'ACTIVE',
  'ON_HOLD',
  'STOPPED',
  'COMPLETED',
  'DOCUMENTED',
] as const;
/** DOCUMENTED: known from public sources alone; nobody took it through gates here, so it takes no step. */
export type RolloutStatus = (typeof ROLLOUT_STATUSES)[number];

/** Nothing is planned, reported or waited for any more. */
export const CLOSED_STATUSES: readonly RolloutStatus[] = ['STOPPED', 'COMPLETED', 'DOCUMENTED'];

/** The days from which the days of tasks are counted; null: not known yet. */
export interface PlanAnchors {
  /** Day on which the agreement is, or is expected to be, in force. */
  agreementInForce: string | null;
  plannedOpening: string | null;
}

/** What somebody proposes to roll out. */
export interface NewRollout extends PlanAnchors {
  partner: string;
  title: string;
  templateCode: TemplateCode;
  /** Null: the newest. */
  templateVersion: number | null;
  component: Component;
  /** Code of the unit that is to open, where it is on the register already. */
  unit: string | null;
  instrumentId: string | null;
  /** Who looks after it at headquarters; needed before it starts. */
  desk: string | null;
}

export interface Rollout extends PlanAnchors {
  id: string;
  partner: string;
  title: string;
  /** Null with `templateVersion` and `stage` for a documented one. */
  templateCode: TemplateCode | null;
  templateVersion: number | null;
  component: Component | null;
  unit: string | null;
  instrumentId: string | null;
  desk: string | null;
  status: RolloutStatus;
  stage: Stage | null;
  /** Null: as planned. */
  forecastOpening: string | null;
  /** The planned opening as it was frozen at gate G1. */
  baselineOpening: string | null;
  baselineSetAt: string | null;
  /** How often a baseline was frozen; more than once after a recycling behind G1. */
  baselines: number;
  opened: DocumentedDate;
  /** Why it is on hold or stopped, and when the hold is looked at again. */
  reason: string | null;
  reviewOn: string | null;
  synthetic: boolean;
  createdAt: string;
  rev: number;
}
