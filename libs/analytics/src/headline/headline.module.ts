import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { InstrumentsModule, PartnersModule } from '#partnerships/wiring';
import { HeadlineSnapshotsRepository } from './headline-snapshots.repository.js';
import { HeadlineSnapshotsService } from './headline-snapshots.service.js';
import { HeadlineService } from './headline.service.js';

@Module({
  imports: [PartnersModule, InstrumentsModule, UnitsModule],
  providers: [HeadlineService, HeadlineSnapshotsRepository, HeadlineSnapshotsService],
  exports: [HeadlineService, HeadlineSnapshotsService],
})
export class HeadlineModule {}
