import { ApiProperty } from '@nestjs/swagger';
import {
  ANCHORS,
  GATES,
  OWNER_SIDES,
  STAGES,
  TEMPLATE_CODES,
  type Anchor,
  type Gate,
  type OwnerSide,
  type RolloutTemplate,
  type Stage,
  type TemplateCode,
} from './template.js';

export class RolloutTemplateResponse {
  @ApiProperty({ type: String, enum: TEMPLATE_CODES })
  code: TemplateCode;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String })
  title: string;
}

export class RolloutTemplatesResponse {
  @ApiProperty({ type: [RolloutTemplateResponse] })
  data: RolloutTemplateResponse[];

  static from(templates: RolloutTemplate[]): RolloutTemplatesResponse {
    return { data: templates.map(({ code, version, title }) => ({ code, version, title })) };
  }
}

export class TemplateStageResponse {
  @ApiProperty({ type: String, enum: STAGES })
  stage: Stage;

  @ApiProperty({ type: String })
  title: string;
}

export class TemplateCriterionResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: Boolean, description: 'the gate stays shut without it; false: it should be met' })
  must: boolean;
}

export class TemplateGateResponse {
  @ApiProperty({ type: String, enum: GATES })
  gate: Gate;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: [TemplateCriterionResponse] })
  criteria: TemplateCriterionResponse[];
}

export class TemplateTaskResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: STAGES })
  stage: Stage;

  @ApiProperty({ type: String, enum: OWNER_SIDES })
  ownerSide: OwnerSide;

  @ApiProperty({ type: String, enum: ANCHORS })
  anchor: Anchor;

  @ApiProperty({ type: String, nullable: true, description: 'with TASK: the task that it follows' })
  anchorTask: string | null;

  @ApiProperty({ type: Number, description: "working days of the partner's calendar from the anchor" })
  days: number;

  @ApiProperty({ type: Boolean, description: 'the opening waits for it' })
  critical: boolean;

  @ApiProperty({ type: Boolean, description: 'it may not be dropped' })
  mandatory: boolean;
}

export class RolloutTemplateVersionResponse extends RolloutTemplateResponse {
  @ApiProperty({ type: [TemplateStageResponse] })
  stages: TemplateStageResponse[];

  @ApiProperty({ type: [TemplateGateResponse] })
  gates: TemplateGateResponse[];

  @ApiProperty({ type: [TemplateTaskResponse] })
  tasks: TemplateTaskResponse[];

  static of(template: RolloutTemplate): RolloutTemplateVersionResponse {
    return { ...template };
  }
}
