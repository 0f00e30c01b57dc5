import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Clock, projectRoot } from '#platform';
import { CalendarReference } from '#reporting';
import { reminderPolicyFrom, type ReminderPolicy } from './reminder-policy.js';

/** The ladder as the agency wrote it, with the calendars and the clock that it is read by. */
@Injectable()
export class ReminderReference {
  readonly policy: ReminderPolicy;

  constructor(
    readonly calendars: CalendarReference,
    readonly clock: Clock,
  ) {
    const file = join(projectRoot(), 'config', 'reference', 'reminders.yaml');
    this.policy = reminderPolicyFrom(parse(readFileSync(file, 'utf8')));
  }
}
