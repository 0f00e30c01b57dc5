import { Module } from '@nestjs/common';
import { ObligationsModule } from './obligations.module.js';
import { ObligationsProcessor } from './obligations.processor.js';

/** For the worker: the nightly work on obligations. */
@Module({ imports: [ObligationsModule], providers: [ObligationsProcessor] })
export class ObligationsJobsModule {}
