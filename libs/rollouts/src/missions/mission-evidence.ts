import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceTargets } from '#evidence';
import { MissionsRepository } from './missions.repository.js';

/** Lets missions and trainings of a partner prove what concerns this partner: criteria of gates, obligations. */
@Injectable()
export class MissionEvidence implements OnModuleInit {
  constructor(
    private readonly targets: EvidenceTargets,
    private readonly missions: MissionsRepository,
  ) {}

  onModuleInit(): void {
    this.targets.register('MISSION', (tx, partner, id) => this.missions.hasMission(tx, partner, id));
    this.targets.register('TRAINING_EVENT', (tx, partner, id) => this.missions.hasTraining(tx, partner, id));
  }
}
