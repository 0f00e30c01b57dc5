import { Module } from '@nestjs/common';
import { EvidenceLinksModule } from '#evidence/wiring';
import { ClausesRepository } from '../clauses/clauses.repository.js';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { InstrumentsModule } from '../instruments/instruments.module.js';
import { ObligationCalendar } from './obligation-calendar.js';
import { ObligationRecords } from './obligation-records.js';
import { ObligationsRepository } from './obligations.repository.js';
import { ObligationsService } from './obligations.service.js';
import { OccurrencesReadModel } from './occurrences.read-model.js';
import { OccurrencesService } from './occurrences.service.js';
import { OccurrenceSteps } from './occurrence-steps.service.js';
import { StepRecords } from './step-records.js';

@Module({
  // Engagements come along because they may be handed in as proof.
  imports: [InstrumentsModule, EvidenceLinksModule, EngagementsModule],
  providers: [
    ClausesRepository,
    ObligationsRepository,
    ObligationRecords,
    ObligationCalendar,
    ObligationsService,
    OccurrencesReadModel,
    OccurrencesService,
    StepRecords,
    OccurrenceSteps,
  ],
  exports: [
    ObligationCalendar,
    ObligationsService,
    OccurrencesReadModel,
    OccurrencesService,
    OccurrenceSteps,
  ],
})
export class ObligationsModule {}
