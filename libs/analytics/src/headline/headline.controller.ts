import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { HeadlineRequest, HeadlineResponse } from './headline.dto.js';
import { HeadlineService } from './headline.service.js';

@ApiTags('programme')
@Controller('programme')
export class HeadlineController {
  constructor(private readonly headline: HeadlineService) {}

  @Permit('programme:read')
  @Get('headline')
  @ApiOperation({ summary: 'The numbers of the programme on a day, with members and published claims' })
  @ApiOkResponse({ type: HeadlineResponse })
  async get(@Ctx() ctx: OperationContext, @Query() query: HeadlineRequest): Promise<HeadlineResponse> {
    return HeadlineResponse.from(await this.headline.onDay(ctx, query.asOf));
  }
}
