import { Module } from '@nestjs/common';
import { AssessmentsController } from './assessments/assessments.controller.js';
import { AssessmentsModule } from './assessments/assessments.module.js';
import { ResultsController } from './assessments/results.controller.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { CampaignsRepository } from './campaigns/campaigns.repository.js';
import { CampaignsService } from './campaigns/campaigns.service.js';
import { CertificatesController } from './certificates/certificates.controller.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { FindingsController } from './findings/findings.controller.js';
import { FindingsModule } from './findings/findings.module.js';
import { StandardsController } from './trees/standards.controller.js';
import { TreesModule } from './trees/trees.module.js';

/** Standards, assessments, findings, certificates and rounds, with their routes. */
@Module({
  imports: [TreesModule, AssessmentsModule, FindingsModule, CertificatesModule],
  controllers: [
    StandardsController,
    AssessmentsController,
    ResultsController,
    FindingsController,
    CertificatesController,
    CampaignsController,
  ],
  providers: [CampaignsRepository, CampaignsService],
})
export class StandardsHttpModule {}
