import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  MissionResponse,
  MissionsPage,
  MissionsRequest,
  PlanMissionRequest,
  ReportMissionRequest,
} from './missions.dto.js';
import { MissionsService } from './missions.service.js';

@ApiTags('rollouts')
@Controller('missions')
export class MissionsController {
  constructor(
    private readonly missions: MissionsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('rollouts:read')
  @Get()
  @ApiOperation({ summary: 'Missions, newest first' })
  @ApiOkResponse({ type: MissionsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: MissionsRequest): Promise<MissionsPage> {
    const { data, page } = await this.missions.page(ctx, this.cursors, query);
    return { data: data.map((mission) => MissionResponse.from(mission)), page };
  }

  @Permit('rollouts:manage')
  @Post()
  @ApiOperation({ summary: 'Records a mission; its report is due in working days after the return' })
  @ApiCreatedResponse({ type: MissionResponse })
  async plan(@Ctx() ctx: OperationContext, @Body() body: PlanMissionRequest): Promise<MissionResponse> {
    return MissionResponse.from(await this.missions.plan(ctx, PlanMissionRequest.toMission(body)));
  }

  @Permit('rollouts:read')
  @Get(':id')
  @ApiOperation({ summary: 'One mission' })
  @ApiOkResponse({ type: MissionResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<MissionResponse> {
    return MissionResponse.from(await this.missions.get(ctx, id));
  }

  @Permit('rollouts:manage')
  @Post(':id/report')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Files the report of a mission, once' })
  @ApiOkResponse({ type: MissionResponse })
  async report(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: ReportMissionRequest,
  ): Promise<MissionResponse> {
    return MissionResponse.from(await this.missions.report(ctx, id, rev, body.report));
  }
}
