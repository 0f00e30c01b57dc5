import { Module } from '@nestjs/common';
import { UnitsModule, WorkingDaysModule } from '#centres/wiring';
import { EvidenceLinksModule } from '#evidence/wiring';
import { TreesModule } from '../trees/trees.module.js';
import { AnswersService } from './answers.service.js';
import { AssessmentSteps } from './assessment-steps.service.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { AssessmentGrounds, AssessmentsService } from './assessments.service.js';
import { PlanRound } from './plan-round.js';
import { ResultsReadModel } from './results.read-model.js';
import { ResultsService } from './results.service.js';

@Module({
  imports: [TreesModule, UnitsModule, WorkingDaysModule, EvidenceLinksModule],
  providers: [
    AssessmentsRepository,
    AssessmentGrounds,
    AssessmentsService,
    AnswersService,
    AssessmentSteps,
    PlanRound,
    ResultsReadModel,
    ResultsService,
  ],
  exports: [
    AssessmentsRepository,
    AssessmentGrounds,
    AssessmentsService,
    AnswersService,
    AssessmentSteps,
    PlanRound,
    ResultsService,
  ],
})
export class AssessmentsModule {}
