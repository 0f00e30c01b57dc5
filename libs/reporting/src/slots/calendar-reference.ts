import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  assignmentOn,
  calendarPolicyFrom,
  computeDeadline,
  localDateIn,
  workingCalendarsFrom,
  type CalendarAssignment,
  type CalendarPolicy,
  type Deadline,
  type DeadlineRule,
  type DeadlineSubject,
  type WorkingCalendar,
} from '#calendars';
import { projectRoot } from '#platform';

const FOLDER = join(projectRoot(), 'config', 'reference');

/** Calendars and deadline rules as the agency wrote them in `config/reference`. */
@Injectable()
export class CalendarReference {
  readonly policy: CalendarPolicy;
  private readonly calendars: ReadonlyMap<string, WorkingCalendar>;

  constructor() {
    this.calendars = workingCalendarsFrom(read('working-calendars.yaml'));
    this.policy = calendarPolicyFrom(read('calendars.yaml'), [...this.calendars.keys()]);
  }

  /** Which calendar a partner reports in on a day. */
  assignment(partner: string, date: string): CalendarAssignment {
    return assignmentOn(this.policy.assignments, partner, date);
  }

  /** The due instant of a partner under a rule, with its explanation. */
  deadline(partner: string, rule: DeadlineRule, subject: DeadlineSubject, date: string): Deadline {
    const assignment = this.assignment(partner, date);
    return computeDeadline(
      rule,
      subject,
      { unit: this.calendar(assignment.workingCalendar), hq: this.hq },
      assignment.zone,
    );
  }

  /** Until when headquarters has to decide on a report handed in at an instant. */
  reviewDueAt(submittedAt: string): string {
    const event = { name: 'submission', date: localDateIn(this.hq.zone, submittedAt) };
    return computeDeadline(this.policy.reviewDeadline, event, { unit: this.hq, hq: this.hq }, this.hq.zone)
      .dueAt;
  }

  private get hq(): WorkingCalendar {
    return this.calendar(this.policy.hqWorkingCalendar);
  }

  private calendar(code: string): WorkingCalendar {
    const calendar = this.calendars.get(code);
    if (!calendar) throw new Error(`Working calendar ${code} is not defined.`);
    return calendar;
  }
}

function read(file: string): unknown {
  return parse(readFileSync(join(FOLDER, file), 'utf8'));
}
