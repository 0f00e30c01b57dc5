import { Module } from '@nestjs/common';
import { EvidenceLinksRepository } from './evidence-links.repository.js';
import { EvidenceLinks } from './evidence-links.service.js';
import { EvidenceTargets } from './evidence-targets.js';

@Module({
  providers: [EvidenceLinksRepository, EvidenceTargets, EvidenceLinks],
  exports: [EvidenceLinks, EvidenceTargets],
})
export class EvidenceLinksModule {}
