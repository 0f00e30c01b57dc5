import type { Role } from '#identity';
import type { NoticeDeadline } from '../terms/notice-deadlines.js';
import type { Occurrence } from '../obligations/obligation.js';

/** Something of an agreement that people must be told once. */
export interface AgreementAlert {
  partner: string;
  kind: 'NOTICE_DEADLINE' | 'OBLIGATION_OVERDUE';
  /** What it is about, and how near: nobody is told the same step of the same event twice. */
  event: string;
  rung: string;
  subjectId: string;
  code: string;
  title: string;
  /** ISO day. */
  day: string;
  urgent: boolean;
  roles: readonly Role[];
}

/** Who answers for the end of an agreement, and for what either side owes; the desk sees what partners owe, too. */
const DEADLINE_ROLES: readonly Role[] = ['HQ_LEGAL', 'DIRECTOR'];
const OBLIGATION_ROLES: Readonly<Record<'HQ' | 'PARTNER', readonly Role[]>> = {
  HQ: ['HQ_DESK', 'HQ_LEGAL'],
  PARTNER: ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK'],
};

/** A deadline is brought up at 180, 90 and 30 days, and once it was missed, as long as nobody has decided. */
export function deadlineAlert(deadline: NoticeDeadline): AgreementAlert | null {
  const { instrument, actBy, band, decision } = deadline;
  if (decision !== null || band === 'LATER') return null;
  return {
    partner: instrument.partner,
    kind: 'NOTICE_DEADLINE',
    event: `notice:${instrument.id}:${actBy}`,
    rung: band,
    subjectId: instrument.id,
    code: instrument.code,
    title: instrument.title,
    day: actBy,
    urgent: band === 'PASSED',
    roles: DEADLINE_ROLES,
  };
}

/** What one side owes is brought up the day after it was due. */
export function overdueAlert(occurrence: Occurrence): AgreementAlert {
  const { id, partner, instrumentCode, title, dueOn, obligedSide } = occurrence;
  return {
    partner,
    kind: 'OBLIGATION_OVERDUE',
    event: `obligation:${id}`,
    rung: 'OVERDUE',
    subjectId: id,
    code: instrumentCode ?? partner,
    title,
    day: dueOn,
    urgent: false,
    roles: OBLIGATION_ROLES[obligedSide],
  };
}
