import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import {
  DefinitionDraftRequest,
  DefinitionImpactResponse,
  DefinitionTransitionRequest,
  DefinitionVersionList,
  DefinitionVersionResponse,
  NewDefinitionRequest,
} from '../definitions/definitions.dto.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RuleVersionPipe } from '../rule-versions/rule-version.pipe.js';
import { IndicatorSubject } from './indicator-subject.js';

@ApiTags('indicators')
@Controller('indicators')
export class IndicatorVersionsController {
  constructor(
    private readonly definitions: DefinitionsService,
    private readonly subject: IndicatorSubject,
  ) {}

  @Permit('config:edit')
  @Post()
  @ApiOperation({ summary: 'Begin a new indicator, as a draft' })
  @ApiCreatedResponse({ type: DefinitionVersionResponse })
  async begin(
    @Ctx() ctx: OperationContext,
    @Body() { code, document }: NewDefinitionRequest,
  ): Promise<DefinitionVersionResponse> {
    return DefinitionVersionResponse.from(await this.definitions.begin(ctx, this.subject, code, document));
  }

  @Permit('indicators:read')
  @Get(':code/versions')
  @ApiOperation({ summary: 'Every version of an indicator with its document' })
  @ApiOkResponse({ type: DefinitionVersionList })
  async versions(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<DefinitionVersionList> {
    return DefinitionVersionList.from(await this.definitions.versionsOf(ctx, this.subject, code));
  }

  @Permit('config:edit')
  @Post(':code/versions')
  @ApiOperation({ summary: 'Write a new version of an indicator, as a draft' })
  @ApiCreatedResponse({ type: DefinitionVersionResponse })
  async draft(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() { document }: DefinitionDraftRequest,
  ): Promise<DefinitionVersionResponse> {
    return DefinitionVersionResponse.from(await this.definitions.draft(ctx, this.subject, code, document));
  }

  @Permit('config:edit')
  @Patch(':code/versions/:version')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Write a draft of an indicator anew' })
  @ApiOkResponse({ type: DefinitionVersionResponse })
  async edit(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
    @IfMatch() rev: number,
    @Body() { document }: DefinitionDraftRequest,
  ): Promise<DefinitionVersionResponse> {
    const edited = await this.definitions.edit(ctx, this.subject, { code, version, rev }, document);
    return DefinitionVersionResponse.from(edited);
  }

  @Permit('config:edit')
  @Post(':code/versions/:version/impact')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'What a publication would touch: reports, figures, forms, rules, targets' })
  @ApiOkResponse({ type: DefinitionImpactResponse })
  async impact(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
  ): Promise<DefinitionImpactResponse> {
    return this.definitions.examine(ctx, this.subject, code, version);
  }

  @Permit('config:publish')
  @Post(':code/versions/:version/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({
    summary: 'Take a step: check, revise, publish (as a second person, after the impact), retire',
  })
  @ApiOkResponse({ type: DefinitionVersionResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
    @IfMatch() rev: number,
    @Body() { name }: DefinitionTransitionRequest,
  ): Promise<DefinitionVersionResponse> {
    const taken = await this.definitions.take(ctx, this.subject, { code, version, rev }, name);
    return DefinitionVersionResponse.from(taken);
  }
}
