import { Global, Module } from '@nestjs/common';
import { JobControl, JobControlRecords } from './job-control.js';
import { JobControlRepository } from './job-control.repository.js';
import { JobGroups } from './job-groups.repository.js';
import { JobLeases } from './job-leases.js';
import { JobRetries } from './job-retries.js';
import { JobRun } from './job-run.js';
import { JobsReadModel } from './jobs.read-model.js';
import { JobsRepository } from './jobs.repository.js';
import { JobRecords, JobsService } from './jobs.service.js';

@Global()
@Module({
  providers: [
    JobsRepository,
    JobGroups,
    JobLeases,
    JobsReadModel,
    JobControlRepository,
    JobRecords,
    JobRetries,
    JobsService,
    JobRun,
  ],
  exports: [JobsRepository, JobsReadModel, JobControlRepository, JobRetries, JobsService, JobRun],
})
export class JobsModule {}

/** Steering jobs: needs whoever keeps the record of changes, and is therefore no part of every process. */
@Module({ providers: [JobControlRecords, JobControl], exports: [JobControl] })
export class JobControlModule {}
