import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnswerFormat, Ctx, Cursors, Permit, type AnswerFormatName, type OperationContext } from '#platform';
import { ResultsPage } from './assessment.response.js';
import { ResultsRequest } from './assessments.dto.js';
import { resultsCsv } from './results-csv.js';
import { ResultsService } from './results.service.js';

@ApiTags('standards')
@Controller('assessment-results')
export class ResultsController {
  constructor(
    private readonly results: ResultsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('assessments:read')
  @Get()
  @ApiOperation({ summary: 'Every answer as one row; as CSV all of them at once' })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ type: ResultsPage })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: ResultsRequest,
    @AnswerFormat() format: AnswerFormatName,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResultsPage | string> {
    if (format !== 'csv') return this.results.page(ctx, this.cursors, query);
    void reply.header('content-type', 'text/csv; charset=utf-8; header=present');
    return resultsCsv(await this.results.all(ctx, query));
  }
}
