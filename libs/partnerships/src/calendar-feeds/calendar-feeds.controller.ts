import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Req,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ctx, IdPipe, OWN_ACCOUNT, Permit, Public, type OperationContext } from '#platform';
import { NoticeDeadlinesService } from '../terms/notice-deadlines.service.js';
import {
  CalendarFeedsResponse,
  NewCalendarFeedRequest,
  NewCalendarFeedResponse,
} from './calendar-feeds.dto.js';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { FeedReaders } from './feed-readers.js';

/** A year ahead: notice periods are rarely longer. */
const HORIZON = 'P1Y';

@ApiTags('instruments')
@Controller()
export class CalendarFeedsController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly readers: FeedReaders,
    private readonly deadlines: NoticeDeadlinesService,
  ) {}

  @Permit(OWN_ACCOUNT)
  @Get('me/calendar-feeds')
  @ApiOperation({ summary: 'My calendar feeds' })
  @ApiOkResponse({ type: CalendarFeedsResponse })
  async list(@Ctx() ctx: OperationContext): Promise<CalendarFeedsResponse> {
    return CalendarFeedsResponse.of(await this.feeds.list(ctx));
  }

  @Permit(OWN_ACCOUNT)
  @Post('me/calendar-feeds')
  @ApiOperation({ summary: 'Make a feed that a calendar program can read without signing in' })
  @ApiCreatedResponse({ type: NewCalendarFeedResponse })
  async create(
    @Ctx() ctx: OperationContext,
    @Body() body: NewCalendarFeedRequest,
  ): Promise<NewCalendarFeedResponse> {
    const { feed, token } = await this.feeds.create(ctx, body.name);
    return NewCalendarFeedResponse.of(feed, token);
  }

  @Permit(OWN_ACCOUNT)
  @Delete('me/calendar-feeds/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Revoke a feed: its address answers nothing any more' })
  @ApiNoContentResponse()
  async revoke(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<void> {
    await this.feeds.revoke(ctx, id);
  }

  @Public()
  @Get('calendar-feeds/:token')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('cache-control', 'private, no-cache')
  @ApiProduces('text/calendar')
  @ApiOperation({ summary: 'The open notice deadlines of the owner of a feed, as an iCalendar object' })
  @ApiOkResponse({ schema: { type: 'string' } })
  async read(@Param('token') token: string, @Req() request: FastifyRequest): Promise<string> {
    const ctx = await this.readers.contextOf(token, request.id);
    return this.deadlines.calendar(ctx, { within: HORIZON });
  }
}
