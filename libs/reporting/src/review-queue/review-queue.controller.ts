import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import {
  BulkAcceptanceDetail,
  BulkAcceptanceRequest,
  BulkAcceptanceResponse,
} from './bulk-acceptance.dto.js';
import { BulkAcceptanceService } from './bulk-acceptance.service.js';
import { ReviewQueueRequest, ReviewQueueResponse } from './review-queue.dto.js';
import { ReviewQueueService } from './review-queue.service.js';

@ApiTags('reporting')
@Controller('review-queue')
export class ReviewQueueController {
  constructor(
    private readonly queue: ReviewQueueService,
    private readonly bulk: BulkAcceptanceService,
    private readonly clock: Clock,
  ) {}

  @Permit('review-queue:read')
  @Get()
  @ApiOperation({ summary: 'What waits for headquarters, the riskiest first' })
  @ApiOkResponse({ type: ReviewQueueResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: ReviewQueueRequest): Promise<ReviewQueueResponse> {
    return ReviewQueueResponse.from(await this.queue.list(ctx, query.filter()), this.clock.instant());
  }

  @Permit('submissions:accept')
  @Post('accept')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Accept the clean ones of many reports; the others are listed with what they lack',
  })
  @ApiAcceptedResponse({ type: BulkAcceptanceResponse })
  async accept(
    @Ctx() ctx: OperationContext,
    @Body() body: BulkAcceptanceRequest,
  ): Promise<BulkAcceptanceResponse> {
    return BulkAcceptanceResponse.of(await this.bulk.order(ctx, body.submissions));
  }

  @Permit('review-queue:read')
  @Get('acceptances/:id')
  @ApiOperation({ summary: 'What became of each report of a bulk acceptance' })
  @ApiOkResponse({ type: BulkAcceptanceDetail })
  async acceptance(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<BulkAcceptanceDetail> {
    return BulkAcceptanceDetail.from(await this.bulk.get(ctx, id));
  }
}
