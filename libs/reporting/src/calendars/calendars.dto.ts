import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import {
  isIsoDate,
  isTimeZone,
  OVERRIDE_KINDS,
  PERIOD_SCHEMES,
  type OverrideKind,
  type PeriodScheme,
} from '#calendars';
import { InvalidParameterError, InvalidValueError, IsPlainText } from '#platform';
import type { CalendarOrder } from './calendar-assignments.service.js';
import type { LunarMonthRow } from './calendar-tables.js';
import type { RecordedDay } from './working-calendars.service.js';

const DATE_LENGTH = 10;
const MAX_TEXT = 500;
const MIN_SOURCE = 5;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const FIRST_LUNAR_YEAR = 1410;
const LAST_LUNAR_YEAR = 1525;

/** Whatever is recorded about a calendar names the document that says so. */
class SourcedRequest {
  @ApiProperty({
    type: String,
    minLength: MIN_SOURCE,
    maxLength: MAX_TEXT,
    description: 'the document that says so',
  })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_SOURCE)
  @MaxLength(MAX_TEXT)
  source: string;
}

export class DaysRequest {
  @ApiProperty({ type: String, format: 'date', example: '2026-11-01' })
  @IsString()
  @MaxLength(DATE_LENGTH)
  from: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-11-30', description: 'inclusive' })
  @IsString()
  @MaxLength(DATE_LENGTH)
  to: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;

  /** @throws InvalidParameterError `invalid-date`. */
  range(): [string, string] {
    for (const parameter of ['from', 'to'] as const) {
      if (isIsoDate(this[parameter])) continue;
      const fault = { pointer: parameter, code: 'invalid-date', message: 'Not a calendar day.' };
      throw new InvalidParameterError([fault], 'invalid-date');
    }
    return [this.from, this.to];
  }
}

export class DayOverrideRequest extends SourcedRequest {
  @ApiProperty({ type: String, format: 'date' })
  @IsString()
  @MaxLength(DATE_LENGTH)
  date: string;

  @ApiProperty({ type: String, enum: OVERRIDE_KINDS })
  @IsIn(OVERRIDE_KINDS)
  kind: OverrideKind;

  @ApiProperty({ type: String, maxLength: 200, example: 'Novruz, carried over' })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: Boolean, required: false, default: false, description: 'not announced yet' })
  @IsOptional()
  @IsBoolean()
  tentative?: boolean;

  @ApiProperty({
    type: String,
    required: false,
    example: '13:00',
    description: 'closing time, of a HALF_DAY only',
  })
  @IsOptional()
  @IsString()
  @Matches(LOCAL_TIME)
  closesAt?: string;

  /** @throws InvalidValueError for a date that is none, or a closing time that does not fit the kind. */
  day(): RecordedDay {
    const { date, kind, name, source, tentative = false, closesAt = null } = this;
    assertDate('/date', date);
    if ((kind === 'HALF_DAY') !== (closesAt !== null))
      throw new InvalidValueError(
        'validation-failed',
        '/closesAt',
        'A half day, and no other, has a closing time.',
      );
    return { date, kind, name, source, tentative, closesAt };
  }
}

export class CalendarAssignmentRequest extends SourcedRequest {
  @ApiProperty({ type: String, enum: PERIOD_SCHEMES })
  @IsIn(PERIOD_SCHEMES)
  scheme: PeriodScheme;

  @ApiProperty({ type: String, example: 'Asia/Kabul', description: 'IANA time zone' })
  @IsString()
  @MaxLength(64)
  zone: string;

  @ApiProperty({ type: String, example: 'AF' })
  @IsString()
  @Matches(/^[A-Z]{2,10}$/)
  workingCalendar: string;

  @ApiProperty({ type: String, format: 'date', description: 'first day in force' })
  @IsString()
  @MaxLength(DATE_LENGTH)
  from: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'first day no longer in force' })
  @IsOptional()
  @IsString()
  @MaxLength(DATE_LENGTH)
  until?: string;

  @ApiProperty({ type: Boolean, required: false, default: false, description: 'the partner confirmed it' })
  @IsOptional()
  @IsBoolean()
  confirmed?: boolean;

  @ApiProperty({ type: String, required: false, maxLength: MAX_TEXT })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  note?: string;

  /** @throws InvalidValueError for a date or a zone that is none, or an end before the beginning. */
  order(): CalendarOrder {
    const {
      scheme,
      zone,
      workingCalendar,
      from,
      until = null,
      confirmed = false,
      note = null,
      source,
    } = this;
    assertDate('/from', from);
    if (until !== null) assertDate('/until', until);
    if (until !== null && until <= from)
      throw new InvalidValueError('invalid-range', '/until', '“until” has to come after “from”.');
    if (!isTimeZone(zone))
      throw new InvalidValueError('validation-failed', '/zone', 'Not a known time zone.');
    return { scheme, zone, workingCalendar, from, until, confirmed, note, source };
  }
}

export class LunarMonthRequest extends SourcedRequest {
  @ApiProperty({ type: Number, minimum: FIRST_LUNAR_YEAR, maximum: LAST_LUNAR_YEAR, example: 1448 })
  @IsInt()
  @Min(FIRST_LUNAR_YEAR)
  @Max(LAST_LUNAR_YEAR)
  year: number;

  @ApiProperty({ type: Number, minimum: 1, maximum: 12 })
  @IsInt()
  @Min(1)
  @Max(12)
  month: number;

  @ApiProperty({ type: String, format: 'date' })
  @IsString()
  @MaxLength(DATE_LENGTH)
  firstDay: string;

  @ApiProperty({ type: Boolean, description: 'false while the day is an expectation' })
  @IsBoolean()
  announced: boolean;

  /** @throws InvalidValueError `invalid-date`. */
  row(): LunarMonthRow {
    const { year, month, firstDay, announced, source } = this;
    assertDate('/firstDay', firstDay);
    return { year, month, firstDay, announced, source };
  }
}

function assertDate(pointer: string, text: string): void {
  if (!isIsoDate(text)) throw new InvalidValueError('invalid-date', pointer, 'Not a calendar day.');
}
