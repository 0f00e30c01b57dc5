import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import {
  StandardListResponse,
  StandardRequest,
  StandardTransitionRequest,
  StandardTreeResponse,
} from './standards.dto.js';
import { StandardsService } from './standards.service.js';
import { StandardCodePipe, VersionPipe } from './version.pipe.js';

@ApiTags('standards')
@Controller('standards')
export class StandardsController {
  constructor(private readonly standards: StandardsService) {}

  @Permit('standards:read')
  @Get()
  @ApiOperation({ summary: 'Every version of every standard, newest first' })
  @ApiOkResponse({ type: StandardListResponse })
  async list(@Ctx() ctx: OperationContext): Promise<StandardListResponse> {
    return StandardListResponse.from(await this.standards.list(ctx));
  }

  @Permit('standards:read')
  @Get(':code/versions')
  @ApiOperation({ summary: 'The versions of one standard, newest first' })
  @ApiOkResponse({ type: StandardListResponse })
  async versions(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<StandardListResponse> {
    return StandardListResponse.from(await this.standards.list(ctx, code));
  }

  @Permit('standards:read')
  @Get(':code/versions/:version/tree')
  @ApiOperation({
    summary: 'Parameters, criteria and sub-criteria with weights, grades and what a certificate needs',
  })
  @ApiOkResponse({ type: StandardTreeResponse })
  async tree(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
  ): Promise<StandardTreeResponse> {
    return StandardTreeResponse.from(await this.standards.get(ctx, code, version));
  }

  @Permit('standards:edit')
  @Post(':code/versions')
  @ApiOperation({ summary: 'Begin the next version of a standard, or a new standard, as a draft' })
  @ApiCreatedResponse({ type: StandardTreeResponse })
  async draft(
    @Ctx() ctx: OperationContext,
    @Param('code', StandardCodePipe) code: string,
    @Body() body: StandardRequest,
  ): Promise<StandardTreeResponse> {
    const written = StandardRequest.toStandard(body);
    return StandardTreeResponse.from(await this.standards.draft(ctx, code, written));
  }

  @Permit('standards:edit')
  @Put(':code/versions/:version')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Write a draft anew' })
  @ApiOkResponse({ type: StandardTreeResponse })
  async revise(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
    @IfMatch() rev: number,
    @Body() body: StandardRequest,
  ): Promise<StandardTreeResponse> {
    const written = StandardRequest.toStandard(body);
    return StandardTreeResponse.from(await this.standards.revise(ctx, code, version, rev, written));
  }

  @Permit('standards:publish')
  @Post(':code/versions/:version/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Put a version into force as a second person, or take one out of use' })
  @ApiOkResponse({ type: StandardTreeResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
    @IfMatch() rev: number,
    @Body() { name }: StandardTransitionRequest,
  ): Promise<StandardTreeResponse> {
    return StandardTreeResponse.from(await this.standards.take(ctx, code, version, rev, name));
  }
}
