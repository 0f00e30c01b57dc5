import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { DeadlineDecisions } from './deadline-decisions.service.js';
import {
  DeadlineDecisionRequest,
  DeadlineProposalListResponse,
  DeadlineProposalResponse,
  DeadlineProposalsRequest,
} from './deadline-proposals.dto.js';

@ApiTags('reporting')
@Controller('deadline-proposals')
export class DeadlineProposalsController {
  constructor(private readonly decisions: DeadlineDecisions) {}

  @Permit('slots:read')
  @Get()
  @ApiOperation({ summary: 'Later due instants that follow from days recorded after a report opened' })
  @ApiOkResponse({ type: DeadlineProposalListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: DeadlineProposalsRequest,
  ): Promise<DeadlineProposalListResponse> {
    return DeadlineProposalListResponse.from(await this.decisions.list(ctx, query.filter()));
  }

  @Permit('deadlines:decide')
  @Post(':id/decision')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Apply or decline a later due instant, as somebody who did not record the day' })
  @ApiOkResponse({ type: DeadlineProposalResponse })
  async decide(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: DeadlineDecisionRequest,
  ): Promise<DeadlineProposalResponse> {
    return DeadlineProposalResponse.from(await this.decisions.decide(ctx, id, rev, body.command()));
  }
}
