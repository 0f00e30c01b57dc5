import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsString, MaxLength, MinLength } from 'class-validator';
import { daysBetween } from '#calendars';
import { IsCalendarDay } from '#partnerships';
import { InvalidParameterError, InvalidValueError, IsPlainText } from '#platform';
import type { Closure, DatedWeek, OpeningHours, OpeningTimes, OpeningWeek } from './opening-days.js';
import type { OpenDays } from './opening-times.service.js';

const WEEKDAY = /^[1-7]$/;
const OPENS = /^([01]\d|2[0-3]):[0-5]\d$/;
const CLOSES = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const MAX_STRETCHES = 6;
/** A year and a day. */
const MAX_DAYS = 367;

export class SetOpeningWeekRequest {
  @ApiProperty({ type: String, format: 'date', description: 'first day of these hours' })
  @IsCalendarDay()
  from: string;

  @ApiProperty({
    type: Object,
    example: { 1: [{ opens: '09:00', closes: '18:00' }] },
    description: 'hours by ISO weekday, 1 is Monday; a weekday that is absent is closed',
  })
  @IsObject()
  week: Record<string, unknown>;

  /** @throws InvalidValueError for a weekday or hours that are none. */
  order(): DatedWeek {
    const week: Record<string, OpeningHours[]> = {};
    for (const [weekday, hours] of Object.entries(this.week)) {
      if (!WEEKDAY.test(weekday) || !Array.isArray(hours) || hours.length > MAX_STRETCHES) {
        throw hoursFault(weekday);
      }
      week[weekday] = hours.map((each) => hoursFrom(each, weekday));
    }
    return { validFrom: this.from, week };
  }
}

export class CloseCentreDaysRequest {
  @ApiProperty({ type: String, format: 'date', description: 'first closed day' })
  @IsCalendarDay()
  firstDay: string;

  @ApiProperty({ type: String, format: 'date', description: 'first day that is open again' })
  @IsCalendarDay()
  until: string;

  @ApiProperty({ type: String, maxLength: 500 })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(500)
  reason: string;

  closure(): Closure {
    const { firstDay, until, reason } = this;
    return { firstDay, until, reason };
  }
}

export class OpenDaysRequest {
  @ApiProperty({ type: String, format: 'date', example: '2026-10-01' })
  @IsCalendarDay()
  from: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-11-01', description: 'exclusive' })
  @IsCalendarDay()
  until: string;

  /** @throws InvalidParameterError `range-too-large`, also for a range that ends before it begins. */
  range(): [string, string] {
    const days = daysBetween(this.from, this.until);
    if (days > 0 && days <= MAX_DAYS) return [this.from, this.until];
    const message = `From 1 to ${MAX_DAYS} days are asked for at once.`;
    throw new InvalidParameterError(
      [{ pointer: 'until', code: 'range-too-large', message }],
      'range-too-large',
    );
  }
}

export class DatedWeekResponse {
  @ApiProperty({ type: String, format: 'date' })
  validFrom: string;

  @ApiProperty({ type: Object, description: 'hours by ISO weekday' })
  week: OpeningWeek;
}

export class ClosureResponse {
  @ApiProperty({ type: String, format: 'date' })
  firstDay: string;

  @ApiProperty({ type: String, format: 'date', description: 'exclusive' })
  until: string;

  @ApiProperty({ type: String })
  reason: string;
}

export class OpeningTimesResponse {
  @ApiProperty({ type: [DatedWeekResponse] })
  weeks: DatedWeekResponse[];

  @ApiProperty({ type: [ClosureResponse] })
  closures: ClosureResponse[];

  static from({ weeks, closures }: OpeningTimes): OpeningTimesResponse {
    return { weeks: [...weeks], closures: [...closures] };
  }
}

export class OpenDaysResponse extends OpeningTimesResponse {
  @ApiProperty({ type: Number })
  count: number;

  @ApiProperty({ type: [String], description: 'days that are worked, within hours and not closed' })
  days: string[];

  static fromDays({ days, ...times }: OpenDays): OpenDaysResponse {
    return { ...OpeningTimesResponse.from(times), count: days.length, days };
  }
}

function hoursFrom(entry: unknown, weekday: string): OpeningHours {
  const { opens, closes, ...rest } = (entry ?? {}) as Record<string, unknown>;
  const isComplete = typeof opens === 'string' && typeof closes === 'string';
  if (!isComplete || !OPENS.test(opens) || !CLOSES.test(closes) || Object.keys(rest).length > 0) {
    throw hoursFault(weekday);
  }
  return { opens, closes };
}

function hoursFault(weekday: string): InvalidValueError {
  const message = 'Expected weekdays 1 to 7 with hours such as {"opens": "09:00", "closes": "18:00"}.';
  return new InvalidValueError('validation-failed', `/week/${weekday}`, message);
}
