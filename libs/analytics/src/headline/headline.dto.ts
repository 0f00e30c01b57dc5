import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { DATE_PRECISIONS, type DatePrecision } from '#calendars';
import { IsCalendarDay } from '#partnerships';
import type { Figure, FigureName } from './headline.js';

export class HeadlineRequest {
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

export class MemberResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;
}

class UndeterminedResponse extends MemberResponse {
  @ApiProperty({ type: String, enum: ['date-not-certain', 'entry-into-force-unknown'] })
  reason: string;
}

export class ClaimDateResponse {
  @ApiProperty({ type: String, format: 'date', nullable: true })
  earliest: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  latest: string | null;

  @ApiProperty({ type: String, enum: DATE_PRECISIONS })
  precision: DatePrecision;

  @ApiProperty({ type: String, nullable: true })
  text: string | null;
}

class ClaimSourceResponse {
  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String })
  publisher: string;

  @ApiProperty({ type: String })
  url: string;

  @ApiProperty({ type: String, nullable: true })
  publishedOn: string | null;
}

class FigureClaimResponse {
  @ApiProperty({ type: String, example: 'more than 30' })
  value: string;

  @ApiProperty({ type: String, description: 'the whole wording of the source' })
  wording: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: ClaimDateResponse })
  asOf: ClaimDateResponse;

  @ApiProperty({ type: ClaimSourceResponse, nullable: true })
  source: ClaimSourceResponse | null;

  @ApiProperty({ type: [ClaimSourceResponse] })
  sources: ClaimSourceResponse[];
}

export class FigureResponse {
  @ApiProperty({ type: Number, description: 'what the register proves' })
  value: number;

  @ApiProperty({ type: String })
  definition: string;

  @ApiProperty({ type: String, example: 'partners.v1' })
  definitionId: string;

  @ApiProperty({ type: [MemberResponse] })
  members: MemberResponse[];

  @ApiProperty({ type: [UndeterminedResponse], description: 'may belong to the figure; not counted' })
  undetermined: UndeterminedResponse[];

  @ApiProperty({ type: String, description: 'identifies definition, day and members' })
  queryHash: string;

  @ApiProperty({ type: [FigureClaimResponse], description: 'published by others, newest first' })
  claims: FigureClaimResponse[];

  @ApiProperty({ type: Boolean, nullable: true, description: 'with the newest claim' })
  agrees: boolean | null;
}

export class FiguresResponse implements Record<FigureName, FigureResponse> {
  @ApiProperty({ type: FigureResponse })
  partners: FigureResponse;

  @ApiProperty({ type: FigureResponse })
  countries: FigureResponse;

  @ApiProperty({ type: FigureResponse })
  organisations: FigureResponse;

  @ApiProperty({ type: FigureResponse })
  instrumentsInForce: FigureResponse;

  @ApiProperty({ type: FigureResponse })
  countriesWithOperatingCentres: FigureResponse;

  @ApiProperty({ type: FigureResponse })
  centresOperating: FigureResponse;
}

export class HeadlineResponse extends FiguresResponse {
  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  static from({ asOf, figures }: { asOf: string; figures: Record<FigureName, Figure> }): HeadlineResponse {
    return { asOf, ...figures };
  }
}
