import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  AnswerFormat,
  Ctx,
  IdPipe,
  PageRequest,
  Permit,
  type AnswerFormatName,
  type OperationContext,
} from '#platform';
import { ReleaseList } from './release-list.service.js';
import {
  ErratumListResponse,
  ReleasedFigureListResponse,
  ReleaseVerificationResponse,
} from './release-contents.dto.js';
import {
  ReleaseFiguresRequest,
  ReleaseListResponse,
  ReleaseRequest,
  ReleaseResponse,
} from './releases.dto.js';
import { ReleasesService } from './releases.service.js';

@ApiTags('releases')
@Controller('releases')
export class ReleasesController {
  constructor(
    private readonly releases: ReleasesService,
    private readonly releaseList: ReleaseList,
  ) {}

  @Permit('releases:publish')
  @Post()
  @ApiOperation({ summary: 'Publish the official figures of some months under a name, as they are now' })
  @ApiCreatedResponse({ type: ReleaseResponse })
  async publish(@Ctx() ctx: OperationContext, @Body() body: ReleaseRequest): Promise<ReleaseResponse> {
    return ReleaseResponse.from(await this.releases.publish(ctx, body.order()));
  }

  @Permit('releases:read')
  @Get()
  @ApiOperation({ summary: 'What was released, newest first' })
  @ApiOkResponse({ type: ReleaseListResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: PageRequest): Promise<ReleaseListResponse> {
    return ReleaseListResponse.from(await this.releaseList.list(ctx, query));
  }

  @Permit('releases:read')
  @Get(':id')
  @ApiOperation({ summary: 'One release with its watermark and checksum' })
  @ApiOkResponse({ type: ReleaseResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ReleaseResponse> {
    return ReleaseResponse.from(await this.releaseList.get(ctx, id));
  }

  @Permit('releases:read')
  @Get(':id/figures')
  @ApiOperation({ summary: 'The figures as they were released; as CSV the very bytes of the checksum' })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ type: ReleasedFigureListResponse })
  async figures(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: ReleaseFiguresRequest,
    @AnswerFormat() format: AnswerFormatName,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReleasedFigureListResponse | string> {
    if (format !== 'csv') return this.releaseList.figures(ctx, id, query);
    void reply.header('content-type', 'text/csv; charset=utf-8; header=present');
    return this.releaseList.csv(ctx, id);
  }

  @Permit('releases:read')
  @Get(':id/errata')
  @ApiOperation({ summary: 'Figures of a release that were corrected since, oldest first' })
  @ApiOkResponse({ type: ErratumListResponse })
  async errata(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: PageRequest,
  ): Promise<ErratumListResponse> {
    return ErratumListResponse.from(await this.releaseList.errata(ctx, id, query));
  }

  @Permit('releases:verify')
  @Post(':id/verification')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Make a release again from the ledger and say whether it is equal' })
  @ApiOkResponse({ type: ReleaseVerificationResponse })
  verify(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<ReleaseVerificationResponse> {
    return this.releases.verify(ctx, id);
  }
}
