import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { QueriesService } from './queries.service.js';
import {
  AllowedTransitionsResponse,
  AnswerRequest,
  AppliedTransitionResponse,
  QueryListResponse,
  QueryResponse,
  TransitionRequest,
} from './review.dto.js';
import { TransitionsService } from './transitions.service.js';

@ApiTags('reporting')
@Controller()
export class ReviewController {
  constructor(
    private readonly transitions: TransitionsService,
    private readonly queries: QueriesService,
  ) {}

  @Permit('submissions:read')
  @Get('submissions/:id/transitions')
  @ApiOperation({ summary: 'The steps I may take, and what each still lacks' })
  @ApiOkResponse({ type: AllowedTransitionsResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<AllowedTransitionsResponse> {
    return AllowedTransitionsResponse.from(await this.transitions.list(ctx, id));
  }

  @Permit('submissions:transition')
  @Post('submissions/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Take a step: submit, recall, startReview, releaseReview, return, accept' })
  @ApiOkResponse({ type: AppliedTransitionResponse })
  async apply(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: TransitionRequest,
  ): Promise<AppliedTransitionResponse> {
    return AppliedTransitionResponse.from(await this.transitions.apply(ctx, id, rev, body.command()));
  }

  @Permit('submissions:read')
  @Get('submissions/:id/queries')
  @ApiOperation({ summary: 'Every question about this report' })
  @ApiOkResponse({ type: QueryListResponse })
  async listQueries(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<QueryListResponse> {
    return QueryListResponse.from(await this.queries.list(ctx, id));
  }

  @Permit('queries:answer')
  @Post('queries/:id/answers')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Answer a question' })
  @ApiOkResponse({ type: QueryResponse })
  async answer(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: AnswerRequest,
  ): Promise<QueryResponse> {
    return QueryResponse.from(await this.queries.answer(ctx, id, rev, body.answer));
  }
}
