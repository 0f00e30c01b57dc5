import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, Permit, type OperationContext } from '#platform';
import { structureOf } from '../structure/structure.js';
import { UnitRegister } from './unit-register.service.js';
import { RegisterUnitRequest, StatusChangeRequest } from './unit-requests.dto.js';
import { UnitResponse, UnitsListRequest, UnitsPage } from './units.dto.js';
import { UnitsService } from './units.service.js';

@ApiTags('units')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly registry: UnitRegister,
    private readonly cursors: Cursors,
  ) {}

  @Permit('units:read')
  @Get()
  @ApiOperation({ summary: 'Reporting units with their status over time and their place in the network' })
  @ApiOkResponse({ type: UnitsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: UnitsListRequest): Promise<UnitsPage> {
    const { structure, ...question } = query;
    const { data, page } = await this.units.pageIn(ctx, this.cursors, question, structureOf(structure ?? ''));
    return { data: data.map((unit) => UnitResponse.from(unit)), page };
  }

  @Permit('units:manage')
  @Post()
  @ApiOperation({ summary: 'Registers a unit of a partner, within a larger one and in operation if it is' })
  @ApiCreatedResponse({ type: UnitResponse })
  async register(@Ctx() ctx: OperationContext, @Body() body: RegisterUnitRequest): Promise<UnitResponse> {
    return UnitResponse.from(await this.registry.create(ctx, body.order()));
  }

  @Permit('units:manage')
  @Post(':code/status-intervals')
  @ApiOperation({ summary: 'Lets a unit operate, pause or close from a day on; what lasted until then ends' })
  @ApiCreatedResponse({ type: UnitResponse })
  async changeStatus(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: StatusChangeRequest,
  ): Promise<UnitResponse> {
    return UnitResponse.from(await this.registry.changeStatus(ctx, code, body.order()));
  }
}
