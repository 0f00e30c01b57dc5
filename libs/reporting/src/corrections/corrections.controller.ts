import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { CorrectionList } from './correction-list.service.js';
import {
  CorrectionDecisionRequest,
  CorrectionListResponse,
  CorrectionRequest,
  CorrectionResponse,
  CorrectionsRequest,
} from './corrections.dto.js';
import { CorrectionsService } from './corrections.service.js';

@ApiTags('reporting')
@Controller('correction-requests')
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly correctionList: CorrectionList,
  ) {}

  @Permit('corrections:request')
  @Post()
  @ApiOperation({
    summary: 'Ask that an accepted report is corrected; its figures stay until that is accepted',
  })
  @ApiCreatedResponse({ type: CorrectionResponse })
  async request(@Ctx() ctx: OperationContext, @Body() body: CorrectionRequest): Promise<CorrectionResponse> {
    return CorrectionResponse.from(await this.corrections.request(ctx, body.order()));
  }

  @Permit('corrections:read')
  @Get()
  @ApiOperation({ summary: 'Which corrections were asked for, and what became of them; newest first' })
  @ApiOkResponse({ type: CorrectionListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: CorrectionsRequest,
  ): Promise<CorrectionListResponse> {
    return CorrectionListResponse.from(await this.correctionList.list(ctx, query.filter()));
  }

  @Permit('corrections:read')
  @Get(':id')
  @ApiOperation({ summary: 'One request for a correction' })
  @ApiOkResponse({ type: CorrectionResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<CorrectionResponse> {
    return CorrectionResponse.from(await this.correctionList.get(ctx, id));
  }

  @Permit('corrections:decide')
  @Post(':id/decision')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Grant a correction that somebody else asked for, which opens a draft, or decline it',
  })
  @ApiOkResponse({ type: CorrectionResponse })
  async decide(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: CorrectionDecisionRequest,
  ): Promise<CorrectionResponse> {
    return CorrectionResponse.from(await this.corrections.decide(ctx, id, rev, body.command()));
  }
}
