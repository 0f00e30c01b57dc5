import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';

/** The time and the calendars that slots are judged by. */
@Injectable()
export class SlotReference {
  constructor(
    readonly clock: Clock,
    readonly calendars: CalendarReference,
  ) {}
}
