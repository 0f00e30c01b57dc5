import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { DelegationListResponse, DelegationRequest, DelegationResponse } from './delegations.dto.js';
import { DelegationsService } from './delegations.service.js';

@ApiTags('reporting')
@Controller('delegations')
export class DelegationsController {
  constructor(private readonly delegations: DelegationsService) {}

  @Permit('submissions:read')
  @Get()
  @ApiOperation({ summary: 'Who may hand in for whom, and until when' })
  @ApiOkResponse({ type: DelegationListResponse })
  async list(@Ctx() ctx: OperationContext): Promise<DelegationListResponse> {
    return DelegationListResponse.from(await this.delegations.list(ctx));
  }

  @Permit('delegations:manage')
  @Post()
  @ApiOperation({ summary: 'Lend my right to hand in to a deputy, for a time' })
  @ApiCreatedResponse({ type: DelegationResponse })
  async create(@Ctx() ctx: OperationContext, @Body() body: DelegationRequest): Promise<DelegationResponse> {
    return DelegationResponse.from(await this.delegations.create(ctx, body.order()));
  }

  @Permit('delegations:manage')
  @Post(':id/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Take the right back before its time' })
  @ApiOkResponse({ type: DelegationResponse })
  async end(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
  ): Promise<DelegationResponse> {
    return DelegationResponse.from(await this.delegations.end(ctx, id, rev));
  }
}
