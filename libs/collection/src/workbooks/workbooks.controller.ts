import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { bodyPeriod } from '#reporting';
import { CountryWorkbooksService } from '../country-workbooks/country-workbooks.service.js';
import { SlotWorkbooks } from './slot-workbooks.service.js';
import { answerWorkbook, XLSX_TYPE } from './workbook-answer.js';
import { CountryWorkbookRequest, CountryWorkbookResponse, TemplateRequest } from './workbooks.dto.js';

@ApiTags('collection')
@Controller()
export class WorkbooksController {
  constructor(
    private readonly slots: SlotWorkbooks,
    private readonly countries: CountryWorkbooksService,
  ) {}

  @Permit('submissions:read')
  @Get('report-slots/:id/template.xlsx')
  @ApiOperation({ summary: 'The pre-filled workbook of one report, to be filled in and handed in again' })
  @ApiProduces(XLSX_TYPE)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async template(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) slotId: string,
    @Query() query: TemplateRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWorkbook(reply, await this.slots.forSlot(ctx, slotId, query.lang ?? ctx.locale));
  }

  @Permit('workbooks:create')
  @Post('workbooks')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Order the workbook of all units of a partner for one month' })
  @ApiAcceptedResponse({ type: CountryWorkbookResponse })
  async order(
    @Ctx() ctx: OperationContext,
    @Body() body: CountryWorkbookRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CountryWorkbookResponse> {
    const periodId = bodyPeriod(body.period, '/period').id;
    const language = body.language(ctx.locale);
    const workbook = await this.countries.order(ctx, { partner: body.partner, periodId, language });
    void reply.header('location', `/api/v1/jobs/${workbook.jobId}`);
    return CountryWorkbookResponse.from(workbook);
  }

  @Permit('workbooks:create')
  @Get('workbooks/:id')
  @ApiOperation({ summary: 'Whether an ordered workbook is there' })
  @ApiOkResponse({ type: CountryWorkbookResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<CountryWorkbookResponse> {
    return CountryWorkbookResponse.from(await this.countries.get(ctx, id));
  }

  @Permit('workbooks:create')
  @Get('workbooks/:id/content.xlsx')
  @ApiOperation({ summary: 'The file of an ordered workbook' })
  @ApiProduces(XLSX_TYPE)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWorkbook(reply, await this.countries.file(ctx, id));
  }
}
