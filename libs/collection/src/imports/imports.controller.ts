import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { ImportForm, ImportResponse, ImportRowListResponse, ImportRowsRequest } from './imports.dto.js';
import { ImportsService } from './imports.service.js';
import { answerReceived } from './received.js';
import { readUpload } from './multipart-file.js';
import { UploadOrders } from './upload-orders.js';

@ApiTags('collection')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly orders: UploadOrders,
  ) {}

  @Permit('imports:create')
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImportForm })
  @ApiOperation({ summary: 'Hand in a month as a file: compared first, then filled into drafts' })
  @ApiAcceptedResponse({ type: ImportResponse })
  async create(
    @Ctx() ctx: OperationContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResponse> {
    const handIn = await this.orders.handInOf(ctx, await readUpload(request));
    return answerReceived(reply, await this.imports.receive(ctx, handIn));
  }

  @Permit('imports:read')
  @Get(':id')
  @ApiOperation({ summary: 'How an import stands and what became of each report' })
  @ApiOkResponse({ type: ImportResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ImportResponse> {
    const found = await this.imports.get(ctx, id);
    return ImportResponse.from(found.import, found.reports);
  }

  @Permit('imports:read')
  @Get(':id/rows')
  @ApiOperation({ summary: 'Every value of the file and what became of it' })
  @ApiOkResponse({ type: ImportRowListResponse })
  async rows(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: ImportRowsRequest,
  ): Promise<ImportRowListResponse> {
    const { outcome = null, after, limit } = query;
    return ImportRowListResponse.from(await this.imports.listRows(ctx, id, { outcome, after, limit }));
  }

  @Permit('imports:create')
  @Post(':id/commit')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Fill the drafts from an import that was compared' })
  @ApiAcceptedResponse({ type: ImportResponse })
  async commit(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
  ): Promise<ImportResponse> {
    return ImportResponse.from(await this.imports.commit(ctx, id, rev));
  }
}
