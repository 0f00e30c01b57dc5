import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OperationContext } from '../context/operation-context.js';
import { Ctx, Permit } from '../http/access.js';
import { IdPipe } from '../http/identifier.js';
import { JobResponse } from './job.dto.js';
import { JobsService } from './jobs.service.js';

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Permit('jobs:read')
  @Get(':id')
  @ApiOperation({ summary: 'State and progress of background work' })
  @ApiOkResponse({ type: JobResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<JobResponse> {
    return this.jobs.get(ctx, id);
  }
}
