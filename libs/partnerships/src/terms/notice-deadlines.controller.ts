import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { NoticeDeadlinesRequest, NoticeDeadlinesResponse } from './notice-deadlines.dto.js';
import { NoticeDeadlinesService } from './notice-deadlines.service.js';

@ApiTags('instruments')
@Controller('instruments')
export class NoticeDeadlinesController {
  constructor(private readonly deadlines: NoticeDeadlinesService) {}

  @Permit('instruments:read')
  @Get('notice-deadlines')
  @ApiOperation({
    summary: 'By when notice must be given before terms end, and which renewals nobody decided',
  })
  @ApiOkResponse({ type: NoticeDeadlinesResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: NoticeDeadlinesRequest,
  ): Promise<NoticeDeadlinesResponse> {
    return NoticeDeadlinesResponse.from(await this.deadlines.list(ctx, query));
  }

  @Permit('instruments:read')
  @Get('notice-deadlines.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @ApiProduces('text/calendar')
  @ApiOperation({ summary: 'The open notice deadlines as an iCalendar feed' })
  @ApiOkResponse({ schema: { type: 'string' } })
  async calendar(@Ctx() ctx: OperationContext, @Query() query: NoticeDeadlinesRequest): Promise<string> {
    return this.deadlines.calendar(ctx, query);
  }
}
