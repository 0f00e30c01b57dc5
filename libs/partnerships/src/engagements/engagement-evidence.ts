import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceTargets } from '#evidence';
import { EngagementsRepository } from './engagements.repository.js';

/** Lets an engagement of a partner stand as proof for what concerns this partner, e.g. that a centre was opened. */
@Injectable()
export class EngagementEvidence implements OnModuleInit {
  constructor(
    private readonly targets: EvidenceTargets,
    private readonly engagements: EngagementsRepository,
  ) {}

  onModuleInit(): void {
    this.targets.register('ENGAGEMENT', (tx, partner, id) => this.engagements.isOf(tx, partner, id));
  }
}
