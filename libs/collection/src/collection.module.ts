import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { IndicatorsModule } from '#indicators/wiring';
import { ReportingModule } from '#reporting/wiring';
import { ConnectorHostsController } from './connectors/connector-hosts.controller.js';
import { ConnectorHostsRepository } from './connectors/connector-hosts.repository.js';
import { ConnectorHostsService } from './connectors/connector-hosts.service.js';
import { ConnectorRecords } from './connectors/connector-records.js';
import { ConnectorRunsRepository } from './connectors/connector-runs.repository.js';
import { ConnectorRunsService } from './connectors/connector-runs.service.js';
import { ConnectorTargets } from './connectors/connector-targets.js';
import { ConnectorsController } from './connectors/connectors.controller.js';
import { ConnectorsRepository } from './connectors/connectors.repository.js';
import { ConnectorsService } from './connectors/connectors.service.js';
import { FeedFreshness } from './feeds/feed-freshness.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { FeedsService } from './feeds/feeds.service.js';
import { ImportCommit } from './imports/import-commit.js';
import { ImportPartsRepository } from './imports/import-parts.repository.js';
import { ImportPhases } from './imports/import-phases.js';
import { ImportRecords } from './imports/import-records.js';
import { ImportTargets } from './imports/import-targets.js';
import { ImportValidation } from './imports/import-validation.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsProcessor } from './imports/imports.processor.js';
import { ImportsRepository } from './imports/imports.repository.js';
import { ImportsService } from './imports/imports.service.js';
import { ProcessImport } from './imports/process-import.js';
import { RepeatedImportsRepository } from './imports/repeated-imports.repository.js';
import { RetryImport } from './imports/retry-import.js';
import { UploadOrders } from './imports/upload-orders.js';
import { RemindersHttpModule, RemindersModule } from './reminders/reminders.module.js';
import { ProfileDryRun } from './profile-versions/profile-dry-run.js';
import { ProfileSamples } from './profile-versions/profile-samples.js';
import { ProfileVersionsController } from './profile-versions/profile-versions.controller.js';
import { ProfileVersionsRepository } from './profile-versions/profile-versions.repository.js';
import { ProfileVersionsService } from './profile-versions/profile-versions.service.js';
import { ShippedProfiles } from './profile-versions/shipped-profiles.js';
import { CollectionProcessor } from './rounds/collection.processor.js';
import { PartnerSchedules } from './rounds/partner-schedules.js';
import { PullRound } from './rounds/pull-round.js';
import { ReconcilePartner } from './rounds/reconcile-partner.js';
import { SlotRound } from './rounds/slot-round.js';
import { RetryPull } from './rounds/retry-pull.js';
import { SourceFindingsController } from './source-watch/source-findings.controller.js';
import { SourceFindingsRepository } from './source-watch/source-findings.repository.js';
import { SourceFindingsService } from './source-watch/source-findings.service.js';
import { SourceHandInsReadModel } from './source-watch/source-hand-ins.read-model.js';
import { SourceWatch } from './source-watch/source-watch.js';
import { WatchFactsReader } from './source-watch/watch-facts.js';
import { DuePulls } from './sources/due-pulls.js';
import { Egress } from './sources/egress.js';
import { HostResolver } from './sources/host-resolver.js';
import { PullAttempts } from './sources/pull-attempts.js';
import { PullFetch } from './sources/pull-fetch.js';
import { PullOrders } from './sources/pull-orders.repository.js';
import { PullSource } from './sources/pull-source.js';
import { SourceProfiles } from './sources/source-profiles.js';
import { SourceQuestions } from './sources/source-questions.js';
import { TestSource } from './sources/test-source.js';
import { WorkbooksHttpModule, WorkbooksJobsModule, WorkbooksModule } from './workbooks/workbooks.module.js';

/** Taking months in, by whichever way they come; without routes and without processors. */
@Module({
  imports: [UnitsModule, IndicatorsModule, ReportingModule, WorkbooksModule, RemindersModule],
  providers: [
    SourceProfiles,
    ImportRecords,
    ImportsRepository,
    ImportsService,
    ShippedProfiles,
    ProfileVersionsRepository,
    ProfileVersionsService,
    ProfileDryRun,
    HostResolver,
    Egress,
    ConnectorRecords,
    ConnectorHostsRepository,
    ConnectorHostsService,
    ConnectorTargets,
    ConnectorRunsRepository,
    ConnectorRunsService,
    ConnectorsRepository,
    ConnectorsService,
    PullOrders,
    PullAttempts,
    PullFetch,
    SourceQuestions,
    DuePulls,
    TestSource,
    SourceHandInsReadModel,
    SourceFindingsRepository,
    SourceFindingsService,
    WatchFactsReader,
    SourceWatch,
    PullRound,
    SlotRound,
    ReconcilePartner,
    ImportTargets,
    ImportValidation,
    ImportCommit,
    ImportPartsRepository,
    ImportPhases,
    ProcessImport,
    RepeatedImportsRepository,
    RetryImport,
    RetryPull,
    PullSource,
  ],
  exports: [
    SourceProfiles,
    ImportsService,
    ConnectorsService,
    ReconcilePartner,
    ProcessImport,
    PullSource,
    ConnectorHostsService,
    ConnectorRunsRepository,
    ConnectorRunsService,
    ProfileDryRun,
    ProfileVersionsService,
    SourceFindingsService,
    SourceWatch,
    TestSource,
  ],
})
export class CollectionModule {}

@Module({
  imports: [CollectionModule, WorkbooksModule, WorkbooksHttpModule, RemindersHttpModule],
  controllers: [
    ImportsController,
    FeedsController,
    ConnectorHostsController,
    ConnectorsController,
    ProfileVersionsController,
    SourceFindingsController,
  ],
  providers: [UploadOrders, FeedFreshness, FeedsService, ProfileSamples],
})
export class CollectionHttpModule {}

@Module({
  imports: [CollectionModule, ReportingModule, WorkbooksJobsModule, RemindersModule],
  providers: [ImportsProcessor, CollectionProcessor, PartnerSchedules],
})
export class CollectionJobsModule {}
