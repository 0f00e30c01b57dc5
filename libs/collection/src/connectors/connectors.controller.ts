import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ctx, Cursors, IdPipe, IfMatch, PageRequest, Permit, type OperationContext } from '#platform';
import { ConnectorRunResponse, ConnectorRunsPage, TestRunResponse } from './connector-runs.dto.js';
import { ConnectorRunsService } from './connector-runs.service.js';
import {
  ConnectorChangeRequest,
  ConnectorList,
  ConnectorResponse,
  NewConnectorRequest,
  SourcesOfPartnerRequest,
  TestRunRequest,
} from './connectors.dto.js';
import { ConnectorsService } from './connectors.service.js';

@ApiTags('sources')
@Controller('connectors')
export class ConnectorsController {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly runs: ConnectorRunsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('sources:read')
  @Get()
  @ApiOperation({ summary: "Partners' systems that are asked for their month, and how they are doing" })
  @ApiOkResponse({ type: ConnectorList })
  async list(@Ctx() ctx: OperationContext, @Query() query: SourcesOfPartnerRequest): Promise<ConnectorList> {
    const found = await this.connectors.list(ctx, query.partner ?? null);
    return { data: found.map((connector) => ConnectorResponse.from(connector)) };
  }

  @Permit('sources:read')
  @Get(':id')
  @ApiOperation({ summary: 'One connector' })
  @ApiOkResponse({ type: ConnectorResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ConnectorResponse> {
    return ConnectorResponse.from(await this.connectors.get(ctx, id));
  }

  @Permit('sources:manage')
  @Post()
  @ApiOperation({ summary: 'Write a connector down; it is not used before a second person approves it' })
  @ApiCreatedResponse({ type: ConnectorResponse })
  async create(@Ctx() ctx: OperationContext, @Body() body: NewConnectorRequest): Promise<ConnectorResponse> {
    const { secret = null, ...input } = body;
    return ConnectorResponse.from(await this.connectors.create(ctx, { ...input, token: secret }));
  }

  @Permit('sources:manage')
  @Patch(':id')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Change a connector; another address, layout or secret needs approval again' })
  @ApiOkResponse({ type: ConnectorResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: ConnectorChangeRequest,
    @IfMatch() rev: number,
  ): Promise<ConnectorResponse> {
    const { secret, ...patch } = body;
    return ConnectorResponse.from(await this.connectors.change(ctx, id, { ...patch, token: secret }, rev));
  }

  @Permit('sources:approve')
  @Post(':id/approval')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Approve where a connector points, as a second person' })
  @ApiOkResponse({ type: ConnectorResponse })
  async approve(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
  ): Promise<ConnectorResponse> {
    return ConnectorResponse.from(await this.connectors.approve(ctx, id, rev));
  }

  @Permit('sources:manage')
  @Post(':id/test-run')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Ask the partner once and see what would be understood; stores no figure' })
  @ApiAcceptedResponse({ type: TestRunResponse })
  async testRun(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: TestRunRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TestRunResponse> {
    const job = await this.runs.orderTest(ctx, id, body.month);
    void reply.header('location', `/api/v1/jobs/${job}`);
    return { job };
  }

  @Permit('sources:read')
  @Get(':id/runs')
  @ApiOperation({ summary: 'When the partner was asked and how each attempt ended, newest first' })
  @ApiOkResponse({ type: ConnectorRunsPage })
  async listRuns(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: PageRequest,
  ): Promise<ConnectorRunsPage> {
    const { data, page } = await this.runs.page(ctx, this.cursors, id, query);
    return { data: data.map((run) => ConnectorRunResponse.from(run)), page };
  }
}
