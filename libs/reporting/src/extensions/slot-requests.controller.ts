import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { SlotRequestList } from './slot-request-list.service.js';
import {
  DecisionRequest,
  ExtensionRequest,
  ReopeningRequest,
  SlotRequestListResponse,
  SlotRequestResponse,
  SlotRequestsRequest,
  WaiverRequest,
  WaiverRevocationRequest,
} from './slot-requests.dto.js';
import { SlotRequestsService } from './slot-requests.service.js';

@ApiTags('reporting')
@Controller()
export class SlotRequestsController {
  constructor(
    private readonly requests: SlotRequestsService,
    private readonly requestList: SlotRequestList,
  ) {}

  @Permit('slots:request')
  @Post('report-slots/:id/extensions')
  @ApiOperation({
    summary: 'Ask for more time; the original due instant stays what timeliness is measured by',
  })
  @ApiCreatedResponse({ type: SlotRequestResponse })
  async extend(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: ExtensionRequest,
  ): Promise<SlotRequestResponse> {
    return SlotRequestResponse.from(await this.requests.request(ctx, body.wanted(id)));
  }

  @Permit('slots:request')
  @Post('report-slots/:id/waiver')
  @ApiOperation({ summary: 'Ask that a report is not expected; a granted waiver is listed with its reason' })
  @ApiCreatedResponse({ type: SlotRequestResponse })
  async waive(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: WaiverRequest,
  ): Promise<SlotRequestResponse> {
    return SlotRequestResponse.from(await this.requests.request(ctx, body.wanted(id)));
  }

  @Permit('slots:request')
  @Post('report-slots/:id/waiver-revocation')
  @ApiOperation({ summary: 'Ask that a waived report is expected again' })
  @ApiCreatedResponse({ type: SlotRequestResponse })
  async revokeWaiver(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: WaiverRevocationRequest,
  ): Promise<SlotRequestResponse> {
    return SlotRequestResponse.from(await this.requests.request(ctx, body.wanted(id)));
  }

  @Permit('slots:request')
  @Post('report-slots/:id/reopening')
  @ApiOperation({ summary: 'Ask that entry opens once more for this report; it closes again by itself' })
  @ApiCreatedResponse({ type: SlotRequestResponse })
  async reopen(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: ReopeningRequest,
  ): Promise<SlotRequestResponse> {
    return SlotRequestResponse.from(await this.requests.request(ctx, body.wanted(id)));
  }

  @Permit('slots:read')
  @Get('slot-requests')
  @ApiOperation({
    summary: 'What was asked for about expected reports, and how it was decided; newest first',
  })
  @ApiOkResponse({ type: SlotRequestListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: SlotRequestsRequest,
  ): Promise<SlotRequestListResponse> {
    return SlotRequestListResponse.from(await this.requestList.list(ctx, query.filter()));
  }

  @Permit('slots:read')
  @Get('slot-requests/:id')
  @ApiOperation({ summary: 'One request' })
  @ApiOkResponse({ type: SlotRequestResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<SlotRequestResponse> {
    return SlotRequestResponse.from(await this.requestList.get(ctx, id));
  }

  @Permit('slots:decide')
  @Post('slot-requests/:id/decision')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Grant or decline what somebody else asked for' })
  @ApiOkResponse({ type: SlotRequestResponse })
  async decide(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: DecisionRequest,
  ): Promise<SlotRequestResponse> {
    return SlotRequestResponse.from(await this.requests.take(ctx, id, rev, body.command()));
  }

  @Permit('slots:request')
  @Post('slot-requests/:id/withdrawal')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Take back what I asked for' })
  @ApiOkResponse({ type: SlotRequestResponse })
  async withdraw(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
  ): Promise<SlotRequestResponse> {
    const command = { act: 'withdraw' as const, reason: null };
    return SlotRequestResponse.from(await this.requests.take(ctx, id, rev, command));
  }
}
