import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import { readUpload } from '../imports/multipart-file.js';
import { ProfileSamples } from './profile-samples.js';
import {
  DryRunForm,
  DryRunResponse,
  ProfileDraftRequest,
  ProfileVersionList,
  ProfileVersionResponse,
  SourceProfileList,
  SourceProfilesRequest,
} from './profile-versions.dto.js';
import { ProfileVersionsService } from './profile-versions.service.js';
import { VersionPipe } from './version.pipe.js';

@ApiTags('sources')
@Controller('source-profiles')
export class ProfileVersionsController {
  constructor(
    private readonly versions: ProfileVersionsService,
    private readonly samples: ProfileSamples,
  ) {}

  @Permit('sources:read')
  @Get()
  @ApiOperation({ summary: 'The layouts in which partners hand in' })
  @ApiOkResponse({ type: SourceProfileList })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: SourceProfilesRequest,
  ): Promise<SourceProfileList> {
    return SourceProfileList.from(await this.versions.list(ctx, query.partner ?? null));
  }

  @Permit('sources:read')
  @Get(':code/versions')
  @ApiOperation({ summary: 'Every version of a layout with its document' })
  @ApiOkResponse({ type: ProfileVersionList })
  async versionsOf(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<ProfileVersionList> {
    return ProfileVersionList.from(await this.versions.versionsOf(ctx, code));
  }

  @Permit('sources:read')
  @Get(':code/versions/:version')
  @ApiOperation({ summary: 'One version of a layout' })
  @ApiOkResponse({ type: ProfileVersionResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
  ): Promise<ProfileVersionResponse> {
    return ProfileVersionResponse.from(await this.versions.get(ctx, code, version));
  }

  @Permit('sources:manage')
  @Post(':code/versions')
  @ApiOperation({ summary: 'Write a new version of a layout, as a draft' })
  @ApiCreatedResponse({ type: ProfileVersionResponse })
  async draft(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: ProfileDraftRequest,
  ): Promise<ProfileVersionResponse> {
    return ProfileVersionResponse.from(await this.versions.draft(ctx, code, body.document));
  }

  @Permit('sources:approve')
  @Post(':code/versions/:version/publication')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Put a draft into force, as a second person; retires the version before' })
  @ApiOkResponse({ type: ProfileVersionResponse })
  async publish(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
    @IfMatch() rev: number,
  ): Promise<ProfileVersionResponse> {
    return ProfileVersionResponse.from(await this.versions.take(ctx, code, version, 'publish', rev));
  }

  @Permit('sources:manage')
  @Post(':code/versions/:version/retirement')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Give a draft up, or take a version out of force' })
  @ApiOkResponse({ type: ProfileVersionResponse })
  async retire(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
    @IfMatch() rev: number,
  ): Promise<ProfileVersionResponse> {
    return ProfileVersionResponse.from(await this.versions.take(ctx, code, version, 'retire', rev));
  }

  @Permit('sources:manage')
  @Post(':code/versions/:version/dry-run')
  @HttpCode(HttpStatus.OK)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: DryRunForm })
  @ApiOperation({ summary: 'Read a sample by this version and store nothing' })
  @ApiOkResponse({ type: DryRunResponse })
  async dryRun(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', VersionPipe) version: number,
    @Req() request: FastifyRequest,
  ): Promise<DryRunResponse> {
    return DryRunResponse.from(await this.samples.read(ctx, code, version, await readUpload(request)));
  }
}
