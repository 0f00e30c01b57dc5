import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { DayOverride } from '#calendars';
import type { RegisteredUnit } from '#centres';
import { Clock, type Transaction } from '#platform';
import type { LunarMonthRow } from './calendar-tables.js';
import { CalendarChangesRepository, type NewCalendarAssignment } from './calendar-changes.repository.js';

/** The changes themselves: each takes the one lock of the calendars and marks every copy of them as old. */
@Injectable()
export class CalendarChanges {
  constructor(
    private readonly repository: CalendarChangesRepository,
    private readonly clock: Clock,
  ) {}

  async assign(tx: Transaction, unit: RegisteredUnit, given: NewCalendarAssignment): Promise<void> {
    await this.repository.renewEdition(tx);
    const at = this.clock.instant();
    if (unit.type === 'NETWORK') return this.repository.assignCountry(tx, unit.partner, given, at);
    return this.repository.assignUnit(tx, unit.partner, unit.code, given, at);
  }

  /** Answers the id of the new entry. */
  async addDay(tx: Transaction, calendar: string, day: Omit<DayOverride, 'recordedOn'>): Promise<string> {
    await this.repository.renewEdition(tx);
    const id = uuid();
    await this.repository.addDay(tx, { id, calendar, at: this.clock.instant() }, day);
    return id;
  }

  async addLunarMonth(tx: Transaction, month: LunarMonthRow): Promise<void> {
    await this.repository.renewEdition(tx);
    await this.repository.addLunarMonth(tx, month, this.clock.instant());
  }

  /** Last day of the newest report that is open or was: of the unit, or of the whole country of a network. */
  async openedUntil(tx: Transaction, { partner, code, type }: RegisteredUnit): Promise<string | null> {
    const unit = type === 'NETWORK' ? null : code;
    return this.repository.openedUntil(tx, partner, unit, this.clock.instant());
  }
}
