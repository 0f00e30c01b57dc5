import { Injectable } from '@nestjs/common';
import { CalendarError, type Deadline, type DeadlineRule, type Period } from '#calendars';
import { InvalidValueError, NotFoundError, type OperationContext } from '#platform';
import { CalendarReference } from './calendar-reference.js';

export interface DeadlineQuestion {
  partner: string;
  localPeriod(): Period;
  deadlineRule(otherwise: DeadlineRule): DeadlineRule;
}

/** Answers when a report would be due under a rule, without storing anything. */
@Injectable()
export class DeadlinePreviews {
  constructor(private readonly calendars: CalendarReference) {}

  /** @throws NotFoundError for a partner out of scope, InvalidValueError for a rule that finds no day. */
  preview(ctx: OperationContext, question: DeadlineQuestion): Deadline {
    if (!ctx.scopes.includes(question.partner)) throw new NotFoundError('partner');
    const period = question.localPeriod();
    const rule = question.deadlineRule(this.calendars.policy.reportDeadline);
    try {
      return this.calendars.deadline(question.partner, rule, period, period.end);
    } catch (error) {
      if (error instanceof CalendarError || error instanceof TypeError)
        throw new InvalidValueError('validation-failed', '/rule', error.message);
      throw error;
    }
  }
}
