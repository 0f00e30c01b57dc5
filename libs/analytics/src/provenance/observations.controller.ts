import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { ObservationListResponse, ObservationsRequest } from './observations.dto.js';
import { ObservationsService } from './observations.service.js';
import { ProvenanceResponse } from './provenance.dto.js';

@ApiTags('analytics')
@Controller('observations')
export class ObservationsController {
  constructor(private readonly observations: ObservationsService) {}

  @Permit('analytics:read')
  @Get()
  @ApiOperation({ summary: 'Rows of the ledger: accepted figures with the time they were known' })
  @ApiOkResponse({ type: ObservationListResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: ObservationsRequest,
  ): Promise<ObservationListResponse> {
    return ObservationListResponse.from(await this.observations.list(ctx, query.command()), ctx.locale);
  }

  @Permit('analytics:read')
  @Get(':id/provenance')
  @ApiOperation({ summary: 'How a figure came to be: who entered it, what was checked, who accepted it' })
  @ApiOkResponse({ type: ProvenanceResponse })
  async provenance(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<ProvenanceResponse> {
    return ProvenanceResponse.from(await this.observations.explain(ctx, id), ctx.locale);
  }
}
