import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { AnswersService } from './answers.service.js';
import {
  AssessmentDetailResponse,
  AssessmentGapResponse,
  AssessmentResponse,
  AssessmentsPage,
} from './assessment.response.js';
import { AssessmentSteps } from './assessment-steps.service.js';
import {
  AnswersRequest,
  AssessmentRequest,
  AssessmentsRequest,
  AssessmentStepRequest,
} from './assessments.dto.js';
import { AssessmentsService } from './assessments.service.js';
import { ResultsService } from './results.service.js';

@ApiTags('standards')
@Controller('assessments')
export class AssessmentsController {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly answers: AnswersService,
    private readonly steps: AssessmentSteps,
    private readonly results: ResultsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('assessments:read')
  @Get()
  @ApiOperation({ summary: 'Assessments of centres, newest first' })
  @ApiOkResponse({ type: AssessmentsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: AssessmentsRequest): Promise<AssessmentsPage> {
    return AssessmentsPage.from(await this.assessments.page(ctx, this.cursors, query));
  }

  @Permit('assessments:plan')
  @Post()
  @ApiOperation({ summary: 'Plan an assessment by the standard in force; a country plans its own ones' })
  @ApiCreatedResponse({ type: AssessmentResponse })
  async plan(@Ctx() ctx: OperationContext, @Body() body: AssessmentRequest): Promise<AssessmentResponse> {
    const planned = AssessmentRequest.toPlan(body);
    return AssessmentResponse.from(await this.assessments.plan(ctx, planned));
  }

  @Permit('assessments:read')
  @Get(':id')
  @ApiOperation({ summary: 'One assessment with answers and scores; a draft of the agency without them' })
  @ApiOkResponse({ type: AssessmentDetailResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<AssessmentDetailResponse> {
    return AssessmentDetailResponse.of(await this.answers.get(ctx, id));
  }

  @Permit('assessments:answer')
  @Patch(':id/items')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Save any number of answers at once: all of them or none' })
  @ApiOkResponse({ type: AssessmentDetailResponse })
  async answer(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: AnswersRequest,
  ): Promise<AssessmentDetailResponse> {
    const answers = AnswersRequest.toAnswers(body);
    return AssessmentDetailResponse.of(await this.answers.save(ctx, id, rev, answers));
  }

  @Permit('assessments:step')
  @Post(':id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({
    summary: 'Start, complete, share, answer as the country, or make final as a second person',
  })
  @ApiOkResponse({ type: AssessmentResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: AssessmentStepRequest,
  ): Promise<AssessmentResponse> {
    const command = AssessmentStepRequest.toCommand(body);
    return AssessmentResponse.from(await this.steps.take(ctx, id, rev, command));
  }

  @Permit('assessments:read')
  @Get(':id/gap')
  @ApiOperation({ summary: 'The centre’s own view beside the agency’s, by parameter and criterion' })
  @ApiOkResponse({ type: AssessmentGapResponse })
  async gap(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<AssessmentGapResponse> {
    return AssessmentGapResponse.from(await this.results.gap(ctx, id));
  }
}
