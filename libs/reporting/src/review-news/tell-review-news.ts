import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { NoticesService, type NewNotice, type NoticeKind, type NoticeParams } from '#notifications';
import { HQ_SCOPE, programContext, Transactions, type JobPayload, type Transaction } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import { effectiveDueAt, type Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import { NewsReaders, type NewsPerson } from './news-readers.js';

/** What stops a country's work until somebody acts goes out at once; the rest waits for the daily mail. */
const URGENT: readonly NoticeKind[] = ['RETURNED', 'QUESTION'];
/** CLDR ids of the calendars that periods are counted in; the others are Gregorian. */
const CALENDARS: readonly [prefix: string, id: string][] = [
  ['ETHIOPIAN', 'ethiopic'],
  ['SOLAR_HIJRI', 'persian'],
  ['LUNAR_HIJRI', 'islamic-umalqura'],
];

/**
 * Puts news of a review into people's inboxes and mails. Run twice it tells nobody twice: a notice is added once for
 * its event and reader, and the hourly round, which knows of returns as well, uses the same names.
 */
@Injectable()
export class TellReviewNews {
  constructor(
    private readonly transactions: Transactions,
    private readonly slots: SlotsRepository,
    private readonly calendars: CalendarReference,
    private readonly readers: NewsReaders,
    private readonly notices: NoticesService,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    // Accounts of headquarters belong to its own scope, and news goes both ways.
    const ctx = programContext('SCHEDULER', 'review', [payload.scope, HQ_SCOPE], `news-${payload.id}`);
    await this.transactions.run(ctx, async (tx) => {
      const slot = await this.slots.find(tx, payload.id);
      if (!slot) return;
      const people = await this.readers.of(tx, slot, String(payload.to));
      const params = await this.paramsOf(tx, slot);
      const kind = payload.kind as NoticeKind;
      const urgent = URGENT.includes(kind);
      await this.notices.tell(
        tx,
        people.map((person) =>
          noticeFor(person, slot, params, { kind, urgent, event: String(payload.event) }),
        ),
      );
      if (urgent) await this.notices.mail(tx, { everybody: people.map(digestReader), atWork: [] });
    });
  }

  private async paramsOf(tx: Transaction, slot: Slot): Promise<NoticeParams> {
    const book = await this.calendars.book(tx);
    const { zone } = book.localNow(slot.partner, slot.unit);
    const calendar = CALENDARS.find(([prefix]) => slot.period.scheme.startsWith(prefix))?.[1] ?? 'gregory';
    const period = slot.period.localLabel as unknown as Record<string, string>;
    return { unit: slot.unit, form: slot.formCode, period, dueAt: effectiveDueAt(slot), zone, calendar };
  }
}

function noticeFor(
  { id, scope }: NewsPerson,
  slot: Slot,
  params: NoticeParams,
  news: { kind: NoticeKind; urgent: boolean; event: string },
): NewNotice {
  const ids = { id: uuid(), deliveryId: uuid(), partner: slot.partner, subjectId: slot.id };
  return {
    ...ids,
    ...news,
    rung: news.kind,
    superseded: false,
    recipient: id,
    recipientScope: scope,
    params,
  };
}

function digestReader({ id, scope, day }: NewsPerson) {
  return { recipient: id, scope, day, digestId: uuid() };
}
