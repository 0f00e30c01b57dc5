import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { AddObligationRequest, ObligationResponse, ObligationsResponse } from './obligations.dto.js';
import { ObligationsService } from './obligations.service.js';
import {
  OccurrenceDetailResponse,
  OccurrenceResponse,
  OccurrencesPage,
  OccurrencesRequest,
  OccurrenceStepRequest,
  OpenStepsResponse,
} from './occurrences.dto.js';
import { OccurrencesService } from './occurrences.service.js';
import { OccurrenceSteps } from './occurrence-steps.service.js';

@ApiTags('obligations')
@Controller()
export class ObligationsController {
  constructor(
    private readonly obligations: ObligationsService,
    private readonly occurrences: OccurrencesService,
    private readonly steps: OccurrenceSteps,
    private readonly cursors: Cursors,
  ) {}

  @Permit('obligations:read')
  @Get('instruments/:id/obligations')
  @ApiOperation({ summary: 'What the clauses of this instrument oblige a side to do' })
  @ApiOkResponse({ type: ObligationsResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ObligationsResponse> {
    return ObligationsResponse.from(await this.obligations.list(ctx, id));
  }

  @Permit('obligations:record')
  @Post('instruments/:id/obligations')
  @ApiOperation({ summary: 'Records an obligation and its first occurrences' })
  @ApiCreatedResponse({ type: ObligationResponse })
  async add(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: AddObligationRequest,
  ): Promise<ObligationResponse> {
    return ObligationResponse.from(await this.obligations.add(ctx, id, AddObligationRequest.toDraft(body)));
  }

  @Permit('obligations:read')
  @Get('obligation-occurrences')
  @ApiOperation({ summary: 'What is due, by due day' })
  @ApiOkResponse({ type: OccurrencesPage })
  async page(@Ctx() ctx: OperationContext, @Query() query: OccurrencesRequest): Promise<OccurrencesPage> {
    const { data, page } = await this.occurrences.page(ctx, this.cursors, query);
    return { data: data.map((occurrence) => OccurrenceResponse.from(occurrence)), page };
  }

  @Permit('obligations:read')
  @Get('obligation-occurrences/:id')
  @ApiOperation({ summary: 'One occurrence with its proofs' })
  @ApiOkResponse({ type: OccurrenceDetailResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<OccurrenceDetailResponse> {
    return OccurrenceDetailResponse.from(await this.occurrences.get(ctx, id));
  }

  @Permit('obligations:read')
  @Get('obligation-occurrences/:id/transitions')
  @ApiOperation({ summary: 'The steps that I may take, and what each still lacks' })
  @ApiOkResponse({ type: OpenStepsResponse })
  async openSteps(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<OpenStepsResponse> {
    return OpenStepsResponse.from(await this.steps.list(ctx, id));
  }

  @Permit('obligations:act')
  @Post('obligation-occurrences/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({
    summary: 'Take a step: submitEvidence, accept, sendBack, waive, dispute, resolve, resolveByWaiver',
  })
  @ApiOkResponse({ type: OccurrenceDetailResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: OccurrenceStepRequest,
  ): Promise<OccurrenceDetailResponse> {
    const command = OccurrenceStepRequest.toCommand(body);
    return OccurrenceDetailResponse.from(await this.steps.apply(ctx, id, rev, command));
  }
}
