import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches, ValidateBy } from 'class-validator';
import { DocumentedDateResponse } from '#evidence';
import { IsCalendarDay } from '../programme-day.js';
import { INSTRUMENT_STATUSES, type InstrumentStatus } from '../instruments/instrument.js';
import { isDuration } from './duration.js';
import { RENEWAL_MODES, type RenewalMode } from './instrument-terms.js';
import type { NoticeDeadline } from './notice-deadlines.js';

const BANDS = ['PASSED', 'WITHIN_30', 'WITHIN_90', 'WITHIN_180', 'LATER'] as const;

export class NoticeDeadlinesRequest {
  @ApiProperty({ type: String, required: false, default: 'P180D', description: 'ISO 8601 duration' })
  @IsOptional()
  @ValidateBy({
    name: 'duration',
    validator: {
      validate: (value: unknown) => isDuration(value),
      defaultMessage: () => '$property must be an ISO 8601 duration such as P180D',
    },
  })
  within: string = 'P180D';

  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

export class RenewalDecisionResponse {
  @ApiProperty({
    type: String,
    description: 'RENEWED, DENOUNCED, TERMINATED, or SUCCESSOR for a new instrument',
  })
  act: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'of the act or of the instrument that follows' })
  id: string;
}

export class NoticeDeadlineResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  instrument: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: INSTRUMENT_STATUSES })
  status: InstrumentStatus;

  @ApiProperty({ type: String, enum: RENEWAL_MODES })
  renewalMode: RenewalMode;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null: not documented, so the end itself is the deadline',
  })
  noticePeriod: string | null;

  @ApiProperty({ type: DocumentedDateResponse })
  termEnd: DocumentedDateResponse;

  @ApiProperty({ type: DocumentedDateResponse })
  noticeDeadline: DocumentedDateResponse;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'the first day on which a vague deadline may fall',
  })
  actBy: string;

  @ApiProperty({ type: Number, description: 'negative when that day has passed' })
  daysLeft: number;

  @ApiProperty({ type: String, enum: BANDS })
  band: string;

  @ApiProperty({ type: RenewalDecisionResponse, nullable: true })
  decision: RenewalDecisionResponse | null;

  @ApiProperty({
    type: Boolean,
    description: 'renews itself within 180 days and nobody has decided that it should',
  })
  atRisk: boolean;

  static from({ instrument, termEnd, deadline, ...rest }: NoticeDeadline): NoticeDeadlineResponse {
    const { id, code, partner, title, standing, terms } = instrument;
    const { renewalMode, noticePeriod } = terms;
    const register = {
      instrument: id,
      code,
      partner,
      title,
      status: standing.status,
      renewalMode,
      noticePeriod,
    };
    return { ...register, termEnd, noticeDeadline: deadline, ...rest };
  }
}

export class NoticeDeadlinesResponse {
  @ApiProperty({ type: [NoticeDeadlineResponse] })
  data: NoticeDeadlineResponse[];

  static from(deadlines: NoticeDeadline[]): NoticeDeadlinesResponse {
    return { data: deadlines.map((each) => NoticeDeadlineResponse.from(each)) };
  }
}
