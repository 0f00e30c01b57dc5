import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceSubjects, EvidenceTargets } from '#evidence';
import { EngagementsRepository } from './engagements.repository.js';

/** Lets an engagement of a partner stand as proof for what concerns this partner, e.g. that a centre was opened, and be documented itself. */
@Injectable()
export class EngagementEvidence implements OnModuleInit {
  constructor(
    private readonly targets: EvidenceTargets,
    private readonly subjects: EvidenceSubjects,
    private readonly engagements: EngagementsRepository,
  ) {}

  onModuleInit(): void {
    this.subjects.register('engagement', (tx, partner, id) => this.engagements.isOf(tx, partner, id));
    this.targets.register('ENGAGEMENT', (tx, partner, id) => this.engagements.isOf(tx, partner, id));
  }
}
