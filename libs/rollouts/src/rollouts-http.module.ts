import { Module } from '@nestjs/common';
import { UnitsModule, WorkingDaysModule } from '#centres/wiring';
import { EvidenceLinksModule } from '#evidence/wiring';
import { EngagementsModule, InstrumentsModule, LegalBasisModule } from '#partnerships/wiring';
import { CriteriaService } from './gates/criteria.service.js';
import { GateDecisions } from './gates/gate-decisions.service.js';
import { GateRecords } from './gates/gate-records.js';
import { GatesController } from './gates/gates.controller.js';
import { GatesRepository } from './gates/gates.repository.js';
import { GatesService } from './gates/gates.service.js';
import { IssuesController } from './issues/issues.controller.js';
import { IssuesRepository } from './issues/issues.repository.js';
import { IssuesService } from './issues/issues.service.js';
import { MissionEvidence } from './missions/mission-evidence.js';
import { MissionRecords } from './missions/mission-records.js';
import { MissionsController } from './missions/missions.controller.js';
import { MissionsRepository } from './missions/missions.repository.js';
import { MissionsService } from './missions/missions.service.js';
import { TrainingsController } from './missions/trainings.controller.js';
import { TrainingsService } from './missions/trainings.service.js';
import { PlanController } from './plan/plan.controller.js';
import { PlanService } from './plan/plan.service.js';
import { TasksRepository } from './plan/tasks.repository.js';
import { TasksService } from './plan/tasks.service.js';
import { PortfolioController } from './portfolio/portfolio.controller.js';
import { PortfolioReadModel } from './portfolio/portfolio.read-model.js';
import { PortfolioService } from './portfolio/portfolio.service.js';
import { RolloutNeighbours } from './rollouts/rollout-neighbours.js';
import { RolloutParts } from './rollouts/rollout-parts.js';
import { RolloutRecords } from './rollouts/rollout-records.js';
import { RolloutSteps } from './rollouts/rollout-steps.service.js';
import { RolloutsController } from './rollouts/rollouts.controller.js';
import { RolloutsRepository } from './rollouts/rollouts.repository.js';
import { RolloutsService } from './rollouts/rollouts.service.js';
import { RolloutStoriesModule } from './stories/stories.module.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesRepository } from './templates/templates.repository.js';
import { TemplatesService } from './templates/templates.service.js';

@Module({
  // Engagements come along because they may be handed in as proof.
  imports: [
    EvidenceLinksModule,
    EngagementsModule,
    InstrumentsModule,
    LegalBasisModule,
    UnitsModule,
    WorkingDaysModule,
    RolloutStoriesModule,
  ],
  controllers: [
    TemplatesController,
    PortfolioController,
    RolloutsController,
    GatesController,
    PlanController,
    IssuesController,
    MissionsController,
    TrainingsController,
  ],
  providers: [
    TemplatesRepository,
    TemplatesService,
    RolloutsRepository,
    RolloutRecords,
    RolloutNeighbours,
    RolloutParts,
    RolloutsService,
    RolloutSteps,
    GatesRepository,
    GateRecords,
    GateDecisions,
    CriteriaService,
    GatesService,
    TasksRepository,
    PlanService,
    TasksService,
    IssuesRepository,
    IssuesService,
    MissionsRepository,
    MissionRecords,
    MissionsService,
    TrainingsService,
    MissionEvidence,
    PortfolioReadModel,
    PortfolioService,
  ],
})
export class RolloutsHttpModule {}
