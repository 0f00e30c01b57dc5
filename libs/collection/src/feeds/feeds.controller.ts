import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ctx, Permit, type OperationContext } from '#platform';
import { ImportResponse } from '../imports/imports.dto.js';
import { answerReceived } from '../imports/received.js';
import { DataValueSetRequest } from './data-value-sets.dto.js';
import { FeedRequest } from './feeds.dto.js';
import { FeedsService } from './feeds.service.js';

@ApiTags('collection')
@Controller('feeds')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Permit('feeds:push')
  @Post('report-values')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: "Push a month from the partner's own system" })
  @ApiAcceptedResponse({ type: ImportResponse })
  async push(
    @Ctx() ctx: OperationContext,
    @Body() body: FeedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResponse> {
    return answerReceived(reply, await this.feeds.push(ctx, body));
  }

  @Permit('feeds:push')
  @Post('dhis2/data-value-sets')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Push a month as a DHIS2 data value set' })
  @ApiAcceptedResponse({ type: ImportResponse })
  async pushDataValueSet(
    @Ctx() ctx: OperationContext,
    @Body() body: DataValueSetRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResponse> {
    return answerReceived(reply, await this.feeds.pushDataValueSet(ctx, body));
  }
}
