import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OperationContext } from '../context/operation-context.js';
import { Ctx, Permit } from '../http/access.js';
import { PageRequest } from '../http/page.dto.js';
import { DeadLettersPage, QueuesResponse } from './operations.dto.js';
import { OperationsService } from './operations.service.js';

@ApiTags('operations')
@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Permit('operations:run')
  @Get('queues')
  @ApiOperation({ summary: 'Queues, workers, schedulers and the backlog of promises' })
  @ApiOkResponse({ type: QueuesResponse })
  async queues(@Ctx() ctx: OperationContext): Promise<QueuesResponse> {
    return this.operations.queues(ctx);
  }

  @Permit('operations:run')
  @Get('dead-letters')
  @ApiOperation({ summary: 'Work that nobody will do any more unless it is ordered again' })
  @ApiOkResponse({ type: DeadLettersPage })
  async deadLetters(@Ctx() ctx: OperationContext, @Query() query: PageRequest): Promise<DeadLettersPage> {
    return this.operations.deadLetters(ctx, query);
  }
}
