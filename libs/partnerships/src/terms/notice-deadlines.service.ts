import { Injectable } from '@nestjs/common';
import { Clock, type OperationContext } from '#platform';
import { InstrumentsService } from '../instruments/instruments.service.js';
import { programmeDay } from '../programme-day.js';
import { calendarFeed, type FeedEvent } from './calendar-feed.js';
import { noticeDeadlines, type NoticeDeadline } from './notice-deadlines.js';

const REMINDER_LEAD_DAYS = [180, 90, 30];

export interface DeadlinesQuestion {
  /** ISO 8601 duration from the day on. */
  within: string;
  partner?: string;
  /** ISO date; today at headquarters when absent. */
  asOf?: string;
}

/** What must be decided before terms end, as a list and as a calendar. */
@Injectable()
export class NoticeDeadlinesService {
  constructor(
    private readonly instruments: InstrumentsService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async list(
    ctx: OperationContext,
    { within, partner, asOf = programmeDay(this.clock) }: DeadlinesQuestion,
  ): Promise<NoticeDeadline[]> {
    return noticeDeadlines(await this.instruments.listAll(ctx, { partner, asOf }), asOf, within);
  }

  /** The same as an iCalendar object; decided deadlines are left out, since nothing is to be done about them. */
  async calendar(ctx: OperationContext, question: DeadlinesQuestion): Promise<string> {
    const open = (await this.list(ctx, question)).filter(({ decision }) => decision === null);
    return calendarFeed('Notice deadlines of agreements', open.map(eventOf), this.clock.instant());
  }
}

function eventOf({ instrument, actBy, termEnd }: NoticeDeadline): FeedEvent {
  const { id, code, title, rev, terms } = instrument;
  const end = termEnd.text ?? termEnd.latest ?? 'unknown';
  return {
    uid: `notice-${id}@asan-franchise`,
    day: actBy,
    summary: `Notice deadline: ${code}`,
    description: `${title}\nEnd of term: ${end}. Renewal: ${terms.renewalMode}. Notice period: ${terms.noticePeriod ?? 'not documented'}.`,
    remindDays: REMINDER_LEAD_DAYS,
    sequence: rev,
  };
}
