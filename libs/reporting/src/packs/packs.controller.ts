import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { PackRequest, PackResponse } from './packs.dto.js';
import { PacksService } from './packs.service.js';

@ApiTags('reporting')
@Controller('report-slots')
export class PacksController {
  constructor(
    private readonly packs: PacksService,
    private readonly clock: Clock,
  ) {}

  @Permit('submissions:read')
  @Get(':id/pack')
  @ApiOperation({
    summary: 'Everything to fill in a report without a connection: form, rules, history, draft',
  })
  @ApiOkResponse({ type: PackResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) slotId: string,
    @Query() _query: PackRequest,
  ): Promise<PackResponse> {
    return PackResponse.from(await this.packs.forSlot(ctx, slotId), ctx.locale, this.clock.instant());
  }
}
