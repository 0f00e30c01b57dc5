import { operates, type RegisteredUnit } from '#centres';
import { addDays } from '#calendars';
import type { CancelReason } from './slot.js';

/** The part of a slot that says what it is about; days are inclusive. */
export interface SlotSubject {
  unit: string;
  formCode: string;
  periodStart: string;
  periodEnd: string;
}

interface AssignedDays {
  unit: string;
  formCode: string;
  validFrom: string;
  validUntil: string | null;
}

/**
 * Why a report is no longer expected: no assignment covers its period, or its unit did not operate
 * on any day of it. Null while it is expected; the same test by which slots are made.
 */
export function uncoveredReason(
  subject: SlotSubject,
  assignments: readonly AssignedDays[],
  unit: Pick<RegisteredUnit, 'type' | 'intervals'> | undefined,
): CancelReason | null {
  if (!assignments.some((assignment) => covers(assignment, subject))) return 'NO_ASSIGNMENT';
  if (!unit) return 'CENTRE_NOT_OPERATING';
  // A network as a whole reports whatever the state of its centres.
  if (unit.type === 'NETWORK' || unit.type === 'REGION') return null;
  const isOperating = operates(unit.intervals, subject.periodStart, addDays(subject.periodEnd, 1));
  return isOperating ? null : 'CENTRE_NOT_OPERATING';
}

/** A period belongs to an assignment that is valid on its first day. */
function covers(assignment: AssignedDays, { unit, formCode, periodStart }: SlotSubject): boolean {
  const { validFrom, validUntil } = assignment;
  const isSame = assignment.unit === unit && assignment.formCode === formCode;
  return isSame && validFrom <= periodStart && (validUntil === null || periodStart < validUntil);
}
