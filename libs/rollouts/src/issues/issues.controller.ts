import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  IssueStepRequest,
  ReportIssueRequest,
  RolloutIssueResponse,
  RolloutIssuesResponse,
} from './issues.dto.js';
import { IssuesService } from './issues.service.js';

@ApiTags('rollouts')
@Controller()
export class IssuesController {
  constructor(private readonly issues: IssuesService) {}

  @Permit('rollouts:read')
  @Get('rollouts/:id/issues')
  @ApiOperation({ summary: 'What is in the way, with the days that each side was waited for' })
  @ApiOkResponse({ type: RolloutIssuesResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<RolloutIssuesResponse> {
    return RolloutIssuesResponse.from(await this.issues.listOf(ctx, id));
  }

  @Permit('rollouts:work')
  @Post('rollouts/:id/issues')
  @ApiOperation({ summary: 'Reports what is in the way, and on whose side it lies' })
  @ApiCreatedResponse({ type: RolloutIssueResponse })
  async report(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: ReportIssueRequest,
  ): Promise<RolloutIssueResponse> {
    return RolloutIssueResponse.of(await this.issues.report(ctx, id, ReportIssueRequest.toIssue(body)));
  }

  @Permit('rollouts:work')
  @Post('rollout-issues/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Take a step: handOver to another side, resolve, reopen' })
  @ApiOkResponse({ type: RolloutIssueResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: IssueStepRequest,
  ): Promise<RolloutIssueResponse> {
    return RolloutIssueResponse.of(await this.issues.take(ctx, id, rev, IssueStepRequest.toCommand(body)));
  }
}
