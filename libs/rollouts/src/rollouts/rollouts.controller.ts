import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { RolloutStories } from '../stories/stories.service.js';
import { MilestonesResponse, RolloutResponse, RolloutsPage } from './rollout.response.js';
import {
  ProposeRolloutRequest,
  RolloutOpenStepsResponse,
  RolloutsRequest,
  RolloutStepRequest,
} from './rollouts.dto.js';
import { RolloutsService } from './rollouts.service.js';
import { RolloutSteps } from './rollout-steps.service.js';

@ApiTags('rollouts')
@Controller('rollouts')
export class RolloutsController {
  constructor(
    private readonly rollouts: RolloutsService,
    private readonly steps: RolloutSteps,
    private readonly stories: RolloutStories,
    private readonly cursors: Cursors,
  ) {}

  @Permit('rollouts:read')
  @Get()
  @ApiOperation({ summary: 'Rollouts, newest first' })
  @ApiOkResponse({ type: RolloutsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: RolloutsRequest): Promise<RolloutsPage> {
    const { data, page } = await this.rollouts.page(ctx, this.cursors, query);
    return { data: data.map((rollout) => RolloutResponse.from(rollout)), page };
  }

  @Permit('rollouts:manage')
  @Post()
  @ApiOperation({ summary: 'Proposes a rollout by a version of a template, which it keeps' })
  @ApiCreatedResponse({ type: RolloutResponse })
  async propose(@Ctx() ctx: OperationContext, @Body() body: ProposeRolloutRequest): Promise<RolloutResponse> {
    return RolloutResponse.from(await this.rollouts.propose(ctx, ProposeRolloutRequest.toRollout(body)));
  }

  @Permit('rollouts:read')
  @Get(':id')
  @ApiOperation({ summary: 'One rollout' })
  @ApiOkResponse({ type: RolloutResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<RolloutResponse> {
    return RolloutResponse.from(await this.rollouts.get(ctx, id));
  }

  @Permit('rollouts:read')
  @Get(':id/milestones')
  @ApiOperation({ summary: 'What public sources tell of this rollout, by date' })
  @ApiOkResponse({ type: MilestonesResponse })
  async milestones(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<MilestonesResponse> {
    await this.rollouts.get(ctx, id);
    return MilestonesResponse.from(await this.stories.milestonesOf(ctx, id));
  }

  @Permit('rollouts:read')
  @Get(':id/transitions')
  @ApiOperation({ summary: 'The steps that I may take now, those of gates included' })
  @ApiOkResponse({ type: RolloutOpenStepsResponse })
  async openSteps(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<RolloutOpenStepsResponse> {
    return { data: await this.steps.list(ctx, id) };
  }

  @Permit('rollouts:manage')
  @Post(':id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Take a step outside of gates: start, hold, resume, recordOpening' })
  @ApiOkResponse({ type: RolloutResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: RolloutStepRequest,
  ): Promise<RolloutResponse> {
    return RolloutResponse.from(await this.steps.take(ctx, id, rev, RolloutStepRequest.toCommand(body)));
  }
}
