import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import {
  CloseCentreDaysRequest,
  OpenDaysRequest,
  OpenDaysResponse,
  OpeningTimesResponse,
  SetOpeningWeekRequest,
} from './opening-times.dto.js';
import { OpeningTimesService } from './opening-times.service.js';

@ApiTags('centres')
@Controller('centres')
export class OpeningTimesController {
  constructor(private readonly times: OpeningTimesService) {}

  @Permit('units:read')
  @Get(':code/open-days')
  @ApiOperation({ summary: 'Days on which a centre is open: worked, within its hours, not closed' })
  @ApiOkResponse({ type: OpenDaysResponse })
  async openDays(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Query() query: OpenDaysRequest,
  ): Promise<OpenDaysResponse> {
    return OpenDaysResponse.fromDays(await this.times.openDays(ctx, code, ...query.range()));
  }

  @Permit('services:manage')
  @Post(':code/opening-weeks')
  @ApiOperation({ summary: 'Hours of a centre week by week, from a day on' })
  @ApiCreatedResponse({ type: OpeningTimesResponse })
  async setWeek(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: SetOpeningWeekRequest,
  ): Promise<OpeningTimesResponse> {
    return OpeningTimesResponse.from(await this.times.setWeek(ctx, code, body.order()));
  }

  @Permit('services:manage')
  @Post(':code/closures')
  @ApiOperation({ summary: 'Days on which a centre is closed although it would be open' })
  @ApiCreatedResponse({ type: OpeningTimesResponse })
  async close(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: CloseCentreDaysRequest,
  ): Promise<OpeningTimesResponse> {
    return OpeningTimesResponse.from(await this.times.close(ctx, code, body.closure()));
  }
}
