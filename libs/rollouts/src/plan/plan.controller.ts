import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { ChangePlanQuery, ChangePlanRequest, TaskStepRequest } from './plan.dto.js';
import {
  PlanOutcomeResponse,
  ReplansResponse,
  RolloutTaskResponse,
  RolloutTasksResponse,
} from './plan.response.js';
import { PlanService } from './plan.service.js';
import { TasksService } from './tasks.service.js';

@ApiTags('rollouts')
@Controller()
export class PlanController {
  constructor(
    private readonly plan: PlanService,
    private readonly tasks: TasksService,
  ) {}

  @Permit('rollouts:read')
  @Get('rollouts/:id/plan')
  @ApiOperation({ summary: 'Every change of the plan with its reason, oldest first' })
  @ApiOkResponse({ type: ReplansResponse })
  async history(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ReplansResponse> {
    return ReplansResponse.from(await this.plan.history(ctx, id));
  }

  @Permit('rollouts:manage')
  @Patch('rollouts/:id/plan')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Plans anew: moves open tasks only; with dryRun it only says what would move' })
  @ApiOkResponse({ type: PlanOutcomeResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Query() { dryRun }: ChangePlanQuery,
    @Body() body: ChangePlanRequest,
  ): Promise<PlanOutcomeResponse> {
    const change = ChangePlanRequest.toChange(body);
    const outcome = dryRun ? this.plan.tryOut(ctx, id, rev, change) : this.plan.change(ctx, id, rev, change);
    return PlanOutcomeResponse.from(await outcome);
  }

  @Permit('rollouts:read')
  @Get('rollouts/:id/tasks')
  @ApiOperation({ summary: 'The tasks by day, with baseline and slip' })
  @ApiOkResponse({ type: RolloutTasksResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<RolloutTasksResponse> {
    return RolloutTasksResponse.from(await this.tasks.listOf(ctx, id));
  }

  @Permit('rollouts:work')
  @Post('rollout-tasks/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Take a step: complete, reopen, drop' })
  @ApiOkResponse({ type: RolloutTaskResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: TaskStepRequest,
  ): Promise<RolloutTaskResponse> {
    return RolloutTaskResponse.from(await this.tasks.take(ctx, id, rev, TaskStepRequest.toCommand(body)));
  }
}
