import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import type { Period } from '#calendars';
import type { Transaction } from '#platform';
import type { CalendarBook } from '../calendars/calendar-book.js';
import { PeriodsRepository } from '../calendars/periods.repository.js';
import { SlotTimesTable, type SlotTimes } from '../deadlines/slot-times.js';
import { SlotReference } from './slot-reference.js';
import { ScheduledSlotsRepository, type KnownSlot } from './scheduled-slots.repository.js';
import type { ExpectedSlot } from './expected-slots.service.js';
import { SlotsRepository } from './slots.repository.js';

/** What the times of one partner's slots are brought in step with. */
interface Pass {
  partner: string;
  book: CalendarBook;
  times: SlotTimesTable;
  now: string;
}

/**
 * Brings the slots of a partner in step with what is expected. A slot may change freely until it opens: its times follow
 * the calendars, and it is taken back when a change of calendar leaves no such month. From then on nothing moves by itself.
 */
@Injectable()
export class ScheduledSlots {
  constructor(
    private readonly slots: SlotsRepository,
    private readonly scheduled: ScheduledSlotsRepository,
    private readonly periods: PeriodsRepository,
    private readonly reference: SlotReference,
    private readonly audit: Audit,
  ) {}

  /** Answers how many slots are new. */
  async bringInStep(
    tx: Transaction,
    partner: string,
    book: CalendarBook,
    expected: readonly ExpectedSlot[],
  ): Promise<number> {
    const pass = { partner, book, times: new SlotTimesTable(book), now: this.reference.clock.instant() };
    const known = await this.scheduled.listKnown(tx, partner);
    for (const slot of known.filter((one) => !isOpened(one, pass.now))) await this.follow(tx, pass, slot);
    const missing = missingSlots(expected, known, pass.now);
    await this.periods.freeze(tx, [...new Map(missing.map(({ period }) => [period.id, period])).values()]);
    let added = 0;
    for (const slot of missing) if (await this.slots.insert(tx, newSlot(pass, slot))) added += 1;
    return added;
  }

  private async follow(tx: Transaction, pass: Pass, slot: KnownSlot): Promise<void> {
    const exists = hasPeriod(pass, slot);
    if (slot.isCancelled && !(slot.isReplaced && exists)) return;
    if (!exists) {
      if (await this.scheduled.replace(tx, slot.id, pass.now))
        await this.record(tx, pass, slot, 'slot.replace', { period: slot.period.id });
      return;
    }
    if (slot.isReplaced) {
      await this.scheduled.reinstate(tx, slot.id);
      await this.record(tx, pass, slot, 'slot.reinstate', { period: slot.period.id });
    }
    const times = pass.times.of(pass.partner, slot.unit, slot.period);
    if (isSame(slot, times)) return;
    if (await this.scheduled.reschedule(tx, slot.id, times, pass.now))
      await this.record(tx, pass, slot, 'slot.reschedule', { opensAt: times.opensAt, dueAt: times.dueAt });
  }

  private record(tx: Transaction, { partner }: Pass, slot: KnownSlot, action: string, after: object): void {
    const before = { opensAt: slot.opensAt.toISOString(), dueAt: slot.dueAt.toISOString() };
    this.audit.record(tx, {
      partner,
      action,
      entity: 'report_slot',
      entityId: slot.id,
      before,
      after,
    });
  }
}

function newSlot({ partner, times }: Pass, { assignment, form, period }: ExpectedSlot) {
  return {
    id: uuid(),
    assignment,
    formVersionId: form.id,
    period,
    ...times.of(partner, assignment.unit, period),
  };
}

function isOpened(slot: KnownSlot, now: string): boolean {
  return slot.opensAt <= new Date(now);
}

/** Whether the calendar that holds for the unit now still has this very period. */
function hasPeriod({ book, partner }: Pass, { unit, period }: KnownSlot): boolean {
  return book.periods(partner, period.start, period.end, unit).some(({ id }) => id === period.id);
}

function isSame(slot: KnownSlot, times: SlotTimes): boolean {
  const { explanation, tentative } = times.dueExplanation;
  return (
    slot.opensAt.getTime() === Date.parse(times.opensAt) &&
    slot.dueAt.getTime() === Date.parse(times.dueAt) &&
    slot.explanation === explanation &&
    slot.tentative === tentative
  );
}

/**
 * What is expected and not there yet. A period that shares days with a report that is open already is left out: a
 * calendar that was changed for days gone by must not ask for the same days twice.
 */
function missingSlots(
  expected: readonly ExpectedSlot[],
  known: readonly KnownSlot[],
  now: string,
): ExpectedSlot[] {
  const bySubject = grouped(known);
  return expected.filter(({ assignment, period }) => {
    const slots = bySubject.get(subjectOf(assignment)) ?? [];
    return !slots.some(
      (slot) =>
        slot.period.id === period.id || (isOpened(slot, now) && !slot.isCancelled && overlap(slot, period)),
    );
  });
}

function grouped(known: readonly KnownSlot[]): Map<string, KnownSlot[]> {
  const groups = new Map<string, KnownSlot[]>();
  for (const slot of known) {
    const group = groups.get(subjectOf(slot));
    if (group) group.push(slot);
    else groups.set(subjectOf(slot), [slot]);
  }
  return groups;
}

function subjectOf({ unit, formCode }: { unit: string; formCode: string }): string {
  return `${unit} ${formCode}`;
}

function overlap({ period }: KnownSlot, { start, end }: Period): boolean {
  return period.start <= end && start <= period.end;
}
