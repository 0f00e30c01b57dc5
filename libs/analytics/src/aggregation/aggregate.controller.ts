import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnswerFormat, Ctx, Permit, type AnswerFormatName, type OperationContext } from '#platform';
import { aggregateCsv } from './aggregate-csv.js';
import { AggregateRequest, AggregateResponse } from './aggregate.dto.js';
import { AggregateService } from './aggregate.service.js';

@ApiTags('analytics')
@Controller('analytics')
export class AggregateController {
  constructor(private readonly aggregates: AggregateService) {}

  @Permit('analytics:read')
  @Get('aggregate')
  @ApiOperation({ summary: 'Accepted figures over units and months, each with coverage and status' })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ type: AggregateResponse })
  async aggregate(
    @Ctx() ctx: OperationContext,
    @Query() query: AggregateRequest,
    @AnswerFormat() format: AnswerFormatName,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AggregateResponse | string> {
    const answer = AggregateResponse.from(await this.aggregates.answer(ctx, query.command()));
    if (format !== 'csv') return answer;
    void reply.header('content-type', 'text/csv; charset=utf-8; header=present');
    return aggregateCsv(answer.data);
  }
}
