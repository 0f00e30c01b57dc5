import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { IndicatorsModule } from '#indicators/wiring';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { CorrectionsService } from './corrections/corrections.service.js';
import { Ledger } from './ledger/ledger.js';
import { QueriesRepository } from './review/queries.repository.js';
import { QueriesService } from './review/queries.service.js';
import { ReviewController } from './review/review.controller.js';
import { ReviewRecords } from './review/review-records.repository.js';
import { TransitionEffects } from './review/transition-effects.js';
import { TransitionFactsReader } from './review/transition-facts.js';
import { TransitionsService } from './review/transitions.service.js';
import { CalendarReference } from './slots/calendar-reference.js';
import { DeadlinePreviews } from './slots/deadline-previews.js';
import { PeriodsController } from './slots/periods.controller.js';
import { SlotGenerationService } from './slots/slot-generation.service.js';
import { SlotReference } from './slots/slot-reference.js';
import { SlotsController } from './slots/slots.controller.js';
import { SlotsReadModel } from './slots/slots.read-model.js';
import { SlotsRepository } from './slots/slots.repository.js';
import { SlotsService } from './slots/slots.service.js';
import { CellEntryService } from './submissions/cell-entry.service.js';
import { EntryChecks } from './submissions/entry-checks.js';
import { ReportCheck } from './submissions/report-check.js';
import { SubmissionRecords } from './submissions/submission-records.js';
import { SubmissionsController } from './submissions/submissions.controller.js';
import { SubmissionsRepository } from './submissions/submissions.repository.js';
import { SubmissionsService } from './submissions/submissions.service.js';
import { ValidationContextReadModel } from './validation/validation-context.read-model.js';

/** The core loop without routes: for jobs, the demo set and other libraries. */
@Module({
  imports: [UnitsModule, IndicatorsModule],
  providers: [
    CalendarReference,
    SlotReference,
    SlotsRepository,
    SlotsReadModel,
    SlotGenerationService,
    ValidationContextReadModel,
    SubmissionRecords,
    SubmissionsRepository,
    SubmissionsService,
    ReportCheck,
    EntryChecks,
    CellEntryService,
    QueriesRepository,
    QueriesService,
    ReviewRecords,
    TransitionFactsReader,
    TransitionEffects,
    TransitionsService,
    CorrectionsService,
    Ledger,
  ],
  exports: [
    CalendarReference,
    SlotsRepository,
    SlotsReadModel,
    SlotGenerationService,
    SubmissionsRepository,
    SubmissionsService,
    CellEntryService,
    ReportCheck,
    QueriesService,
    TransitionsService,
    CorrectionsService,
  ],
})
export class ReportingModule {}

@Module({
  imports: [ReportingModule],
  controllers: [
    SlotsController,
    PeriodsController,
    SubmissionsController,
    ReviewController,
    CorrectionsController,
  ],
  providers: [SlotsService, DeadlinePreviews],
})
export class ReportingHttpModule {}
