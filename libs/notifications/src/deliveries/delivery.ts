/** How a delivery or a whole mail stands. DELIVERED waits for receipts, which no channel gives yet. */
export const DELIVERY_STATES = [
  'QUEUED',
  'SENDING',
  'SENT',
  'DELIVERED',
  'BOUNCED',
  'SUPPRESSED',
  'UNCERTAIN',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a notification is about; each has its texts in `config/locales/mail`. */
export const NOTICE_KINDS = [
  'RETURNED',
  'CORRECTED',
  'DUE_TODAY',
  'OVERDUE',
  'DUE_SOON',
  'DEADLINE_MOVED',
  'QUESTION',
  'ANSWERED',
  'RESUBMITTED',
  'READY',
  'SUGGESTION',
  'CORRECTION',
  'REQUEST',
  'FINDING',
  'NOTICE_DEADLINE',
  'OBLIGATION_OVERDUE',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Notices about agreements have no report slot. */
export function isAboutAgreement(kind: NoticeKind): boolean {
  return kind === 'NOTICE_DEADLINE' || kind === 'OBLIGATION_OVERDUE';
}

/** Why a delivery was not made; stored and shown as they are. */
export type SuppressionReason =
  'superseded' | 'unsubscribed' | 'snoozed' | 'no-mail-server' | 'settled' | 'account-closed';

/**
 * What a notice says, frozen when it was decided, so that a mail can be written without asking the
 * tables it came from.
 */
export interface NoticeParams {
  /** The reporting unit; of an agreement its code. */
  unit: string;
  form: string;
  /** Names of the period by language, English always; of an agreement what it is called. */
  period: Readonly<Record<string, string>>;
  /** The instant by which the report is due, with what was granted, and where that is counted. */
  dueAt: string;
  zone: string;
  /** CLDR id of the calendar of the unit, e.g. `persian`. */
  calendar: string;
}

/** One thing to tell one person. The key (partner, event, recipient, rung) is told once in all time. */
export interface NewNotice {
  id: string;
  deliveryId: string;
  partner: string;
  recipient: string;
  /** Home scope of the recipient's account. */
  recipientScope: string;
  event: string;
  rung: string;
  kind: NoticeKind;
  urgent: boolean;
  superseded: boolean;
  /** The slot, instrument or occurrence of an obligation that it is about. */
  subjectId: string;
  params: NoticeParams;
}
