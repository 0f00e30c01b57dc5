import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { MonthCheckRequest, MonthCheckResponse } from './month-checks.dto.js';
import { MonthChecksService } from './month-checks.service.js';

@ApiTags('rules')
@Controller('month-checks')
export class MonthChecksController {
  constructor(private readonly checks: MonthChecksService) {}

  @Permit('reports:check')
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Run the rules over the reports of a month that changed since they were run last',
  })
  @ApiAcceptedResponse({ type: MonthCheckResponse })
  async order(@Ctx() ctx: OperationContext, @Body() body: MonthCheckRequest): Promise<MonthCheckResponse> {
    return { job: await this.checks.order(ctx, body.partner, body.period) };
  }
}
