import { ApiProperty } from '@nestjs/swagger';
import { DocumentedDateResponse, PublicSourceResponse } from '#evidence';
import { COMPONENTS, type Component } from '#partnerships';
import { PageInfo } from '#platform';
import type { Milestone } from '../stories/story.js';
import {
  gateOf,
  GATES,
  STAGES,
  TEMPLATE_CODES,
  type Gate,
  type Stage,
  type TemplateCode,
} from '../templates/template.js';
import { ROLLOUT_STATUSES, type Rollout, type RolloutStatus } from './rollout.js';

export class RolloutResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: TEMPLATE_CODES, nullable: true, description: 'null: DOCUMENTED' })
  template: TemplateCode | null;

  @ApiProperty({ type: Number, nullable: true, description: 'the version with which it began' })
  templateVersion: number | null;

  @ApiProperty({
    type: String,
    enum: COMPONENTS,
    nullable: true,
    description: 'what needs a legal basis at G2',
  })
  component: Component | null;

  @ApiProperty({ type: String, nullable: true })
  unit: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  instrument: string | null;

  @ApiProperty({ type: String, nullable: true })
  desk: string | null;

  @ApiProperty({ type: String, enum: ROLLOUT_STATUSES })
  status: RolloutStatus;

  @ApiProperty({ type: String, enum: STAGES, nullable: true })
  stage: Stage | null;

  @ApiProperty({ type: String, enum: GATES, nullable: true, description: 'the gate that it stands before' })
  gate: Gate | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  agreementInForce: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  plannedOpening: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null: as planned' })
  forecastOpening: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'frozen at gate G1' })
  baselineOpening: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  baselineSetAt: string | null;

  @ApiProperty({ type: DocumentedDateResponse })
  actualOpening: DocumentedDateResponse;

  @ApiProperty({ type: String, nullable: true, description: 'why it was held, recycled or stopped' })
  reason: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'when a hold is looked at again',
  })
  reviewOn: string | null;

  @ApiProperty({ type: Boolean, description: 'invented; false for what happened' })
  synthetic: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: Number })
  rev: number;

  static from(rollout: Rollout): RolloutResponse {
    const { templateCode, instrumentId, opened, baselines, ...rest } = rollout;
    void baselines;
    return {
      ...rest,
      template: templateCode,
      instrument: instrumentId,
      gate: rollout.stage === null ? null : gateOf(rollout.stage),
      actualOpening: opened,
    };
  }
}

export class RolloutsPage {
  @ApiProperty({ type: [RolloutResponse] })
  data: RolloutResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}

export class MilestoneResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({
    type: String,
    example: 'instrumentSigned',
    description: 'kind of step in the words of the facts',
  })
  step: string;

  @ApiProperty({ type: String })
  event: string;

  @ApiProperty({ type: DocumentedDateResponse, description: 'as precise as the sources' })
  date: DocumentedDateResponse;

  @ApiProperty({ type: [PublicSourceResponse] })
  sources: PublicSourceResponse[];
}

export class MilestonesResponse {
  @ApiProperty({ type: [MilestoneResponse] })
  data: MilestoneResponse[];

  static from(milestones: Milestone[]): MilestonesResponse {
    return {
      data: milestones.map(({ id, step, event, date, sources }) => ({
        id,
        step,
        event,
        date,
        sources: [...sources],
      })),
    };
  }
}
