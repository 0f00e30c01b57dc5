import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { AskQuery } from './ask-query.js';
import { QueriesService } from './queries.service.js';
import {
  AnswerRequest,
  QueryListResponse,
  QueryRequest,
  QueryResponse,
  QueryTransitionRequest,
} from './query.dto.js';
import { QueryTexts } from './query-texts.js';

@ApiTags('reporting')
@Controller()
export class QueriesController {
  constructor(
    private readonly queries: QueriesService,
    private readonly asking: AskQuery,
    private readonly texts: QueryTexts,
  ) {}

  @Permit('submissions:read')
  @Get('submissions/:id/queries')
  @ApiOperation({ summary: 'Every question about this report, with all that was said about it' })
  @ApiOkResponse({ type: QueryListResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<QueryListResponse> {
    return QueryListResponse.from(await this.queries.list(ctx, id), this.texts);
  }

  @Permit('queries:ask')
  @Post('submissions/:id/queries')
  @ApiOperation({ summary: 'Ask about a cell or the whole report while reviewing it' })
  @ApiCreatedResponse({ type: QueryResponse })
  async ask(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Body() body: QueryRequest,
  ): Promise<QueryResponse> {
    return QueryResponse.from(await this.asking.ask(ctx, id, body.question()), this.texts);
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
    return QueryResponse.from(await this.queries.answer(ctx, id, rev, body.answer), this.texts);
  }

  @Permit('queries:ask')
  @Post('queries/:id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Close a question, or ask it again' })
  @ApiOkResponse({ type: QueryResponse })
  async decide(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: QueryTransitionRequest,
  ): Promise<QueryResponse> {
    return QueryResponse.from(await this.queries.decide(ctx, id, rev, body.decision()), this.texts);
  }
}
