import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { RolloutResponse } from '../rollouts/rollout.response.js';
import { CriteriaService } from './criteria.service.js';
import { GateDecisions } from './gate-decisions.service.js';
import {
  DecideGateRequest,
  JudgeCriterionRequest,
  MeetConditionRequest,
  PrepareGateRequest,
} from './gates.dto.js';
import { CriterionResponse, GateConditionResponse, GatesResponse } from './gates.response.js';
import { GatesService } from './gates.service.js';

@ApiTags('rollouts')
@Controller()
export class GatesController {
  constructor(
    private readonly gates: GatesService,
    private readonly decisions: GateDecisions,
    private readonly criteria: CriteriaService,
  ) {}

  @Permit('rollouts:read')
  @Get('rollouts/:id/gates')
  @ApiOperation({ summary: 'Criteria with their proofs, decisions and conditions of every gate' })
  @ApiOkResponse({ type: GatesResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<GatesResponse> {
    return GatesResponse.from(await this.gates.of(ctx, id));
  }

  @Permit('rollouts:manage')
  @Post('rollouts/:id/gates/:gate/preparation')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Prepares the gate that the rollout stands before; somebody else decides it' })
  @ApiOkResponse({ type: RolloutResponse })
  async prepare(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Param('gate') gate: string,
    @IfMatch() rev: number,
    @Body() body: PrepareGateRequest,
  ): Promise<RolloutResponse> {
    return RolloutResponse.from(await this.decisions.prepare(ctx, id, gate, rev, body));
  }

  @Permit('rollouts:decide')
  @Post('rollouts/:id/gates/:gate/decisions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Decides a prepared gate: GO, CONDITIONAL_GO, HOLD, RECYCLE or STOP' })
  @ApiOkResponse({ type: RolloutResponse })
  async decide(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Param('gate') gate: string,
    @IfMatch() rev: number,
    @Body() body: DecideGateRequest,
  ): Promise<RolloutResponse> {
    const command = DecideGateRequest.toCommand(body);
    return RolloutResponse.from(await this.decisions.decide(ctx, id, gate, rev, command));
  }

  @Permit('rollouts:manage')
  @Post('rollout-criteria/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Judges a criterion: meet with proof, waive (director), reopen' })
  @ApiOkResponse({ type: CriterionResponse })
  async judge(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: JudgeCriterionRequest,
  ): Promise<CriterionResponse> {
    const judgement = JudgeCriterionRequest.toJudgement(body);
    return CriterionResponse.of(await this.criteria.judge(ctx, id, rev, judgement));
  }

  @Permit('rollouts:manage')
  @Post('gate-conditions/:id/fulfilment')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Records that a condition of a gate is met' })
  @ApiOkResponse({ type: GateConditionResponse })
  async meet(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: MeetConditionRequest,
  ): Promise<GateConditionResponse> {
    return GateConditionResponse.of(await this.gates.meetCondition(ctx, id, rev, body.note ?? null));
  }
}
