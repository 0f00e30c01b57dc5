import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { AnnotatedImports } from './annotated-imports.service.js';
import { answerWorkbook, XLSX_TYPE } from '../workbooks/workbook-answer.js';
import { TemplateRequest } from '../workbooks/workbooks.dto.js';

@ApiTags('collection')
@Controller('imports')
export class AnnotatedImportsController {
  constructor(private readonly annotated: AnnotatedImports) {}

  @Permit('imports:read')
  @Get(':id/annotated.xlsx')
  @ApiOperation({ summary: 'The file that was handed in, with every problem marked and what to do about it' })
  @ApiProduces(XLSX_TYPE)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: TemplateRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWorkbook(reply, await this.annotated.of(ctx, id, query.lang ?? ctx.locale));
  }
}
