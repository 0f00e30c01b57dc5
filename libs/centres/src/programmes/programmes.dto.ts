import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import {
  PROGRAMME_STAGES,
  PROGRAMMES,
  type CentreProgrammes,
  type Programme,
  type ProgrammeStage,
  type ProgrammeStep,
  type VolunteerIntake,
} from './centre-programme.js';

const MIN_SOURCE = 5;
const MAX_TEXT = 500;
const MAX_VOLUNTEERS = 100_000;

class SourcedRecordRequest {
  @ApiProperty({
    type: String,
    minLength: MIN_SOURCE,
    maxLength: MAX_TEXT,
    description: 'the document or page that says so',
  })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_SOURCE)
  @MaxLength(MAX_TEXT)
  source: string;
}

export class RecordProgrammeRequest extends SourcedRecordRequest {
  @ApiProperty({ type: String, enum: PROGRAMMES })
  @IsIn(PROGRAMMES)
  programme: Programme;

  @ApiProperty({ type: String, enum: PROGRAMME_STAGES })
  @IsIn(PROGRAMME_STAGES)
  stage: ProgrammeStage;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'absent: no source gives the day',
  })
  @IsOptional()
  @IsCalendarDay()
  since?: string;

  @ApiProperty({ type: String, required: false, maxLength: MAX_TEXT })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  note?: string;

  step(): ProgrammeStep {
    const { programme, stage, since = null, source, note = null } = this;
    return { programme, stage, since, source, note };
  }
}

export class RecordIntakeRequest extends SourcedRecordRequest {
  @ApiProperty({ type: String, format: 'date' })
  @IsCalendarDay()
  startsOn: string;

  @ApiProperty({ type: Number, minimum: 1, maximum: MAX_VOLUNTEERS })
  @IsInt()
  @Min(1)
  @Max(MAX_VOLUNTEERS)
  volunteers: number;

  @ApiProperty({
    type: String,
    required: false,
    example: '1250.5',
    description: 'hours that they gave, a decimal',
  })
  @IsOptional()
  @IsString()
  @Matches(/^\d{1,10}(\.\d{1,2})?$/)
  hours?: string;

  intake(): VolunteerIntake {
    const { startsOn, volunteers, hours = null, source } = this;
    return { startsOn, volunteers, hours, source };
  }
}

export class ProgrammeStepResponse {
  @ApiProperty({ type: String, enum: PROGRAMMES })
  programme: Programme;

  @ApiProperty({ type: String, enum: PROGRAMME_STAGES })
  stage: ProgrammeStage;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null: no source gives the day' })
  since: string | null;

  @ApiProperty({ type: String })
  source: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

export class VolunteerIntakeResponse {
  @ApiProperty({ type: String, format: 'date' })
  startsOn: string;

  @ApiProperty({ type: Number })
  volunteers: number;

  @ApiProperty({ type: String, nullable: true, description: 'decimal; null: not documented' })
  hours: string | null;

  @ApiProperty({ type: String })
  source: string;
}

export class CentreProgrammesResponse {
  @ApiProperty({ type: [ProgrammeStepResponse] })
  data: ProgrammeStepResponse[];

  @ApiProperty({ type: [VolunteerIntakeResponse] })
  intakes: VolunteerIntakeResponse[];

  static from({ programmes, intakes }: CentreProgrammes): CentreProgrammesResponse {
    return { data: programmes, intakes };
  }
}
