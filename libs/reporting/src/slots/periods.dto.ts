import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import {
  CalendarError,
  deadlineRuleFrom,
  monthShares,
  parseAlignedMonth,
  PERIOD_SCHEMES,
  periodAlignedTo,
  periodContaining,
  shiftPeriod,
  type Deadline,
  type DeadlineRule,
  type Period,
  type PeriodScheme,
  type PeriodTables,
} from '#calendars';
import { InvalidParameterError, InvalidValueError } from '#platform';
import { bodyPeriod, parameterValue } from './period-parameter.js';
import { PeriodResponse } from './slots.dto.js';

const MAX_PERIODS = 240;
const MONTH = 10;

export class PeriodsRequest {
  @ApiProperty({ type: String, enum: PERIOD_SCHEMES })
  @IsIn(PERIOD_SCHEMES)
  scheme: PeriodScheme;

  @ApiProperty({ type: String, example: '2026-01', description: 'aligned month' })
  @IsString()
  @MaxLength(MONTH)
  from: string;

  @ApiProperty({ type: String, example: '2026-12', description: 'aligned month, inclusive' })
  @IsString()
  @MaxLength(MONTH)
  to: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;

  /** @throws InvalidParameterError `invalid-period`, `invalid-range`, `range-too-large`, `month-not-announced`. */
  periods(tables: PeriodTables): Period[] {
    const at = (month: string) => periodAlignedTo(this.scheme, parseAlignedMonth(month), tables);
    const first = parameterValue('from', () => at(this.from));
    const last = parameterValue('to', () => at(this.to));
    if (last.start < first.start) throw invalidRange('invalid-range', '“from” comes after “to”.');
    const periods = [first];
    while (periods[periods.length - 1].id !== last.id) {
      if (periods.length === MAX_PERIODS)
        throw invalidRange('range-too-large', `At most ${MAX_PERIODS} periods.`);
      periods.push(shiftPeriod(periods[periods.length - 1], 1, tables));
    }
    return periods;
  }
}

export class ConvertRequest {
  @ApiProperty({ type: String, format: 'date' })
  @IsString()
  @MaxLength(MONTH)
  date: string;

  @ApiProperty({ type: String, enum: PERIOD_SCHEMES })
  @IsIn(PERIOD_SCHEMES)
  scheme: PeriodScheme;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;

  /** @throws InvalidParameterError `invalid-date`, `month-not-announced`. */
  period(tables: PeriodTables): Period {
    return parameterValue('date', () => periodContaining(this.scheme, this.date, tables));
  }
}

/** A period with what has to be known before it is compared with others. */
export class CalendarPeriodResponse extends PeriodResponse {
  @ApiProperty({ type: String, enum: ['MAJORITY', 'APPORTION'] })
  alignment: string;

  @ApiProperty({ type: Boolean, description: 'made shorter or longer by a change of calendar' })
  irregular: boolean;

  @ApiProperty({ type: Boolean, description: 'false: left out of comparisons with the month before' })
  comparable: boolean;

  @ApiProperty({ type: [Object], description: 'the Gregorian months that it touches, with its days in each' })
  shares: object[];

  static of(period: Period, locale: string): CalendarPeriodResponse {
    const { alignment, irregular, comparable, start, end } = period;
    const more = { alignment, irregular, comparable, shares: monthShares(start, end) };
    return { ...PeriodResponse.from(period, locale), ...more };
  }
}

export class PeriodListResponse {
  @ApiProperty({ type: [CalendarPeriodResponse] })
  data: CalendarPeriodResponse[];

  static from(periods: Period[], locale: string): PeriodListResponse {
    return { data: periods.map((period) => CalendarPeriodResponse.of(period, locale)) };
  }
}

export class DeadlinePreviewRequest {
  @ApiProperty({ type: String, example: 'PK', description: 'whose working days count' })
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner: string;

  @ApiProperty({ type: String, example: 'GREGORIAN_MONTH:2026-02' })
  @IsString()
  @MaxLength(60)
  period: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'CTR-PK-ISB',
    description: 'a unit with a calendar of its own; absent: the calendar of the country',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  unit?: string;

  @ApiProperty({ type: Object, required: false, description: 'a deadline rule; absent: the one in force' })
  @IsOptional()
  @IsDefined()
  @IsObject()
  @Type(() => Object)
  rule?: object;

  /** @throws InvalidValueError naming the field of the rule. */
  deadlineRule(otherwise: DeadlineRule): DeadlineRule {
    if (!this.rule) return otherwise;
    try {
      return deadlineRuleFrom(this.rule, '/rule');
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      throw new InvalidValueError('validation-failed', '/rule', error.message);
    }
  }

  /** @throws InvalidValueError `invalid-period`. */
  localPeriod(tables: PeriodTables): Period {
    return bodyPeriod(this.period, '/period', tables);
  }
}

export class DeadlineResponse {
  @ApiProperty({ type: String, format: 'date-time' })
  dueAt: string;

  @ApiProperty({ type: String })
  localDueAt: string;

  @ApiProperty({
    type: String,
    example: '7th working day after 28 Feb 2026, 18:00 Asia/Karachi = 2026-03-10T13:00Z',
  })
  explanation: string;

  @ApiProperty({ type: String, description: 'the rule alone, whatever the period' })
  ruleText: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'until when a report still counts as on time',
  })
  graceUntil: string;

  @ApiProperty({ type: [Object], description: 'every day passed: counted, or why not' })
  steps: object[];

  @ApiProperty({ type: Boolean, description: 'an unconfirmed holiday may still move it' })
  tentative: boolean;

  @ApiProperty({ type: [Object], description: 'code and version of each calendar that was counted in' })
  calendarVersions: object[];

  static from(deadline: Deadline): DeadlineResponse {
    const { dueAt, localDueAt, explanation, ruleText, graceUntil, steps, tentative } = deadline;
    const { calendarVersions } = deadline;
    return { dueAt, localDueAt, explanation, ruleText, graceUntil, steps, tentative, calendarVersions };
  }
}

function invalidRange(code: string, message: string): InvalidParameterError {
  return new InvalidParameterError([{ pointer: 'to', code, message }], code);
}
