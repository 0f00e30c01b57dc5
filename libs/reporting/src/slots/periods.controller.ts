import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { DeadlinePreviews } from './deadline-previews.js';
import {
  CalendarPeriodResponse,
  ConvertRequest,
  DeadlinePreviewRequest,
  DeadlineResponse,
  PeriodListResponse,
  PeriodsRequest,
} from './periods.dto.js';

@ApiTags('calendars')
@Controller()
export class PeriodsController {
  constructor(private readonly previews: DeadlinePreviews) {}

  @Permit('calendars:read')
  @Get('periods')
  @ApiOperation({ summary: 'Periods of a scheme with their bounds and aligned months' })
  @ApiOkResponse({ type: PeriodListResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: PeriodsRequest): Promise<PeriodListResponse> {
    const tables = await this.previews.tables(ctx);
    return PeriodListResponse.from(query.periods(tables), ctx.locale);
  }

  @Permit('calendars:read')
  @Get('periods/convert')
  @ApiOperation({ summary: 'The period of a scheme that a day lies in' })
  @ApiOkResponse({ type: CalendarPeriodResponse })
  async convert(
    @Ctx() ctx: OperationContext,
    @Query() query: ConvertRequest,
  ): Promise<CalendarPeriodResponse> {
    const tables = await this.previews.tables(ctx);
    return CalendarPeriodResponse.of(query.period(tables), ctx.locale);
  }

  @Permit('calendars:read')
  @Post('deadlines/preview')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'When a report would be due, day by day' })
  @ApiOkResponse({ type: DeadlineResponse })
  async preview(
    @Ctx() ctx: OperationContext,
    @Body() body: DeadlinePreviewRequest,
  ): Promise<DeadlineResponse> {
    return DeadlineResponse.from(await this.previews.preview(ctx, body));
  }
}
