import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import { CentreOfferingsService } from './centre-offerings.service.js';
import {
  CentreOfferingsResponse,
  OfferingCountsListResponse,
  OfferingCountsRequest,
  OfferingsRequest,
  SaveOfferingsRequest,
} from './offerings.dto.js';

@ApiTags('services')
@Controller()
export class OfferingsController {
  constructor(private readonly offerings: CentreOfferingsService) {}

  @Permit('units:read')
  @Get('centres/:code/service-offerings')
  @ApiOperation({ summary: 'What a centre offers on a day, by service and institution' })
  @ApiOkResponse({ type: CentreOfferingsResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Query() query: OfferingsRequest,
  ): Promise<CentreOfferingsResponse> {
    return CentreOfferingsResponse.from(await this.offerings.get(ctx, code, query.asOf));
  }

  @Permit('services:manage')
  @Patch('centres/:code/service-offerings')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Plans, opens, pauses or withdraws several services of a centre at once' })
  @ApiOkResponse({ type: CentreOfferingsResponse })
  async save(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @IfMatch() rev: number,
    @Body() body: SaveOfferingsRequest,
  ): Promise<CentreOfferingsResponse> {
    return CentreOfferingsResponse.from(await this.offerings.save(ctx, code, rev, body.offerings));
  }

  @Permit('units:read')
  @Get('service-offerings/counts')
  @ApiOperation({ summary: 'Planned against live services and their institutions, by centre on a day' })
  @ApiOkResponse({ type: OfferingCountsListResponse })
  async counts(
    @Ctx() ctx: OperationContext,
    @Query() query: OfferingCountsRequest,
  ): Promise<OfferingCountsListResponse> {
    return OfferingCountsListResponse.from(await this.offerings.counts(ctx, query));
  }
}
