import { Injectable } from '@nestjs/common';
import { CalendarError, type Deadline, type DeadlineRule, type Period, type PeriodTables } from '#calendars';
import { InvalidValueError, NotFoundError, Transactions, type OperationContext } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import { DeadlineTexts } from '../deadlines/deadline-texts.service.js';

export interface DeadlineQuestion {
  partner: string;
  /** Whose calendar counts, when it is not the country's. */
  unit?: string;
  localPeriod(tables: PeriodTables): Period;
  deadlineRule(otherwise: DeadlineRule): DeadlineRule;
}

/** Answers when a report would be due under a rule, without storing anything. */
@Injectable()
export class DeadlinePreviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
    private readonly texts: DeadlineTexts,
  ) {}

  /** What is needed to know lunar months. */
  async tables(ctx: OperationContext): Promise<PeriodTables> {
    return (await this.transactions.read(ctx, (tx) => this.calendars.book(tx))).periodTables;
  }

  /** @throws NotFoundError for a partner or a unit out of scope, InvalidValueError for a rule that finds no day. */
  async preview(ctx: OperationContext, question: DeadlineQuestion): Promise<Deadline> {
    if (!ctx.scopes.includes(question.partner)) throw new NotFoundError('partner');
    if (question.unit && ctx.units && !ctx.units.includes(question.unit)) throw new NotFoundError('unit');
    const book = await this.transactions.read(ctx, (tx) => this.calendars.book(tx));
    const period = question.localPeriod(book.periodTables);
    const rule = question.deadlineRule(book.policy.reportDeadline);
    try {
      const deadline = book.deadline(question.partner, rule, period, period.end, question.unit);
      return this.texts.inLanguage(deadline, ctx.locale);
    } catch (error) {
      if (error instanceof CalendarError || error instanceof TypeError)
        throw new InvalidValueError('validation-failed', '/rule', error.message);
      throw error;
    }
  }
}
