import { Global, Module } from '@nestjs/common';
import { JobRun } from './job-run.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';

@Global()
@Module({ providers: [JobsRepository, JobsService, JobRun], exports: [JobsRepository, JobsService, JobRun] })
export class JobsModule {}
