import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { OperationContext } from '../context/operation-context.js';
import { Ctx, Permit } from '../http/access.js';
import { IdPipe } from '../http/identifier.js';
import { JobControl } from './job-control.js';
import { JobPages } from './job-pages.js';
import { hasEnded, JobWaiter, PreferredWait, type Patience } from './job-waiter.js';
import { JobResponse, JobsPage, JobsRequest } from './job.dto.js';
import type { Job } from './job.js';

/** Seconds after which looking again makes sense while a job is open. */
const RETRY_AFTER_SECONDS = 2;

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly pages: JobPages,
    private readonly waiter: JobWaiter,
    private readonly control: JobControl,
  ) {}

  @Permit('jobs:read')
  @Get()
  @ApiOperation({ summary: 'Background work, newest first' })
  @ApiOkResponse({ type: JobsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: JobsRequest): Promise<JobsPage> {
    return this.pages.page(ctx, query);
  }

  @Permit('jobs:read')
  @Get(':id')
  @ApiOperation({ summary: 'State and progress of background work' })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'wait=20: answer at its end, or after so many seconds',
  })
  @ApiOkResponse({ type: JobResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @PreferredWait() patience: Patience,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResponse> {
    const job = await this.waiter.ended(ctx, id, patience);
    void reply.headers(headersOf(job, patience));
    return JobResponse.from(job);
  }

  @Permit('jobs:control')
  @Post(':id/cancel')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Ask a job to stop: what it committed stays, the rest is closed' })
  @ApiAcceptedResponse({ type: JobResponse })
  async cancel(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<JobResponse> {
    return JobResponse.from(await this.control.cancel(ctx, id));
  }

  @Permit('jobs:control')
  @Post(':id/retry')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Order the work of a job that failed, was cancelled or expired once more' })
  @ApiAcceptedResponse({ type: JobResponse })
  async retry(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<JobResponse> {
    return JobResponse.from(await this.control.retry(ctx, id));
  }
}

function headersOf(job: Job, patience: Patience): Record<string, string> {
  return {
    ...(hasEnded(job) ? {} : { 'retry-after': String(RETRY_AFTER_SECONDS) }),
    ...(patience.seconds > 0 ? { 'preference-applied': `wait=${patience.seconds}` } : {}),
  };
}
