import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import { CentreResponse } from '../centres/centres.dto.js';
import { CentresService } from '../centres/centres.service.js';
import { CentreStepRequest } from './centre-steps.dto.js';
import { CentreSteps } from './centre-steps.service.js';

@ApiTags('centres')
@Controller('centres')
export class CentreStepsController {
  constructor(
    private readonly steps: CentreSteps,
    private readonly centres: CentresService,
  ) {}

  @Permit('units:manage')
  @Post(':code/transitions')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Takes a centre a step further; opening needs a legal basis or a waiver' })
  @ApiOkResponse({ type: CentreResponse })
  async take(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @IfMatch() rev: number,
    @Body() body: CentreStepRequest,
  ): Promise<CentreResponse> {
    await this.steps.take(ctx, code, rev, body.name, body.request());
    return CentreResponse.fromCentre(await this.centres.get(ctx, code, body.on));
  }
}
