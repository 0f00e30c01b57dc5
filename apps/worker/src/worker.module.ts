import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from '#audit/wiring';
import { CollectionJobsModule } from '#collection/wiring';
import { DocumentsJobsModule } from '#evidence/wiring';
import { IdentityModule } from '#identity/wiring';
import { NotificationsJobsModule } from '#notifications/wiring';
import { AlertsJobsModule, ObligationsJobsModule } from '#partnerships/wiring';
import { WORKER_LIMITS, type Clock, type Config } from '#platform';
import { PlatformJobsModule, PlatformModule } from '#platform/wiring';
import { ReportingJobsModule } from '#reporting/wiring';
import { WorkerHealth } from './worker-health.js';

/** The job process: every library's processors, no route; only its health is asked over HTTP. */
@Module({})
export class WorkerModule {
  static for(config: Config, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.for(config, WORKER_LIMITS, 'asan-worker', clock),
        PlatformJobsModule,
        AuditModule,
        IdentityModule,
        CollectionJobsModule,
        DocumentsJobsModule,
        NotificationsJobsModule,
        ObligationsJobsModule,
        AlertsJobsModule,
        ReportingJobsModule,
      ],
      providers: [WorkerHealth],
    };
  }
}
