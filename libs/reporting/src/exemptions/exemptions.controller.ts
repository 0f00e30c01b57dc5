import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  ExemptionListResponse,
  ExemptionResponse,
  ExemptionsRequest,
  ExemptionTransitionRequest,
  NewExemptionRequest,
} from './exemptions.dto.js';
import { ExemptionsService } from './exemptions.service.js';

@ApiTags('rules')
@Controller('exemptions')
export class ExemptionsController {
  constructor(private readonly exemptions: ExemptionsService) {}

  @Permit('submissions:read')
  @Get()
  @ApiOperation({ summary: 'Rules that are, were or shall be switched off for a unit; newest first' })
  @ApiOkResponse({ type: ExemptionListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: ExemptionsRequest,
  ): Promise<ExemptionListResponse> {
    return ExemptionListResponse.from(await this.exemptions.list(ctx, query));
  }

  @Permit('exemptions:request')
  @Post()
  @ApiOperation({ summary: 'Ask for a rule to be switched off for one unit and a time' })
  @ApiCreatedResponse({ type: ExemptionResponse })
  async request(@Ctx() ctx: OperationContext, @Body() body: NewExemptionRequest): Promise<ExemptionResponse> {
    const { unit, rule, until, reason } = body;
    return ExemptionResponse.from(await this.exemptions.request(ctx, { unit, rule, until, reason }));
  }

  @Permit('exemptions:decide')
  @Post(':id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Grant or decline an exemption as a second person, or end one' })
  @ApiOkResponse({ type: ExemptionResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: ExemptionTransitionRequest,
  ): Promise<ExemptionResponse> {
    const command = { step: body.name, reason: body.reason ?? null };
    return ExemptionResponse.from(await this.exemptions.take(ctx, id, rev, command));
  }
}
