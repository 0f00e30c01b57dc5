import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { RolloutTemplatesResponse, RolloutTemplateVersionResponse } from './templates.dto.js';
import { TemplatesService } from './templates.service.js';

@ApiTags('rollouts')
@Controller('rollout-templates')
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Permit('rollouts:read')
  @Get()
  @ApiOperation({ summary: 'Every published version of the rollout templates' })
  @ApiOkResponse({ type: RolloutTemplatesResponse })
  async list(@Ctx() ctx: OperationContext): Promise<RolloutTemplatesResponse> {
    return RolloutTemplatesResponse.from(await this.templates.list(ctx));
  }

  @Permit('rollouts:read')
  @Get(':code/versions/:version')
  @ApiOperation({ summary: 'One version with stages, gates, criteria and tasks; it never changes' })
  @ApiOkResponse({ type: RolloutTemplateVersionResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version') version: string,
  ): Promise<RolloutTemplateVersionResponse> {
    return RolloutTemplateVersionResponse.of(await this.templates.get(ctx, code, version));
  }
}
