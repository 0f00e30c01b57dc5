import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { documentedDate } from '#calendars';
import { HQ_SCOPE, InvalidValueError, IsPlainText, PageRequest } from '#platform';
import { IsCalendarDay } from '../programme-day.js';
import {
  ACT_KINDS,
  ENTRY_RULES,
  INSTRUMENT_KINDS,
  INSTRUMENT_STATUSES,
  type ActKind,
  type EntryIntoForceRule,
  type InstrumentKind,
  type InstrumentStatus,
  type NewAct,
  type NewInstrument,
} from './instrument.js';

const CODE = /^[A-Z0-9]{1,20}$/;
const DOCUMENTED = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export class AsOfRequest {
  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class InstrumentsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(CODE)
  partner?: string;

  @ApiProperty({ type: String, enum: INSTRUMENT_STATUSES, required: false })
  @IsOptional()
  @IsIn(INSTRUMENT_STATUSES)
  status?: InstrumentStatus;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

export class RegisterInstrumentRequest {
  @ApiProperty({ type: String, example: 'AGR-PK-2026' })
  @Matches(/^AGR-[A-Z0-9]+(-[A-Z0-9]+)*$/)
  @MaxLength(60)
  code: string;

  @ApiProperty({ type: [String], description: 'partners on the other side; several make it multilateral' })
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(CODE, { each: true })
  parties: string[];

  @ApiProperty({ type: String, enum: INSTRUMENT_KINDS })
  @IsIn(INSTRUMENT_KINDS)
  kind: InstrumentKind;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  title: string;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  counterpart: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(500)
  hqParty?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(200)
  place?: string;

  @ApiProperty({ type: [String], required: false, description: 'fields of cooperation' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsPlainText({ each: true })
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  covers?: string[];

  @ApiProperty({ type: String, enum: ENTRY_RULES, required: false, default: 'UNKNOWN' })
  @IsOptional()
  @IsIn(ENTRY_RULES)
  entryIntoForceRule?: EntryIntoForceRule;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'for FIXED_DATE only' })
  @IsOptional()
  @IsCalendarDay()
  entryIntoForceOn?: string;

  @ApiProperty({ type: Number, required: false, description: 'for NTH_RATIFICATION only' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  ratificationsNeeded?: number;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  supersedes?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  note?: string;

  /** @throws InvalidValueError when parties or the rule's own number are missing or out of place. */
  static toInstrument(request: RegisterInstrumentRequest): NewInstrument {
    const rule = request.entryIntoForceRule ?? 'UNKNOWN';
    if (request.parties.length === 0) {
      throw new InvalidValueError('validation-failed', '/parties', 'An instrument has two or more parties.');
    }
    refuseMismatch(rule === 'FIXED_DATE', request.entryIntoForceOn, '/entryIntoForceOn');
    refuseMismatch(rule === 'NTH_RATIFICATION', request.ratificationsNeeded, '/ratificationsNeeded');
    return {
      code: request.code,
      partner: request.parties.length === 1 ? request.parties[0] : HQ_SCOPE,
      parties: request.parties,
      kind: request.kind,
      documentedType: null,
      title: request.title,
      place: request.place ?? null,
      hqParty: request.hqParty ?? null,
      counterpart: request.counterpart,
      covers: request.covers ?? [],
      relationKind: null,
      entryIntoForceRule: rule,
      entryIntoForceOn: request.entryIntoForceOn ?? null,
      ratificationsNeeded: request.ratificationsNeeded ?? null,
      supersedes: request.supersedes ?? null,
      note: request.note ?? null,
    };
  }
}

export class RecordActRequest {
  @ApiProperty({ type: String, enum: ACT_KINDS })
  @IsIn(ACT_KINDS)
  act: ActKind;

  @ApiProperty({ type: String, description: 'partner code, or HQ for the Azerbaijani side' })
  @Matches(CODE)
  party: string;

  @ApiProperty({ type: String, required: false, description: 'YYYY, YYYY-MM or YYYY-MM-DD; absent: unknown' })
  @IsOptional()
  @Matches(DOCUMENTED)
  date?: string;

  @ApiProperty({ type: Boolean, required: false, description: 'announced for a day that has not come' })
  @IsOptional()
  @IsBoolean()
  future?: boolean;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  note?: string;

  /** @throws InvalidValueError when the date is none, e.g. 30 February. */
  static toAct(request: RecordActRequest): Omit<NewAct, 'knownBy'> {
    const { act, party, future = false, note = null } = request;
    const date = documentedDate(request.date ?? null);
    if (request.date !== undefined && date.precision === 'UNKNOWN') {
      throw new InvalidValueError('invalid-date', '/date', `${request.date} is not a date.`);
    }
    return { act, party, date, future, note };
  }
}

export class VoidActRequest {
  @ApiProperty({ type: String, description: 'why the act was wrong' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  reason: string;
}

function refuseMismatch(needed: boolean, given: unknown, pointer: string): void {
  if (needed === (given !== undefined)) return;
  const message = needed ? 'The rule of entry into force needs this.' : 'The rule does not take this.';
  throw new InvalidValueError('validation-failed', pointer, message);
}
