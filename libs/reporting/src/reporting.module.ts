import { Module } from '@nestjs/common';
import { OfferingsModule, OpeningDaysModule, UnitsModule, WorkingDaysModule } from '#centres/wiring';
import { IndicatorsModule } from '#indicators/wiring';
import { ObligationsModule } from '#partnerships/wiring';
import { AssignmentList } from './assignments/assignment-list.service.js';
import { AssignmentReference } from './assignments/assignment-reference.js';
import { AssignmentsController } from './assignments/assignments.controller.js';
import { AssignmentsRepository } from './assignments/assignments.repository.js';
import { AssignmentsService } from './assignments/assignments.service.js';
import { AssignedWorkingDays } from './calendars/assigned-working-days.js';
import { CalendarAssignmentsService } from './calendars/calendar-assignments.service.js';
import { CalendarChanges } from './calendars/calendar-changes.js';
import { CalendarChangesRepository } from './calendars/calendar-changes.repository.js';
import { CalendarReference } from './calendars/calendar-reference.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CalendarsRepository } from './calendars/calendars.repository.js';
import { LunarMonthsService } from './calendars/lunar-months.service.js';
import { PeriodsRepository } from './calendars/periods.repository.js';
import { WorkingCalendarsService } from './calendars/working-calendars.service.js';
import {
  CORRECTION_CONTROLLERS,
  CORRECTION_EXPORTS,
  CORRECTION_HTTP_PROVIDERS,
  CORRECTION_PROVIDERS,
} from './corrections/correction-providers.js';
import { DeadlineDecisions } from './deadlines/deadline-decisions.service.js';
import { DeadlineProposalRecords } from './deadlines/deadline-proposal-records.js';
import { DeadlineProposalsController } from './deadlines/deadline-proposals.controller.js';
import { DeadlineProposalsReadModel } from './deadlines/deadline-proposals.read-model.js';
import { DeadlineProposalsRepository } from './deadlines/deadline-proposals.repository.js';
import { DeadlineTexts } from './deadlines/deadline-texts.service.js';
import { DeadlineProposals } from './deadlines/deadline-proposals.service.js';
import { SlotRequestEffects } from './extensions/slot-request-effects.js';
import { SlotRequestList } from './extensions/slot-request-list.service.js';
import { SlotRequestsController } from './extensions/slot-requests.controller.js';
import { SlotRequestsReadModel } from './extensions/slot-requests.read-model.js';
import { SlotRequestsRepository } from './extensions/slot-requests.repository.js';
import { SlotRequestsService } from './extensions/slot-requests.service.js';
import { PackSources } from './packs/pack-sources.js';
import { PacksController } from './packs/packs.controller.js';
import { PacksReadModel } from './packs/packs.read-model.js';
import { PacksService } from './packs/packs.service.js';
import { QueriesRepository } from './review/queries.repository.js';
import { QueriesService } from './review/queries.service.js';
import { ReviewController } from './review/review.controller.js';
import { ReviewRecords } from './review/review-records.repository.js';
import { TransitionEffects } from './review/transition-effects.js';
import { ReviewJudges, TransitionFactsReader } from './review/transition-facts.js';
import { TransitionsService } from './review/transitions.service.js';
import { DeadlinePreviews } from './slots/deadline-previews.js';
import { ExpectedSlots } from './slots/expected-slots.service.js';
import { FormUsesRepository } from './slots/form-uses.repository.js';
import { PeriodsController } from './slots/periods.controller.js';
import { ScheduledSlotsRepository } from './slots/scheduled-slots.repository.js';
import { ScheduledSlots } from './slots/scheduled-slots.service.js';
import { SlotCoverageRepository } from './slots/slot-coverage.repository.js';
import { SlotCoverageService } from './slots/slot-coverage.service.js';
import { SlotGenerationService } from './slots/slot-generation.service.js';
import { SlotReference } from './slots/slot-reference.js';
import { SlotsController } from './slots/slots.controller.js';
import { SlotsReadModel } from './slots/slots.read-model.js';
import { SlotsRepository } from './slots/slots.repository.js';
import { SlotsService } from './slots/slots.service.js';
import { BulkEntryRepository } from './submissions/bulk-entry.repository.js';
import { BulkEntryService } from './submissions/bulk-entry.service.js';
import { CellEntryService } from './submissions/cell-entry.service.js';
import { EntryChecks } from './submissions/entry-checks.js';
import { ReportCheck } from './submissions/report-check.js';
import { SubmissionRecords } from './submissions/submission-records.js';
import { SubmissionsController } from './submissions/submissions.controller.js';
import { SubmissionsRepository } from './submissions/submissions.repository.js';
import { SubmissionsService } from './submissions/submissions.service.js';
import { ValidationContextReadModel } from './validation/validation-context.read-model.js';
import { ReportValidation } from './validation/report-validation.js';
import { ValidationRunsController } from './validation-runs/validation-runs.controller.js';
import { ValidationRunsRepository } from './validation-runs/validation-runs.repository.js';
import { RunSources, ValidationRunsService } from './validation-runs/validation-runs.service.js';
import { ValidationRuns } from './validation-runs/validation-runs.js';
import { BacktestReportsReadModel } from './backtests/backtest-reports.read-model.js';
import { BacktestsController } from './backtests/backtests.controller.js';
import { BacktestRecords, BacktestsService } from './backtests/backtests.service.js';
import { ExamineReports } from './backtests/examine-reports.js';
import {
  REPORT_CHECK_CONTROLLERS,
  REPORT_CHECK_HTTP_PROVIDERS,
} from './report-checks/report-check-providers.js';
import { ExemptionsController } from './exemptions/exemptions.controller.js';
import { ExemptionsRepository } from './exemptions/exemptions.repository.js';
import { ExemptionsService } from './exemptions/exemptions.service.js';
import { DelegationsController } from './delegations/delegations.controller.js';
import { DelegationsRepository } from './delegations/delegations.repository.js';
import { DelegationsService } from './delegations/delegations.service.js';
import { Deputies } from './delegations/deputies.js';
import { Lenders } from './delegations/lenders.js';
import { AskQuery } from './review/ask-query.js';
import { LeasesRepository } from './review/leases.repository.js';
import { QueriesController } from './review/queries.controller.js';
import { QueryTexts } from './review/query-texts.js';
import { ReviewClocks } from './review/review-clocks.js';
import { ReviewLeases } from './review/review-leases.js';
import { ReviewNews } from './review-news/review-news.js';
import { RevisionDiffsController } from './revision-diffs/revision-diffs.controller.js';
import { RevisionDiffsReadModel } from './revision-diffs/revision-diffs.read-model.js';
import { RevisionDiffsService } from './revision-diffs/revision-diffs.service.js';
import { ReportLocks } from './submissions/report-locks.js';
import { SuggestedEntry } from './suggestions/suggested-entry.js';
import { SuggestionsController } from './suggestions/suggestions.controller.js';
import { SuggestionsRepository } from './suggestions/suggestions.repository.js';
import { SuggestionsService } from './suggestions/suggestions.service.js';
import { BulkAcceptanceRepository } from './review-queue/bulk-acceptance.repository.js';
import { BulkAcceptanceService } from './review-queue/bulk-acceptance.service.js';
import { ReviewQueueController } from './review-queue/review-queue.controller.js';
import { ReviewQueueReadModel } from './review-queue/review-queue.read-model.js';
import { ReviewQueueService } from './review-queue/review-queue.service.js';
import { CleanAcceptance } from './review/clean-acceptance.js';
import { WorkController } from './work/work.controller.js';
import { WorkReadModel } from './work/work.read-model.js';
import { WorkService } from './work/work.service.js';

