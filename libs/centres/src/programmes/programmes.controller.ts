import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { CentreProgrammesService } from './centre-programmes.service.js';
import { CentreProgrammesResponse, RecordIntakeRequest, RecordProgrammeRequest } from './programmes.dto.js';

@ApiTags('centres')
@Controller('centres')
export class ProgrammesController {
  constructor(private readonly programmes: CentreProgrammesService) {}

  @Permit('units:read')
  @Get(':code/programmes')
  @ApiOperation({
    summary: 'Programmes that a centre may run, plans or runs, since when, and its volunteers',
  })
  @ApiOkResponse({ type: CentreProgrammesResponse })
  async list(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<CentreProgrammesResponse> {
    return CentreProgrammesResponse.from(await this.programmes.get(ctx, code));
  }

  @Permit('services:manage')
  @Post(':code/programmes')
  @ApiOperation({ summary: 'Records a stage that a programme reached in a centre; it is never rewritten' })
  @ApiCreatedResponse({ type: CentreProgrammesResponse })
  async record(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: RecordProgrammeRequest,
  ): Promise<CentreProgrammesResponse> {
    return CentreProgrammesResponse.from(await this.programmes.addStep(ctx, code, body.step()));
  }

  @Permit('services:manage')
  @Post(':code/volunteer-intakes')
  @ApiOperation({ summary: 'Records volunteers who began together and the hours they gave' })
  @ApiCreatedResponse({ type: CentreProgrammesResponse })
  async recordIntake(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Body() body: RecordIntakeRequest,
  ): Promise<CentreProgrammesResponse> {
    return CentreProgrammesResponse.from(await this.programmes.addIntake(ctx, code, body.intake()));
  }
}
