import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from '#audit/wiring';
import { IdentityModule } from '#identity/wiring';
import { IndicatorsModule } from '#indicators/wiring';
import { WORKER_LIMITS, type Clock, type Config } from '#platform';
import { PlatformModule } from '#platform/wiring';
import { TreesModule } from '#standards/wiring';
import { DemoModule } from './demo/demo.module.js';
import { FactsModule } from './facts/facts.module.js';

/** Everything that fills an empty installation: reference data, documented facts, the demo set. */
@Module({})
export class SeedModule {
  static for(config: Config, clock?: Clock): DynamicModule {
    return {
      module: SeedModule,
      imports: [
        PlatformModule.for(config, WORKER_LIMITS, 'asan-seed', clock),
        AuditModule,
        IdentityModule,
        IndicatorsModule,
        TreesModule,
        FactsModule,
        DemoModule,
      ],
    };
  }
}