/** The core loop without routes: for jobs, the demo set and other libraries. */
@Module({
  imports: [UnitsModule, IndicatorsModule, WorkingDaysModule, OfferingsModule, OpeningDaysModule],
  providers: [
    CalendarsRepository,
    CalendarChangesRepository,
    CalendarChanges,
    PeriodsRepository,
    DeadlineProposalsRepository,
    DeadlineProposalsReadModel,
    DeadlineProposalRecords,
    DeadlineProposals,
    DeadlineTexts,
    CalendarReference,
    AssignedWorkingDays,
    SlotReference,
    SlotsRepository,
    SlotsReadModel,
    FormUsesRepository,
    ExpectedSlots,
    ScheduledSlotsRepository,
    ScheduledSlots,
    SlotGenerationService,
    SlotCoverageRepository,
    SlotCoverageService,
    SlotRequestsRepository,
    SlotRequestEffects,
    SlotRequestsService,
    ValidationContextReadModel,
    ExemptionsRepository,
    ReportValidation,
    ValidationRunsRepository,
    ValidationRuns,
    BacktestReportsReadModel,
    ExamineReports,
    BacktestRecords,
    SubmissionRecords,
    SubmissionsRepository,
    SubmissionsService,
    ReportCheck,
    EntryChecks,
    CellEntryService,
    BulkEntryRepository,
    BulkEntryService,
    QueriesRepository,
    QueriesService,
    ReviewRecords,
    ReviewClocks,
    ReviewJudges,
    ReviewLeases,
    LeasesRepository,
    AskQuery,
    CleanAcceptance,
    BulkAcceptanceRepository,
    ReviewNews,
    DelegationsRepository,
    Lenders,
    ReportLocks,
    SuggestedEntry,
    SuggestionsRepository,
    SuggestionsService,
    TransitionFactsReader,
    TransitionEffects,
    TransitionsService,
    ...CORRECTION_PROVIDERS,
    PackSources,
    PacksReadModel,
    PacksService,
  ],
  exports: [
    ExamineReports,
    BacktestRecords,
    ReportValidation,
    ValidationRuns,
    ValidationRunsRepository,
    ExemptionsRepository,
    CalendarReference,
    CalendarChanges,
    DeadlineProposalRecords,
    DeadlineTexts,
    SlotsRepository,
    SlotsReadModel,
    SlotGenerationService,
    SlotCoverageService,
    SlotRequestsRepository,
    SlotRequestsService,
    SubmissionsRepository,
    SubmissionsService,
    ReportLocks,
    CellEntryService,
    BulkEntryRepository,
    BulkEntryService,
    ReportCheck,
    QueriesService,
    TransitionsService,
    ReviewNews,
    ReviewLeases,
    CleanAcceptance,
    BulkAcceptanceRepository,
    SuggestionsService,
    AskQuery,
    DelegationsRepository,
    SubmissionRecords,
    ...CORRECTION_EXPORTS,
    PacksReadModel,
    PacksService,
  ],
})
export class ReportingModule {}

