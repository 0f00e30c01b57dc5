import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { CellEntryService } from './cell-entry.service.js';
import { CellsPatchRequest, CellsPatchResponse, EntryQuery } from './cells.dto.js';
import { SubmissionResponse } from './submission.dto.js';
import { SubmissionsService } from './submissions.service.js';

@ApiTags('reporting')
@Controller()
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly entry: CellEntryService,
    private readonly clock: Clock,
  ) {}

  @Permit('submissions:enter')
  @Post('report-slots/:id/submissions')
  @ApiOperation({ summary: 'Open the draft of a slot, or get the one that is open' })
  @ApiCreatedResponse({ type: SubmissionResponse })
  async open(@Ctx() ctx: OperationContext, @Param('id', IdPipe) slotId: string): Promise<SubmissionResponse> {
    return SubmissionResponse.from(await this.submissions.openDraft(ctx, slotId), this.clock.instant());
  }

  @Permit('submissions:read')
  @Get('submissions/:id')
  @ApiOperation({ summary: 'A report with every cell of its form and what the rules say' })
  @ApiOkResponse({ type: SubmissionResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<SubmissionResponse> {
    return SubmissionResponse.from(await this.submissions.get(ctx, id), this.clock.instant());
  }

  @Permit('submissions:enter')
  @Patch('submissions/:id/cells')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Save cells; edits of other cells merge, edits of the same cell are shown' })
  @ApiOkResponse({ type: CellsPatchResponse })
  async saveCells(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: EntryQuery,
    @Body() body: CellsPatchRequest,
  ): Promise<CellsPatchResponse> {
    const saved = await this.entry.save(ctx, id, body.patches(), {
      atomic: query.atomic === 'true',
      source: 'FORM',
    });
    return CellsPatchResponse.from(saved, body);
  }
}
