import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { TimelineResponse } from './timeline.dto.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('partners')
@Controller('partners/:code')
export class TimelineController {
  constructor(private readonly timeline: TimelineService) {}

  @Permit('partners:read')
  @Get('timeline')
  @ApiOperation({ summary: 'What happened between the partner and the programme, with dates as documented' })
  @ApiOkResponse({ type: TimelineResponse })
  async get(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<TimelineResponse> {
    return TimelineResponse.from(await this.timeline.of(ctx, code));
  }
}
