import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { PortfolioRequest, PortfolioResponse } from './portfolio.dto.js';
import { PortfolioService } from './portfolio.service.js';

@ApiTags('rollouts')
@Controller('rollouts/portfolio')
export class PortfolioController {
  constructor(private readonly portfolio: PortfolioService) {}

  @Permit('rollouts:read')
  @Get()
  @ApiOperation({ summary: 'Every rollout: stage, openings, slip, who is waited for, critical dates, risks' })
  @ApiOkResponse({ type: PortfolioResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: PortfolioRequest): Promise<PortfolioResponse> {
    return PortfolioResponse.from(await this.portfolio.list(ctx, query.partner));
  }
}
