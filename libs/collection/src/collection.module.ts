import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { IndicatorsModule } from '#indicators/wiring';
import { ReportingModule } from '#reporting/wiring';
import { FeedsController } from './feeds/feeds.controller.js';
import { FeedsService } from './feeds/feeds.service.js';
import { ImportCommit } from './imports/import-commit.js';
import { ImportPhases } from './imports/import-phases.js';
import { ImportRecords } from './imports/import-records.js';
import { ImportTargets } from './imports/import-targets.js';
import { ImportValidation } from './imports/import-validation.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsProcessor } from './imports/imports.processor.js';
import { ImportsRepository } from './imports/imports.repository.js';
import { ImportsService } from './imports/imports.service.js';
import { ProcessImport } from './imports/process-import.js';
import { UploadOrders } from './imports/upload-orders.js';
import { CollectionProcessor } from './rounds/collection.processor.js';
import { PartnerSchedulers } from './rounds/partner-schedulers.js';
import { PullRound } from './rounds/pull-round.js';
import { ReconcilePartner } from './rounds/reconcile-partner.js';
import { ConnectorRecords } from './sources/connector-records.js';
import { ConnectorsRepository } from './sources/connectors.repository.js';
import { ConnectorsService } from './sources/connectors.service.js';
import { Egress } from './sources/egress.js';
import { PullOrders } from './sources/pull-orders.repository.js';
import { PullSource } from './sources/pull-source.js';
import { SourceProfiles } from './sources/source-profiles.js';

/** Taking months in, by whichever way they come; without routes and without processors. */
@Module({
  imports: [UnitsModule, IndicatorsModule, ReportingModule],
  providers: [
    SourceProfiles,
    ImportRecords,
    ImportsRepository,
    ImportsService,
    Egress,
    ConnectorRecords,
    ConnectorsRepository,
    ConnectorsService,
    PullOrders,
    PullRound,
    ReconcilePartner,
    ImportTargets,
    ImportValidation,
    ImportCommit,
    ImportPhases,
    ProcessImport,
    PullSource,
  ],
  exports: [SourceProfiles, ImportsService, ConnectorsService, ReconcilePartner, ProcessImport, PullSource],
})
export class CollectionModule {}

@Module({
  imports: [CollectionModule],
  controllers: [ImportsController, FeedsController],
  providers: [UploadOrders, FeedsService],
})
export class CollectionHttpModule {}

@Module({
  imports: [CollectionModule, ReportingModule],
  providers: [ImportsProcessor, CollectionProcessor, PartnerSchedulers],
})
export class CollectionJobsModule {}
