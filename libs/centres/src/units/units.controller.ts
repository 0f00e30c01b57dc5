import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, Permit, type OperationContext } from '#platform';
import { UnitResponse, UnitsPage, UnitsRequest } from './units.dto.js';
import { UnitsService } from './units.service.js';

@ApiTags('units')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('units:read')
  @Get()
  @ApiOperation({ summary: 'Reporting units with their status over time and their place in the network' })
  @ApiOkResponse({ type: UnitsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: UnitsRequest): Promise<UnitsPage> {
    const { data, page } = await this.units.page(ctx, this.cursors, query);
    return { data: data.map((unit) => UnitResponse.from(unit)), page };
  }
}
