import { Module } from '@nestjs/common';
import { EvidenceLinksModule } from '#evidence/wiring';
import { AssessmentsModule } from '../assessments/assessments.module.js';
import { FindingSteps } from './finding-steps.service.js';
import { FindingsRepository } from './findings.repository.js';
import { FindingsService } from './findings.service.js';

@Module({
  imports: [AssessmentsModule, EvidenceLinksModule],
  providers: [FindingsRepository, FindingsService, FindingSteps],
  exports: [FindingsService, FindingSteps],
})
export class FindingsModule {}
