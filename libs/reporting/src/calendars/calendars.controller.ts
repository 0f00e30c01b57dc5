import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { CalendarAssignmentsService } from './calendar-assignments.service.js';
import {
  CalendarAssignmentRequest,
  DayOverrideRequest,
  DaysRequest,
  LunarMonthRequest,
} from './calendars.dto.js';
import {
  CalendarAssignmentListResponse,
  DayListResponse,
  DayResponse,
  LunarMonthListResponse,
  LunarMonthResponse,
  PeriodSchemeListResponse,
  WorkingCalendarListResponse,
} from './calendars.responses.js';
import { LunarMonthsService } from './lunar-months.service.js';
import { WorkingCalendarsService } from './working-calendars.service.js';

@ApiTags('calendars')
@Controller()
export class CalendarsController {
  constructor(
    private readonly assignments: CalendarAssignmentsService,
    private readonly workingCalendars: WorkingCalendarsService,
    private readonly lunarMonths: LunarMonthsService,
  ) {}

  @Permit('calendars:read')
  @Get('period-schemes')
  @ApiOperation({ summary: 'The ways in which time can be divided into reporting months' })
  @ApiOkResponse({ type: PeriodSchemeListResponse })
  schemes(): PeriodSchemeListResponse {
    return PeriodSchemeListResponse.all();
  }

  @Permit('calendars:read')
  @Get('units/:code/calendar-assignments')
  @ApiOperation({ summary: 'Which calendar a unit reports in, and when; a network stands for its country' })
  @ApiOkResponse({ type: CalendarAssignmentListResponse })
  async listAssignments(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
  ): Promise<CalendarAssignmentListResponse> {
    return CalendarAssignmentListResponse.from(await this.assignments.list(ctx, code));
  }

  @Permit('calendars:manage')
  @Post('units/:code/calendar-assignments')
  @ApiOperation({ summary: 'Change calendar, zone or working days from a day on; open reports keep theirs' })
  @ApiCreatedResponse({ type: CalendarAssignmentListResponse })
  async assign(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: CalendarAssignmentRequest,
  ): Promise<CalendarAssignmentListResponse> {
    return CalendarAssignmentListResponse.from(await this.assignments.assign(ctx, code, body.order()));
  }

  @Permit('calendars:read')
  @Get('working-calendars')
  @ApiOperation({ summary: 'Working calendars with their weekly patterns' })
  @ApiOkResponse({ type: WorkingCalendarListResponse })
  async listCalendars(@Ctx() ctx: OperationContext): Promise<WorkingCalendarListResponse> {
    return WorkingCalendarListResponse.from(await this.workingCalendars.list(ctx));
  }

  @Permit('calendars:read')
  @Get('working-calendars/:code/days')
  @ApiOperation({ summary: 'Which days are worked, why not, and which document says so' })
  @ApiOkResponse({ type: DayListResponse })
  async listDays(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Query() query: DaysRequest,
  ): Promise<DayListResponse> {
    return DayListResponse.from(await this.workingCalendars.days(ctx, code, ...query.range()));
  }

  @Permit('calendars:manage')
  @Post('working-calendars/:code/overrides')
  @ApiOperation({ summary: 'Record what a newer source says about a day' })
  @ApiCreatedResponse({ type: DayResponse })
  async recordDay(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: DayOverrideRequest,
  ): Promise<DayResponse> {
    return DayResponse.from(await this.workingCalendars.record(ctx, code, body.day()));
  }

  @Permit('calendars:read')
  @Get('lunar-months')
  @ApiOperation({ summary: 'Where lunar months begin, as announced or expected' })
  @ApiOkResponse({ type: LunarMonthListResponse })
  async listLunarMonths(@Ctx() ctx: OperationContext): Promise<LunarMonthListResponse> {
    return LunarMonthListResponse.from(await this.lunarMonths.list(ctx));
  }

  @Permit('calendars:manage')
  @Post('lunar-months')
  @ApiOperation({ summary: 'Record where a lunar month begins' })
  @ApiCreatedResponse({ type: LunarMonthResponse })
  async recordLunarMonth(
    @Ctx() ctx: OperationContext,
    @Body() body: LunarMonthRequest,
  ): Promise<LunarMonthResponse> {
    return LunarMonthResponse.from(await this.lunarMonths.record(ctx, body.row()));
  }
}
