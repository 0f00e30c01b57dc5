/** Longest time that a right may be lent at once, in days: a holiday and an illness, not a change of office. */
export const MAX_DELEGATION_DAYS = 92;

/** A coordinator's right to hand in, lent to a deputy of the same scope for a time. */
export interface Delegation {
  id: string;
  partner: string;
  coordinator: string;
  coordinatorName: string;
  deputy: string;
  deputyName: string;
  reason: string;
  validFrom: Date;
  /** Half-open: at this instant the right is back. */
  validUntil: Date;
  endedAt: Date | null;
  rev: number;
}

export interface NewDelegation {
  partner: string;
  deputy: string;
  reason: string;
  validFrom: string;
  validUntil: string;
}

/** Whose right a deputy uses. */
export interface Lender {
  id: string;
  name: string;
}
