import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import { DictionaryRequest } from '../indicators/indicators.dto.js';
import {
  NewRuleRequest,
  RuleDraftRequest,
  RuleList,
  RuleTransitionRequest,
  RuleVersionList,
  RuleVersionResponse,
} from './rule-versions.dto.js';
import { RuleVersionPipe } from './rule-version.pipe.js';
import { RuleVersionsService } from './rule-versions.service.js';

@ApiTags('rules')
@Controller('validation-rules')
export class RuleVersionsController {
  constructor(private readonly rules: RuleVersionsService) {}

  @Permit('indicators:read')
  @Get()
  @ApiOperation({ summary: 'The validation rules, each with its version in force and its drafts' })
  @ApiOkResponse({ type: RuleList })
  async list(@Ctx() ctx: OperationContext, @Query() _query: DictionaryRequest): Promise<RuleList> {
    return RuleList.from(await this.rules.list(ctx));
  }

  @Permit('config:edit')
  @Post()
  @ApiOperation({ summary: 'Begin a new rule, as a draft' })
  @ApiCreatedResponse({ type: RuleVersionResponse })
  async begin(@Ctx() ctx: OperationContext, @Body() body: NewRuleRequest): Promise<RuleVersionResponse> {
    return RuleVersionResponse.from(await this.rules.begin(ctx, body.code, body.document));
  }

  @Permit('indicators:read')
  @Get(':code/versions')
  @ApiOperation({ summary: 'Every version of a rule with its document' })
  @ApiOkResponse({ type: RuleVersionList })
  async versions(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<RuleVersionList> {
    return RuleVersionList.from(await this.rules.versionsOf(ctx, code));
  }

  @Permit('indicators:read')
  @Get(':code/versions/:version')
  @ApiOperation({ summary: 'One version of a rule' })
  @ApiOkResponse({ type: RuleVersionResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
  ): Promise<RuleVersionResponse> {
    return RuleVersionResponse.from(await this.rules.get(ctx, code, version));
  }

  @Permit('config:edit')
  @Post(':code/versions')
  @ApiOperation({ summary: 'Write a new version of a rule, as a draft' })
  @ApiCreatedResponse({ type: RuleVersionResponse })
  async draft(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: RuleDraftRequest,
  ): Promise<RuleVersionResponse> {
    return RuleVersionResponse.from(await this.rules.draft(ctx, code, body.document));
  }

  @Permit('config:edit')
  @Patch(':code/versions/:version')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Write a draft anew' })
  @ApiOkResponse({ type: RuleVersionResponse })
  async edit(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
    @IfMatch() rev: number,
    @Body() body: RuleDraftRequest,
  ): Promise<RuleVersionResponse> {
    return RuleVersionResponse.from(await this.rules.edit(ctx, code, version, rev, body.document));
  }

  @Permit('config:publish')
  @Post(':code/versions/:version/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({
    summary: 'Take a step: check, revise, publish (as a second person, after a back-test), retire',
  })
  @ApiOkResponse({ type: RuleVersionResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
    @IfMatch() rev: number,
    @Body() body: RuleTransitionRequest,
  ): Promise<RuleVersionResponse> {
    return RuleVersionResponse.from(await this.rules.take(ctx, code, version, rev, body.name));
  }
}
