import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { UnitResponse } from '../units/units.dto.js';
import { NetworkRegister } from './network-register.service.js';
import { MoveUnitRequest, SplitUnitRequest, UnitTreeRequest, UnitTreeResponse } from './structure.dto.js';
import { UnitTrees } from './unit-tree.service.js';

@ApiTags('units')
@Controller('units')
export class StructureController {
  constructor(
    private readonly trees: UnitTrees,
    private readonly network: NetworkRegister,
  ) {}

  @Permit('units:read')
  @Get('tree')
  @ApiOperation({ summary: 'The network as it belongs together today, or did on a day' })
  @ApiOkResponse({ type: UnitTreeResponse })
  async tree(@Ctx() ctx: OperationContext, @Query() query: UnitTreeRequest): Promise<UnitTreeResponse> {
    return UnitTreeResponse.from(await this.trees.on(ctx, query.partner, query.day()));
  }

  @Permit('units:manage')
  @Post(':code/parents')
  @ApiOperation({
    summary: 'Moves a unit to another larger one from a day on; earlier days stay as they are',
  })
  @ApiCreatedResponse({ type: UnitResponse })
  async move(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: MoveUnitRequest,
  ): Promise<UnitResponse> {
    return UnitResponse.from(await this.network.move(ctx, code, body));
  }

  @Permit('units:manage')
  @Post(':code/splits')
  @ApiOperation({ summary: 'Divides a unit from a day on: new ones get its parts, and it closes' })
  @ApiCreatedResponse({ type: [UnitResponse] })
  async split(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: SplitUnitRequest,
  ): Promise<UnitResponse[]> {
    const units = await this.network.split(ctx, code, body.order());
    return units.map((unit) => UnitResponse.from(unit));
  }
}
