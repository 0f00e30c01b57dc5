import { Module } from '@nestjs/common';
import { EvidenceLinksModule } from '#evidence/wiring';
import { EngagementEvidence } from './engagement-evidence.js';
import { EngagementsRepository } from './engagements.repository.js';
import { EngagementsService } from './engagements.service.js';

@Module({
  imports: [EvidenceLinksModule],
  providers: [EngagementsRepository, EngagementsService, EngagementEvidence],
  exports: [EngagementsService],
})
export class EngagementsModule {}
