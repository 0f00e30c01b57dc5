import { Module } from '@nestjs/common';
import { EvidenceLinksRepository } from './evidence-links.repository.js';
import { EvidenceLinks } from './evidence-links.service.js';
import { EvidenceSubjects } from './evidence-subjects.js';
import { EvidenceTargets } from './evidence-targets.js';

@Module({
  providers: [EvidenceLinksRepository, EvidenceTargets, EvidenceSubjects, EvidenceLinks],
  exports: [EvidenceLinks, EvidenceTargets, EvidenceSubjects],
})
export class EvidenceLinksModule {}