@Module({
  imports: [ReportingModule, UnitsModule, IndicatorsModule, ObligationsModule],
  controllers: [
    SlotsController,
    AssignmentsController,
    SlotRequestsController,
    PeriodsController,
    CalendarsController,
    DeadlineProposalsController,
    SubmissionsController,
    ReviewController,
    QueriesController,
    SuggestionsController,
    DelegationsController,
    RevisionDiffsController,
    ReviewQueueController,
    WorkController,
    ...CORRECTION_CONTROLLERS,
    PacksController,
    ValidationRunsController,
    BacktestsController,
    ExemptionsController,
    ...REPORT_CHECK_CONTROLLERS,
  ],
  providers: [
    SlotsService,
    AssignmentsRepository,
    AssignmentReference,
    AssignmentList,
    AssignmentsService,
    SlotRequestsReadModel,
    SlotRequestList,
    DeadlinePreviews,
    CalendarAssignmentsService,
    WorkingCalendarsService,
    LunarMonthsService,
    DeadlineDecisions,
    RunSources,
    ...REPORT_CHECK_HTTP_PROVIDERS,
    ValidationRunsService,
    BacktestsService,
    ExemptionsService,
    QueryTexts,
    Deputies,
    DelegationsService,
    RevisionDiffsReadModel,
    RevisionDiffsService,
    ReviewQueueReadModel,
    ReviewQueueService,
    BulkAcceptanceService,
    ...CORRECTION_HTTP_PROVIDERS,
    WorkReadModel,
    WorkService,
  ],
})
export class ReportingHttpModule {}
