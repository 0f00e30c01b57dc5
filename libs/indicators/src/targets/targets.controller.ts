import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import {
  NewTargetsRequest,
  TargetList,
  TargetResponse,
  TargetsRequest,
  TargetTransitionRequest,
} from './targets.dto.js';
import { TargetsService } from './targets.service.js';

@ApiTags('indicators')
@Controller('targets')
export class TargetsController {
  constructor(private readonly targets: TargetsService) {}

  @Permit('submissions:read')
  @Get()
  @ApiOperation({ summary: 'Targets of units, newest month first; 1,000 at most' })
  @ApiOkResponse({ type: TargetList })
  async list(@Ctx() ctx: OperationContext, @Query() query: TargetsRequest): Promise<TargetList> {
    return TargetList.from(await this.targets.list(ctx, query));
  }

  @Permit('targets:propose')
  @Post()
  @ApiOperation({ summary: 'Propose targets, all of them or none' })
  @ApiCreatedResponse({ type: TargetList })
  async propose(@Ctx() ctx: OperationContext, @Body() body: NewTargetsRequest): Promise<TargetList> {
    return TargetList.from(await this.targets.propose(ctx, body.wanted()));
  }

  @Permit('targets:decide')
  @Post(':id/transitions')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Approve or decline a target as a second person, or withdraw it' })
  @ApiOkResponse({ type: TargetResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() { name: step, reason }: TargetTransitionRequest,
  ): Promise<TargetResponse> {
    return TargetResponse.from(await this.targets.take(ctx, id, rev, { step, reason: reason ?? null }));
  }
}
