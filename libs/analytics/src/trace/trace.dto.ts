import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import type { Trace, TracedFigure } from './trace.js';

export class TraceRequest {
  @ApiProperty({ type: String, format: 'uuid', example: '00000000-0000-7000-8000-000000000000' })
  @IsUUID()
  clause: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'PK',
    description: 'where the instrument binds several partners',
  })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'absent: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

class TracedClauseResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  ref: string;

  @ApiProperty({ type: String, nullable: true })
  heading: string | null;

  @ApiProperty({ type: String, nullable: true })
  body: string | null;

  @ApiProperty({ type: String, format: 'uuid' })
  instrumentId: string;

  @ApiProperty({ type: String })
  instrumentCode: string;

  @ApiProperty({ type: String })
  instrumentTitle: string;
}

class TracedObligationResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: ['HQ', 'PARTNER'] })
  obligedSide: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  nextDueOn: string | null;

  @ApiProperty({ type: Number })
  fulfilled: number;

  @ApiProperty({ type: Number })
  open: number;
}

class TracedRolloutResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String })
  status: string;

  @ApiProperty({ type: String, nullable: true })
  stage: string | null;

  @ApiProperty({ type: String, nullable: true })
  unit: string | null;

  @ApiProperty({ type: [Object], description: 'gate, decision, decidedAt; in order of time' })
  gates: object[];
}

class TracedFigureResponse {
  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String })
  value: string;

  @ApiProperty({ type: String, description: 'how this figure came to be' })
  provenance: string;

  static from({ indicator, value, observation }: TracedFigure): TracedFigureResponse {
    return { indicator, value, provenance: `/api/v1/observations/${observation}/provenance` };
  }
}

class TracedCentreResponse {
  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: Number })
  liveServices: number;

  @ApiProperty({ type: Number })
  plannedServices: number;

  @ApiProperty({ type: String, nullable: true, description: 'newest month with accepted figures' })
  period: string | null;

  @ApiProperty({ type: [TracedFigureResponse] })
  figures: TracedFigureResponse[];
}

export class TraceResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: TracedClauseResponse })
  clause: TracedClauseResponse;

  @ApiProperty({ type: [TracedObligationResponse] })
  obligations: TracedObligationResponse[];

  @ApiProperty({ type: [TracedRolloutResponse] })
  rollouts: TracedRolloutResponse[];

  @ApiProperty({ type: [TracedCentreResponse], description: 'the first fifty, by code' })
  centres: TracedCentreResponse[];

  @ApiProperty({ type: Number })
  centresTotal: number;

  static from({ centres, ...trace }: Trace): TraceResponse {
    return {
      ...trace,
      centres: centres.map((centre) => ({
        ...centre,
        figures: centre.figures.map((figure) => TracedFigureResponse.from(figure)),
      })),
    };
  }
}
