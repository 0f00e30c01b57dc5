import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { isIsoDate, isTimeZone } from '#calendars';
import { InvalidValueError, IsPlainText } from '#platform';
import type { StatusOrder, UnitOrder } from './unit-register.service.js';
import { UNIT_STATUSES, UNIT_TYPES, type UnitStatus, type UnitType } from './unit.js';

/** Codes of units of any kind. */
export const UNIT_CODE = /^(NET|REG|CTR|MOB|CTY)-[A-Z0-9]+(-[A-Z0-9]+)*$/;
const MAX_CODE = 40;
const DATE_LENGTH = 10;

export class RegisterUnitRequest {
  @ApiProperty({ type: String, example: 'CTR-ME-PG', description: 'NET-ME, or REG-, CTR-, MOB-ME-…' })
  @IsString()
  @MaxLength(MAX_CODE)
  @Matches(UNIT_CODE)
  code: string;

  @ApiProperty({ type: String, example: 'ME' })
  @IsString()
  @Matches(/^[A-Z0-9]{1,20}$/, { context: { code: 'unknown-country' } })
  partner: string;

  @ApiProperty({ type: String, enum: UNIT_TYPES })
  @IsIn(UNIT_TYPES)
  type: UnitType;

  @ApiProperty({ type: String, maxLength: 200 })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: String, example: 'Europe/Podgorica', description: 'IANA time zone' })
  @IsString()
  @MaxLength(64)
  timeZone: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'NET-ME',
    description: 'a unit of the same partner',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CODE)
  @Matches(UNIT_CODE)
  parent?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'first day in operation' })
  @IsOptional()
  @IsString()
  @MaxLength(DATE_LENGTH)
  operatingFrom?: string;

  /** @throws InvalidValueError for a zone or a day that is none. */
  order(): UnitOrder {
    const { code, partner, type, name, timeZone, parent = null, operatingFrom = null } = this;
    if (!isTimeZone(timeZone))
      throw new InvalidValueError('validation-failed', '/timeZone', 'Not a known time zone.');
    if (operatingFrom !== null) assertDate('/operatingFrom', operatingFrom);
    return { unit: { code, partner, type, name, timeZone }, parent, operatingFrom };
  }
}

export class StatusChangeRequest {
  @ApiProperty({ type: String, enum: UNIT_STATUSES })
  @IsIn(UNIT_STATUSES)
  status: UnitStatus;

  @ApiProperty({ type: String, format: 'date', description: 'first day in it; what lasts until then ends' })
  @IsString()
  @MaxLength(DATE_LENGTH)
  from: string;

  @ApiProperty({ type: String, required: false, maxLength: 500 })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(500)
  note?: string;

  /** @throws InvalidValueError `invalid-date`. */
  order(): StatusOrder {
    const { status, from, note = null } = this;
    assertDate('/from', from);
    return { status, from, note };
  }
}

function assertDate(pointer: string, text: string): void {
  if (!isIsoDate(text)) throw new InvalidValueError('invalid-date', pointer, 'Not a calendar day.');
}
