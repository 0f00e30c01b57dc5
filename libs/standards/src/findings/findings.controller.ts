import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { FindingSteps } from './finding-steps.service.js';
import { FindingResponse, FindingsPage } from './finding.response.js';
import { ActionDoneRequest, FindingRequest, FindingsRequest, FindingStepRequest } from './findings.dto.js';
import { FindingsService } from './findings.service.js';

@ApiTags('standards')
@Controller()
export class FindingsController {
  constructor(
    private readonly findings: FindingsService,
    private readonly steps: FindingSteps,
    private readonly cursors: Cursors,
  ) {}

  @Permit('findings:read')
  @Get('findings')
  @ApiOperation({ summary: 'What assessments found and what is done about it, newest first' })
  @ApiOkResponse({ type: FindingsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: FindingsRequest): Promise<FindingsPage> {
    return FindingsPage.from(await this.findings.page(ctx, this.cursors, query));
  }

  @Permit('findings:record')
  @Post('assessments/:id/findings')
  @ApiOperation({ summary: 'Record a finding; the same within a year is a repetition and a step graver' })
  @ApiCreatedResponse({ type: FindingResponse })
  async record(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: FindingRequest,
  ): Promise<FindingResponse> {
    return FindingResponse.from(await this.findings.record(ctx, id, FindingRequest.toFinding(body)));
  }

  @Permit('findings:read')
  @Get('findings/:id')
  @ApiOperation({ summary: 'One finding with its corrective actions' })
  @ApiOkResponse({ type: FindingResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<FindingResponse> {
    return FindingResponse.from(await this.findings.get(ctx, id));
  }

  @Permit('findings:step')
  @Post('findings/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Record the cause, plan, accept or send back, complete, verify' })
  @ApiOkResponse({ type: FindingResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: FindingStepRequest,
  ): Promise<FindingResponse> {
    await this.steps.take(ctx, id, rev, FindingStepRequest.toCommand(body));
    return FindingResponse.from(await this.findings.get(ctx, id));
  }

  @Permit('findings:act')
  @Post('corrective-actions/:id/done')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Say that an action is done, with proofs; answers its finding' })
  @ApiOkResponse({ type: FindingResponse })
  async done(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: ActionDoneRequest,
  ): Promise<FindingResponse> {
    const findingId = await this.steps.finish(ctx, id, rev, ActionDoneRequest.toOutcome(body));
    return FindingResponse.from(await this.findings.get(ctx, findingId));
  }
}
