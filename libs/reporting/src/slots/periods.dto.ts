import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import {
  CalendarError,
  deadlineRuleFrom,
  parseAlignedMonth,
  PERIOD_SCHEMES,
  periodAlignedTo,
  periodContaining,
  shiftPeriod,
  type Deadline,
  type DeadlineRule,
  type Period,
  type PeriodScheme,
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

  /** @throws InvalidParameterError `invalid-period`, `invalid-range`, `range-too-large`. */
  periods(): Period[] {
    const first = parameterValue('from', () => periodAlignedTo(this.scheme, parseAlignedMonth(this.from)));
    const last = parameterValue('to', () => periodAlignedTo(this.scheme, parseAlignedMonth(this.to)));
    if (last.start < first.start) throw invalidRange('invalid-range', '“from” comes after “to”.');
    const periods = [first];
    while (periods[periods.length - 1].id !== last.id) {
      if (periods.length === MAX_PERIODS)
        throw invalidRange('range-too-large', `At most ${MAX_PERIODS} periods.`);
      periods.push(shiftPeriod(periods[periods.length - 1], 1));
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

  /** @throws InvalidParameterError `invalid-date`. */
  period(): Period {
    return parameterValue('date', () => periodContaining(this.scheme, this.date));
  }
}

export class PeriodListResponse {
  @ApiProperty({ type: [PeriodResponse] })
  data: PeriodResponse[];

  static from(periods: Period[], locale: string): PeriodListResponse {
    return { data: periods.map((period) => PeriodResponse.from(period, locale)) };
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
  localPeriod(): Period {
    return bodyPeriod(this.period, '/period');
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

  @ApiProperty({ type: [Object], description: 'every day passed: counted, or why not' })
  steps: object[];

  @ApiProperty({ type: Boolean, description: 'an unconfirmed holiday may still move it' })
  tentative: boolean;

  static from({ dueAt, localDueAt, explanation, steps, tentative }: Deadline): DeadlineResponse {
    return { dueAt, localDueAt, explanation, steps, tentative };
  }
}

function invalidRange(code: string, message: string): InvalidParameterError {
  return new InvalidParameterError([{ pointer: 'to', code, message }], code);
}
