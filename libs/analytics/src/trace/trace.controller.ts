import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { TraceRequest, TraceResponse } from './trace.dto.js';
import { TraceService } from './trace.service.js';

@ApiTags('analytics')
@Controller('trace')
export class TraceController {
  constructor(private readonly traces: TraceService) {}

  @Permit('analytics:read')
  @Get()
  @ApiOperation({
    summary: 'From a clause through obligations, rollouts and centres to the figures of the last month',
  })
  @ApiOkResponse({ type: TraceResponse })
  async follow(
    @Ctx() ctx: OperationContext,
    @Query() { clause, partner, asOf }: TraceRequest,
  ): Promise<TraceResponse> {
    return TraceResponse.from(await this.traces.follow(ctx, { clause, partner, asOf }));
  }
}
