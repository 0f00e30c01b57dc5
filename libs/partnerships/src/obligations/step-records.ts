import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { EvidenceLinks } from '#evidence';
import { ObligationsRepository } from './obligations.repository.js';

/** What every step of an occurrence writes besides its decision. */
@Injectable()
export class StepRecords {
  constructor(
    readonly repository: ObligationsRepository,
    readonly evidence: EvidenceLinks,
    readonly audit: Audit,
  ) {}
}
