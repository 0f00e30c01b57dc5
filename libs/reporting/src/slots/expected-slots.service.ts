import { Injectable } from '@nestjs/common';
import { addDays, type Period } from '#calendars';
import { operates, UnitsService, type RegisteredUnit } from '#centres';
import { FormsRepository, type FormVersion } from '#indicators';
import type { Transaction } from '#platform';
import type { CalendarBook } from '../calendars/calendar-book.js';
import { expectedPeriods } from './expected-slots.js';
import { SlotsRepository, type Assignment } from './slots.repository.js';

/** A report that is expected: who, on what, for when. */
export interface ExpectedSlot {
  assignment: Assignment;
  form: FormVersion;
  period: Period;
}

/** Which reports a partner owes: assignment × operating interval × period. */
@Injectable()
export class ExpectedSlots {
  constructor(
    private readonly slots: SlotsRepository,
    private readonly units: UnitsService,
    private readonly forms: FormsRepository,
  ) {}

  async ofPartner(tx: Transaction, book: CalendarBook, partner: string): Promise<ExpectedSlot[]> {
    const assignments = await this.slots.listAssignments(tx, partner);
    if (assignments.length === 0) return [];
    const units = new Map((await this.units.unitsOfPartner(tx, partner)).map((unit) => [unit.code, unit]));
    const forms = new Map((await this.forms.listCurrent(tx)).map((form) => [form.code, form]));
    return assignments.flatMap((assignment) => {
      const unit = units.get(assignment.unit);
      const form = forms.get(assignment.formCode);
      return unit && form ? slotsOf(book, assignment, unit, form) : [];
    });
  }
}

function slotsOf(
  book: CalendarBook,
  assignment: Assignment,
  unit: RegisteredUnit,
  form: FormVersion,
): ExpectedSlot[] {
  const { partner } = assignment;
  const today = book.localNow(partner, unit.code).date;
  const periodsOf = (from: string, until: string) => book.periods(partner, from, until, unit.code);
  return expectedPeriods(periodsOf, assignment, today)
    .filter((period) => isExpected(unit, period))
    .map((period) => ({ assignment, form, period }));
}

/** A network as a whole reports whatever the state of its centres; the others report when they operate. */
function isExpected(unit: RegisteredUnit, period: Period): boolean {
  if (unit.type === 'NETWORK' || unit.type === 'REGION') return true;
  return operates(unit.intervals, period.start, addDays(period.end, 1));
}
