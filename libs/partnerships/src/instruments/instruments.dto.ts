import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { HQ_SCOPE, InvalidValueError, IsPlainText, PageRequest } from '#platform';
import { IsCalendarDay } from '../programme-day.js';
import { DOCUMENTED, documentedFrom } from './documented-text.js';
import { BLANK, described } from './instrument-description.js';
import { InstrumentDetailsRequest, PARTY_CODE } from './instrument-details.dto.js';
import {
  ACT_KINDS,
  classOf,
  INSTRUMENT_CLASSES,
  INSTRUMENT_KINDS,
  INSTRUMENT_STATUSES,
  type ActKind,
  type InstrumentClass,
  type InstrumentKind,
  type InstrumentStatus,
  type NewAct,
  type NewInstrument,
} from './instrument.js';

const CODE = PARTY_CODE;

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

export class RegisterInstrumentRequest extends InstrumentDetailsRequest {
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

  @ApiProperty({
    type: String,
    enum: INSTRUMENT_CLASSES,
    required: false,
    description: 'follows from the kind',
  })
  @IsOptional()
  @IsIn(INSTRUMENT_CLASSES)
  class?: InstrumentClass;

  /** @throws InvalidValueError when parties are missing, a date does not exist or the class contradicts the kind. */
  static toInstrument(request: RegisterInstrumentRequest): NewInstrument {
    const { code, kind, parties, title, counterpart } = request;
    if (parties.length === 0) {
      throw new InvalidValueError('validation-failed', '/parties', 'An instrument has two or more parties.');
    }
    if (request.class !== undefined && request.class !== classOf(kind)) {
      throw new InvalidValueError(
        'rule-violated',
        '/class',
        `${kind} is ${classOf(kind)}, not ${request.class}.`,
      );
    }
    return {
      ...described({ ...BLANK, title, counterpart }, request),
      code,
      partner: parties.length === 1 ? parties[0] : HQ_SCOPE,
      parties,
      kind,
      documentedType: null,
      relationKind: null,
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

  @ApiProperty({ type: String, required: false, description: 'words that limit the consent' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(4_000)
  reservation?: string;

  @ApiProperty({ type: String, required: false, description: 'with RENEWED: when the new term ends' })
  @IsOptional()
  @Matches(DOCUMENTED)
  newUntil?: string;

  /** @throws InvalidValueError when a date is none, e.g. 30 February. */
  static toAct(request: RecordActRequest): Omit<NewAct, 'knownBy'> {
    const { act, party, future, note, reservation } = request;
    return {
      act,
      party,
      date: documentedFrom(request.date, '/date'),
      future: future ?? false,
      note: note ?? null,
      reservation: reservation ?? null,
      newUntil: documentedFrom(request.newUntil, '/newUntil'),
    };
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
