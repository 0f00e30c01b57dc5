import type { DocumentedDate } from '#calendars';
import { slipDays } from '../plan/plan-dates.js';
import type { RolloutStatus } from '../rollouts/rollout.js';
import type { OwnerSide, Stage, TemplateCode } from '../templates/template.js';

export const RISKS = ['CONDITION_OVERDUE', 'CRITICAL_TASK_OVERDUE', 'OPENING_OVERDUE', 'BLOCKED'] as const;
/** Why a rollout is at risk. */
export type Risk = (typeof RISKS)[number];

/** An open task that the opening waits for. */
export interface CriticalDate {
  task: string;
  title: string;
  dueOn: string;
  ownerSide: OwnerSide;
}

/** One rollout as the portfolio reads it. */
export interface PortfolioRow {
  id: string;
  partner: string;
  title: string;
  templateCode: TemplateCode | null;
  status: RolloutStatus;
  stage: Stage | null;
  plannedOpening: string | null;
  forecastOpening: string | null;
  baselineOpening: string | null;
  opened: DocumentedDate;
  baselines: number;
  replans: number;
  tasksOpen: number;
  tasksDone: number;
  overdueCritical: number;
  overdueConditions: number;
  openBlockers: number;
  /** Whose turn it is in the open issue that is waited for longest, and since when; null: nothing is in the way. */
  waitingSide: OwnerSide | null;
  waitingSince: string | null;
  /** Days over all issues, by side. */
  waitedHq: number;
  waitedPartner: number;
  waitedThirdParty: number;
  criticalDates: CriticalDate[];
  synthetic: boolean;
  rev: number;
}

const RUNNING: readonly RolloutStatus[] = ['PROPOSED', 'ACTIVE', 'ON_HOLD'];

/** What endangers a rollout on a day. One that is over, or only documented, is not at risk any more. */
export function risksOf(row: PortfolioRow, today: string): Risk[] {
  if (!RUNNING.includes(row.status)) return [];
  const expected = row.forecastOpening ?? row.plannedOpening;
  const isLate = row.opened.precision === 'UNKNOWN' && expected !== null && expected < today;
  return [
    ...(row.overdueConditions > 0 ? (['CONDITION_OVERDUE'] as const) : []),
    ...(row.overdueCritical > 0 ? (['CRITICAL_TASK_OVERDUE'] as const) : []),
    ...(isLate ? (['OPENING_OVERDUE'] as const) : []),
    ...(row.openBlockers > 0 ? (['BLOCKED'] as const) : []),
  ];
}

/** Days by which the opening was, or is expected, later than its baseline; a date known to the month gives none. */
export function openingSlip(
  row: Pick<PortfolioRow, 'opened' | 'forecastOpening' | 'plannedOpening' | 'baselineOpening'>,
): number | null {
  if (row.opened.precision === 'DAY') return slipDays(row.baselineOpening, row.opened.latest);
  if (row.opened.precision !== 'UNKNOWN') return null;
  return slipDays(row.baselineOpening, row.forecastOpening ?? row.plannedOpening);
}
