export const EXEMPTION_STATES = ['REQUESTED', 'GRANTED', 'DECLINED', 'REVOKED'] as const;
export type ExemptionState = (typeof EXEMPTION_STATES)[number];

/** A rule that is switched off for one unit and a time: asked for by one person, decided by another. */
export interface Exemption {
  id: string;
  partner: string;
  unit: string;
  rule: string;
  /** Reports of periods that begin before this day are exempt. */
  until: string;
  reason: string;
  state: ExemptionState;
  requestedBy: string;
  requestedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  rev: number;
}
