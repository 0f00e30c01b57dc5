import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from './config/config.js';
import { databaseAddress } from './database/database-address.js';
import { DataSourceShutdown } from './database/data-source-shutdown.js';
import { runtimeDataSource, watchedDataSource, type PoolLimits } from './database/data-source.js';
import { Transactions } from './database/transactions.js';
import { Translations } from './i18n/translations.js';
import { JobReconciler } from './jobs/job-reconciler.js';
import { JobsModule } from './jobs/jobs.module.js';
import { Log } from './observability/log.js';
import { Housekeeping } from './outbox/housekeeping.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { Outbox } from './outbox/outbox.js';
import { JobWorkers } from './queue/job-workers.js';
import { QueueWatchdog } from './queue/queue-watchdog.js';
import { QueueModule } from './queue/queue.module.js';
import { Schedules } from './queue/schedules.js';
import { SkewGuard } from './queue/skew-guard.js';
import { Sealer } from './secrets/sealer.js';
import { ObjectStore } from './storage/object-store.js';
import { ClockSkew } from './database/clock-skew.js';
import { Clock, clockFor } from './time/clock.js';

/** What every process needs: configuration, clock, log, one door to the database, the queue. */
@Global()
@Module({})
export class PlatformModule {
  static for(
    config: Config,
    limits: PoolLimits,
    processName: string,
    clock: Clock = clockFor(config.ASAN_CLOCK),
  ): DynamicModule {
    if (!config.DATABASE_URL) throw new Error('DATABASE_URL is not set.');
    const address = databaseAddress(config.DATABASE_URL);
    return {
      module: PlatformModule,
      imports: [QueueModule.for(config), JobsModule],
      providers: [
        {
          provide: DataSource,
          useFactory: () => watchedDataSource(runtimeDataSource(address, limits, processName)),
        },
        DataSourceShutdown,
        { provide: Config, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: Log, useFactory: () => new Log(config.LOG_LEVEL, processName) },
        Transactions,
        Outbox,
        Sealer,
        Translations,
        ObjectStore,
        ClockSkew,
      ],
      exports: [
        DataSource,
        Config,
        Clock,
        ClockSkew,
        Log,
        ObjectStore,
        Transactions,
        Outbox,
        Sealer,
        Translations,
      ],
    };
  }
}

/** What only the worker needs: the relay into the queue, the processors, and those who watch over both. */
@Global()
@Module({
  providers: [OutboxRelay, JobWorkers, JobReconciler, QueueWatchdog, Schedules, SkewGuard, Housekeeping],
  exports: [OutboxRelay, JobWorkers, JobReconciler, QueueWatchdog, Schedules, Housekeeping],
})
export class PlatformJobsModule {}
