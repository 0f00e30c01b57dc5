import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RuleVersionPipe } from '#indicators';
import { Ctx, Permit, type OperationContext } from '#platform';
import { BacktestResponse } from './backtests.dto.js';
import { BacktestsService } from './backtests.service.js';

@ApiTags('rules')
@Controller('validation-rules/:code/versions/:version/backtest')
export class BacktestsController {
  constructor(private readonly backtests: BacktestsService) {}

  @Permit('config:edit')
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Ask a version about the accepted reports of the last twelve months' })
  @ApiAcceptedResponse({ type: BacktestResponse, description: 'DONE at once where the reports are few' })
  async run(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
  ): Promise<BacktestResponse> {
    return BacktestResponse.from(await this.backtests.run(ctx, code, version));
  }

  @Permit('config:edit')
  @Get()
  @ApiOperation({ summary: 'The newest back-test of a version' })
  @ApiOkResponse({ type: BacktestResponse })
  async newest(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Param('version', RuleVersionPipe) version: number,
  ): Promise<BacktestResponse> {
    return BacktestResponse.from(await this.backtests.newest(ctx, code, version));
  }
}
