import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IfMatch, Permit, type OperationContext } from '#platform';
import { ChangeCentreRequest, NetworkTotalsRequest, NetworkTotalsResponse } from './centre-changes.dto.js';
import { CentreRequest, CentreResponse, CentresPage, CentresRequest } from './centres.dto.js';
import { CentresService } from './centres.service.js';
import { ClassifyCentre } from './classify-centre.js';

@ApiTags('centres')
@Controller('centres')
export class CentresController {
  constructor(
    private readonly centres: CentresService,
    private readonly classification: ClassifyCentre,
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
  @Get('totals')
  @ApiOperation({
    summary: 'How many centres operate in each network on a day, with the classes that are counted',
  })
  @ApiOkResponse({ type: NetworkTotalsResponse })
  async totals(
    @Ctx() ctx: OperationContext,
    @Query() query: NetworkTotalsRequest,
  ): Promise<NetworkTotalsResponse> {
    const question = query.question();
    const { asOf, totals } = await this.centres.totals(ctx, query, question);
    return NetworkTotalsResponse.from(totals, asOf, question);
  }

  @Permit('units:manage')
  @Patch(':code')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Says how a centre came about, what it counts towards and what people call it' })
  @ApiOkResponse({ type: CentreResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @IfMatch() rev: number,
    @Body() body: ChangeCentreRequest,
  ): Promise<CentreResponse> {
    await this.classification.change(ctx, code, rev, body.change());
    return CentreResponse.fromCentre(await this.centres.get(ctx, code));
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
