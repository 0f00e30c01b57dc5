import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import { JobPages } from '../jobs/job-pages.js';
import { JobWaiter } from '../jobs/job-waiter.js';
import { JobsController } from '../jobs/jobs.controller.js';
import { JobControlModule } from '../jobs/jobs.module.js';
import { ClockSkew } from '../database/clock-skew.js';
import { OperationsController } from '../operations/operations.controller.js';
import { OperationsService } from '../operations/operations.service.js';
import { QueueHealth } from '../queue/queue-health.js';
import { QueueInspector } from '../queue/queue-inspector.js';
import { ObjectStore } from '../storage/object-store.js';
import { AccessGuard } from './access.guard.js';
import { Cursors } from './cursor.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { HealthController } from './health.controller.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness, READINESS_CHECKS, type ReadinessCheck } from './readiness.js';
import { RequestValidationPipe } from './request-validation.pipe.js';
import { RouteWalk } from './route-walk.js';
import { UndeclaredInputInterceptor } from './undeclared-input.interceptor.js';

/** Guards, filters and pipes of every route, and the routes that belong to no feature. */
@Global()
@Module({})
export class HttpModule {
  /** @param furtherChecks readiness of what a process needs beyond database and queue. */
  static for(config: Config, furtherChecks: ReadinessCheck[] = []): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule, JobControlModule],
      controllers: [HealthController, JobsController, OperationsController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestValidationPipe },
        { provide: APP_INTERCEPTOR, useClass: UndeclaredInputInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: Cursors, useFactory: () => new Cursors(config.ASAN_SECRET) },
        {
          provide: READINESS_CHECKS,
          inject: [DataSource, QueueHealth, ClockSkew, ObjectStore],
          useFactory: (
            dataSource: DataSource,
            queue: QueueHealth,
            skew: ClockSkew,
            storage: ObjectStore,
          ): ReadinessCheck[] => [
            { name: 'database', check: async () => void (await dataSource.query('select 1')) },
            { name: 'queue', check: () => queue.assertAvailable() },
            { name: 'clock', check: () => skew.assertSmall() },
            { name: 'storage', check: () => storage.assertAvailable() },
            ...furtherChecks,
          ],
        },
        IdempotencyRecords,
        JobPages,
        JobWaiter,
        OperationsService,
        QueueInspector,
        Readiness,
        RouteWalk,
      ],
      exports: [Cursors, RouteWalk],
    };
  }
}
