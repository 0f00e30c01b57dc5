import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { addDays } from '#calendars';
import { RecipientsReadModel } from '#identity';
import { NoticesService, type DigestReader, type NewNotice, type NoticeParams } from '#notifications';
import { HQ_SCOPE, programContext, Transactions, type Transaction } from '#platform';
import type { CalendarBook } from '#reporting';
import { decideReminders, ladderEvent, type Reminder } from './decide-reminders.js';
import { localMoment } from './office-hours.js';
import { ReminderFactsReadModel, type EventFact, type ReportFact } from './reminder-facts.read-model.js';
import { peopleOf, type ReminderPerson } from './reminder-people.js';
import { ReminderReference } from './reminder-reference.js';
import { rolesOf } from './reminder-policy.js';

const DAY_LENGTH = 10;
/** CLDR ids of the calendars that periods are counted in; the others are Gregorian. */
const CALENDARS: readonly [prefix: string, id: string][] = [
  ['ETHIOPIAN', 'ethiopic'],
  ['SOLAR_HIJRI', 'persian'],
  ['LUNAR_HIJRI', 'islamic-umalqura'],
];

interface Situation {
  partner: string;
  now: string;
  book: CalendarBook;
  slots: ReportFact[];
  events: EventFact[];
  people: ReminderPerson[];
}

/**
 * Tells everybody who looks after a partner's reports what they have to know now. What is known decides, not what
 * happened since the last tick: a missed tick is made good by the next, a repeated one tells nothing twice. The number of
 * statements does not grow with people or reports.
 */
@Injectable()
export class RemindPartner {
  constructor(
    private readonly transactions: Transactions,
    private readonly facts: ReminderFactsReadModel,
    private readonly recipients: RecipientsReadModel,
    private readonly notices: NoticesService,
    private readonly reference: ReminderReference,
  ) {}

  /** Answers how many notices were new, superseded ones included. */
  async run(partner: string): Promise<number> {
    // Desk and director are told of every partner, and their accounts belong to headquarters.
    const ctx = programContext('SCHEDULER', 'collection', [partner, HQ_SCOPE], `remind-${partner}`);
    return this.transactions.run(ctx, async (tx) => {
      const situation = await this.look(tx, partner);
      const told = await this.notices.tell(tx, await this.decide(tx, situation));
      await this.notices.mail(tx, {
        everybody: readersOf(situation, () => true, this.reference),
        atWork: readersOf(situation, ({ scope }, isOpen) => isOpen && scope !== HQ_SCOPE, this.reference),
      });
      return told;
    });
  }

  private async look(tx: Transaction, partner: string): Promise<Situation> {
    const { calendars, clock, policy } = this.reference;
    const now = clock.instant();
    const today = now.slice(0, DAY_LENGTH);
    const since = addDays(today, -policy.eventsWithinDays);
    const book = await calendars.book(tx);
    const recipients = await this.recipients.listOfPartner(tx, partner, rolesOf(policy), today);
    return {
      partner,
      now,
      book,
      slots: await this.facts.listAwaited(tx, partner, now),
      events: await this.facts.listEvents(tx, partner, now, since),
      people: peopleOf(recipients, book, partner),
    };
  }

  private async decide(tx: Transaction, situation: Situation): Promise<NewNotice[]> {
    const { partner, now, slots, events, people } = situation;
    const keys = [...slots.map(({ slotId }) => ladderEvent(slotId)), ...events.map(({ key }) => key)];
    const reminders = decideReminders({
      now,
      slots: slots.map((slot) => ({ ...slot, id: slot.slotId, awaited: true })),
      events,
      people,
      told: await this.notices.listTold(tx, partner, keys),
      policy: this.reference.policy,
    });
    return noticesFrom(reminders, situation);
  }
}

function noticesFrom(reminders: readonly Reminder[], situation: Situation): NewNotice[] {
  const { partner, slots, events, people } = situation;
  const reports = new Map<string, ReportFact>([...events, ...slots].map((fact) => [fact.slotId, fact]));
  const scopes = new Map(people.map(({ id, scope }) => [id, scope]));
  const params = new Map([...reports].map(([id, fact]) => [id, paramsOf(fact, situation)]));
  return reminders.map(({ slotId, ...reminder }) => ({
    ...reminder,
    id: uuid(),
    deliveryId: uuid(),
    partner,
    recipientScope: scopes.get(reminder.recipient) ?? partner,
    subjectId: slotId,
    params: params.get(slotId) as NoticeParams,
  }));
}

function paramsOf(fact: ReportFact, { book, partner }: Situation): NoticeParams {
  const { unit, form, period, dueAt, scheme } = fact;
  const { zone } = book.localNow(partner, unit);
  const calendar = CALENDARS.find(([prefix]) => scheme.startsWith(prefix))?.[1] ?? 'gregory';
  return { unit, form, period, dueAt, zone, calendar };
}

function readersOf(
  { people, now }: Situation,
  isWanted: (person: ReminderPerson, isOfficeOpen: boolean) => boolean,
  { policy }: ReminderReference,
): DigestReader[] {
  return people
    .map((person) => ({ person, moment: localMoment(person, policy.officeHours, now) }))
    .filter(({ person, moment }) => isWanted(person, moment.isOfficeOpen))
    .map(({ person, moment }) => ({
      recipient: person.id,
      scope: person.scope,
      day: moment.date,
      digestId: uuid(),
    }));
}
