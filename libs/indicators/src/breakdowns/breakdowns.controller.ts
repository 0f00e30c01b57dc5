import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
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
import { DictionaryRequest } from '../indicators/indicators.dto.js';
import { BreakdownList } from './breakdowns.dto.js';
import { BreakdownsService } from './breakdowns.service.js';
import { RuleVersionPipe } from '../rule-versions/rule-version.pipe.js';
import { BreakdownSubject } from './breakdown-subject.js';

@ApiTags('indicators')
@Controller('breakdowns')
export class BreakdownsController {
  constructor(
    private readonly definitions: DefinitionsService,
    private readonly subject: BreakdownSubject,
    private readonly breakdowns: BreakdownsService,
  ) {}

  @Permit('indicators:read')
  @Get()
  @ApiOperation({ summary: 'The dimensions in force, each with its codelist' })
  @ApiOkResponse({ type: BreakdownList })
  async list(@Ctx() ctx: OperationContext, @Query() _query: DictionaryRequest): Promise<BreakdownList> {
    return BreakdownList.from(await this.breakdowns.list(ctx), ctx.locale);
  }

  @Permit('config:edit')
  @Post()
  @ApiOperation({ summary: 'Begin a new dimension, as a draft' })
  @ApiCreatedResponse({ type: DefinitionVersionResponse })
  async begin(
    @Ctx() ctx: OperationContext,
    @Body() { code, document }: NewDefinitionRequest,
  ): Promise<DefinitionVersionResponse> {
    return DefinitionVersionResponse.from(await this.definitions.begin(ctx, this.subject, code, document));
  }

  @Permit('indicators:read')
  @Get(':code/versions')
  @ApiOperation({ summary: 'Every version of a dimension with its document' })
  @ApiOkResponse({ type: DefinitionVersionList })
  async versions(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<DefinitionVersionList> {
    return DefinitionVersionList.from(await this.definitions.versionsOf(ctx, this.subject, code));
  }

  @Permit('config:edit')
  @Post(':code/versions')
  @ApiOperation({ summary: 'Write a new version of a dimension, as a draft' })
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
  @ApiOperation({ summary: 'Write a draft of a dimension anew' })
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
  @ApiOperation({ summary: 'What a publication would change: codes gained and lost, forms that use them' })
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
