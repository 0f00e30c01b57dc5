import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, Permit, type OperationContext } from '#platform';
import { CentreRequest, CentreResponse, CentresPage, CentresRequest } from './centres.dto.js';
import { CentresService } from './centres.service.js';

@ApiTags('centres')
@Controller('centres')
export class CentresController {
  constructor(
    private readonly centres: CentresService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('units:read')
  @Get()
  @ApiOperation({ summary: 'Centres with their status on a day' })
  @ApiOkResponse({ type: CentresPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: CentresRequest): Promise<CentresPage> {
    const { data, page } = await this.centres.page(ctx, this.cursors, query);
    return { data: data.map((centre) => CentreResponse.fromCentre(centre)), page };
  }

  @Permit('units:read')
  @Get(':code')
  @ApiOperation({ summary: 'One centre' })
  @ApiOkResponse({ type: CentreResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Query() query: CentreRequest,
  ): Promise<CentreResponse> {
    return CentreResponse.fromCentre(await this.centres.get(ctx, code, query.asOf));
  }
}
