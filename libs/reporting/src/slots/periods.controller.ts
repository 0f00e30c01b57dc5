import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { DeadlinePreviews } from './deadline-previews.js';
import {
  ConvertRequest,
  DeadlinePreviewRequest,
  DeadlineResponse,
  PeriodListResponse,
  PeriodsRequest,
} from './periods.dto.js';
import { PeriodResponse } from './slots.dto.js';

@ApiTags('calendars')
@Controller()
export class PeriodsController {
  constructor(private readonly previews: DeadlinePreviews) {}

  @Permit('calendars:read')
  @Get('periods')
  @ApiOperation({ summary: 'Periods of a scheme with their bounds and aligned months' })
  @ApiOkResponse({ type: PeriodListResponse })
  list(@Ctx() ctx: OperationContext, @Query() query: PeriodsRequest): PeriodListResponse {
    return PeriodListResponse.from(query.periods(), ctx.locale);
  }

  @Permit('calendars:read')
  @Get('periods/convert')
  @ApiOperation({ summary: 'The period of a scheme that a day lies in' })
  @ApiOkResponse({ type: PeriodResponse })
  convert(@Ctx() ctx: OperationContext, @Query() query: ConvertRequest): PeriodResponse {
    return PeriodResponse.from(query.period(), ctx.locale);
  }

  @Permit('calendars:read')
  @Post('deadlines/preview')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'When a report would be due, day by day' })
  @ApiOkResponse({ type: DeadlineResponse })
  preview(@Ctx() ctx: OperationContext, @Body() body: DeadlinePreviewRequest): DeadlineResponse {
    return DeadlineResponse.from(this.previews.preview(ctx, body));
  }
}
