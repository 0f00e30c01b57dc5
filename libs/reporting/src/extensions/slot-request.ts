/**
 * What can be asked for about one expected report: a later due instant, that it is not expected, that
 * it is expected again, or that entry opens once more.
 */
export const REQUEST_KINDS = ['EXTENSION', 'WAIVER', 'WAIVER_REVOCATION', 'REOPENING'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ['REQUESTED', 'GRANTED', 'DECLINED', 'WITHDRAWN'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Why a report is not expected, in words that can be counted; the reason beside it says the rest. */
export const WAIVER_CODES = [
  'NOT_OPERATING',
  'DISASTER',
  'CONFLICT',
  'TECHNICAL_FAILURE',
  'SYSTEM_CHANGE',
  'OTHER',
] as const;
export type WaiverCode = (typeof WAIVER_CODES)[number];

/** One person asked, another one decides. */
export interface SlotRequest {
  id: string;
  partner: string;
  unit: string;
  slotId: string;
  kind: RequestKind;
  state: RequestState;
  /** The new due instant of an extension, the end of a re-opening (RFC 3339); null for the others. */
  until: string | null;
  /** Of waivers only. */
  code: WaiverCode | null;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  /** Who decided, or who took it back. */
  closedBy: string | null;
  closedAt: string | null;
  decisionReason: string | null;
  /** When a granted waiver ended. */
  revokedAt: string | null;
  rev: number;
}

/** What somebody asks for. */
export type NewSlotRequest = Pick<SlotRequest, 'slotId' | 'kind' | 'until' | 'code' | 'reason'>;
