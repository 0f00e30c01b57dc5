import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceTargets } from '../links/evidence-targets.js';
import { VersionsService } from './versions.service.js';

/** Lets a version of a document prove something; a version and not the document, which may say something else tomorrow. */
@Injectable()
export class DocumentEvidence implements OnModuleInit {
  constructor(
    private readonly targets: EvidenceTargets,
    private readonly versions: VersionsService,
  ) {}

  onModuleInit(): void {
    this.targets.register('DOCUMENT', (tx, partner, id) => this.versions.mayProve(tx, partner, id));
  }
}
