import { Injectable } from '@nestjs/common';
import { UnitsService, type RegisteredUnit } from '#centres';
import { FormsRepository } from '#indicators';
import { InvalidValueError, type Transaction } from '#platform';
import { atPointer } from '../calendars/calendars.errors.js';
import { CalendarReference } from '../calendars/calendar-reference.js';
import { earliestFrom } from './assignment-terms.js';
import { UnknownReferenceError } from './assignments.errors.js';

/** What an assignment is about, as it is asked for. */
export interface AssignmentOrder {
  unit: string;
  form: string;
  /** Calendar day. */
  from: string;
  sumsToParent: boolean;
}

/** Says whether something can be asked of a unit: register, forms and calendars in one place. */
@Injectable()
export class AssignmentReference {
  constructor(
    private readonly units: UnitsService,
    private readonly forms: FormsRepository,
    private readonly calendars: CalendarReference,
  ) {}

  /** Holds the unit until the transaction ends, so that two assignments of it follow each other. */
  async holdUnit(tx: Transaction, code: string): Promise<RegisteredUnit | null> {
    return this.units.holdUnit(tx, code);
  }

  /**
   * The unit that an order is about, held. A unit without calendar is refused here, because the hourly round of
   * its whole country would fail over it.
   *
   * @throws InvalidValueError that names the member at fault.
   */
  async unitOf(tx: Transaction, order: AssignmentOrder): Promise<RegisteredUnit> {
    const isWithin = tx.units === null || tx.units.includes(order.unit);
    const unit = isWithin ? await this.units.holdUnit(tx, order.unit) : null;
    if (!unit) throw new UnknownReferenceError('/unit', order.unit);
    const forms = await this.forms.listCurrent(tx);
    if (!forms.some(({ code }) => code === order.form)) throw new UnknownReferenceError('/form', order.form);
    if (order.sumsToParent && unit.parents.length === 0)
      throw new InvalidValueError(
        'rule-violated',
        '/sumsToParent',
        `${order.unit} is part of no other unit.`,
      );
    await this.assertCalendar(tx, unit, order.from);
    return unit;
  }

  private async assertCalendar(tx: Transaction, unit: RegisteredUnit, from: string): Promise<void> {
    const book = await this.calendars.book(tx);
    const today = atPointer('/unit', () => book.localNow(unit.partner, unit.code).date);
    atPointer('/from', () => book.assignment(unit.partner, from, unit.code));
    const earliest = earliestFrom(today);
    if (from < earliest)
      throw new InvalidValueError(
        'invalid-range',
        '/from',
        `Reports are asked for from ${earliest} at most.`,
        {
          earliest,
        },
      );
  }
}
