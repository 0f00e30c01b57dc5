import { Injectable } from '@nestjs/common';
import { localDateIn } from '#calendars';
import { RecipientsReadModel, UsersRepository, type Role } from '#identity';
import { Clock, HQ_SCOPE, type Transaction } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import type { Slot } from '../slots/slot.js';

const ROLES_OF: Readonly<Record<string, readonly Role[]>> = {
  ENTERERS: ['COORDINATOR', 'DATA_ENTRY'],
  COORDINATORS: ['COORDINATOR'],
};
const DAY_LENGTH = 10;

/** Somebody who is told, with the home scope of the account and the day that it is there. */
export interface NewsPerson {
  id: string;
  scope: string;
  day: string;
}

/** The people whom a piece of news is for, as they are now. */
@Injectable()
export class NewsReaders {
  constructor(
    private readonly recipients: RecipientsReadModel,
    private readonly users: UsersRepository,
    private readonly calendars: CalendarReference,
    private readonly clock: Clock,
  ) {}

  /** @param to a word for a group of the partner's people, else the id of an account. */
  async of(tx: Transaction, slot: Slot, to: string): Promise<NewsPerson[]> {
    const people = ROLES_OF[to] ? await this.partnersPeople(tx, slot, ROLES_OF[to]) : await this.one(tx, to);
    const book = await this.calendars.book(tx);
    const hq = book.calendar(book.policy.hqWorkingCalendar);
    const there = book.localNow(slot.partner, slot.unit).date;
    const here = localDateIn(hq.zone, this.clock.instant());
    return people.map((person) => ({ ...person, day: person.scope === HQ_SCOPE ? here : there }));
  }

  private async partnersPeople(
    tx: Transaction,
    { partner, unit }: Slot,
    roles: readonly Role[],
  ): Promise<Array<{ id: string; scope: string }>> {
    const today = this.clock.instant().slice(0, DAY_LENGTH);
    const found = await this.recipients.listOfPartner(tx, partner, roles, today);
    const concerned = found.filter((one) => one.unit === null || one.unit === unit);
    return [...new Map(concerned.map(({ id, scope }) => [id, { id, scope }])).values()];
  }

  private async one(tx: Transaction, id: string): Promise<Array<{ id: string; scope: string }>> {
    const user = await this.users.findById(tx, id);
    return user && !user.disabled ? [{ id, scope: user.scope }] : [];
  }
}
