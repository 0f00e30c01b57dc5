export const PROPOSAL_STATES = ['PROPOSED', 'APPLIED', 'DECLINED'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What a day off that was announced late would do to the due instant of a report that is open already. */
export interface DeadlineProposal {
  id: string;
  partner: string;
  unit: string;
  periodId: string;
  slotId: string;
  state: ProposalState;
  /** Instants, RFC 3339. */
  oldDueAt: string;
  newDueAt: string;
  newLockAt: string;
  dueExplanation: object;
  /** Name and source of the day that was recorded. */
  cause: string;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
  rev: number;
}
