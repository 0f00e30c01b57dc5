export const TARGET_STATES = ['PROPOSED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'SUPERSEDED'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** What one unit wants to reach in one month; it counts once a second person approved it. */
export interface Target {
  id: string;
  partner: string;
  unit: string;
  indicator: string;
  /** The version of the indicator that was in force when the target was proposed. */
  indicatorVersion: number;
  /** Aligned month 'YYYY-MM'. */
  period: string;
  /** Decimal text in the indicator's unit; of a band the lower bound. */
  value: string;
  /** Only of a band: the upper bound. */
  upper: string | null;
  /** Where the unit started from; may be missing. */
  baseline: string | null;
  state: TargetState;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  rev: number;
}

export type WantedTarget = Pick<Target, 'unit' | 'indicator' | 'period' | 'value' | 'upper' | 'baseline'>;

/** A target that holds, as a report shows it beside the cell. */
export type ApprovedTarget = Pick<Target, 'indicator' | 'value' | 'upper' | 'baseline'>;
