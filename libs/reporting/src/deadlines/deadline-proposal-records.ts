import { Injectable } from '@nestjs/common';
import { DeadlineProposalsReadModel } from './deadline-proposals.read-model.js';
import { DeadlineProposalsRepository } from './deadline-proposals.repository.js';

/** Proposals as they are written and as they are listed. */
@Injectable()
export class DeadlineProposalRecords {
  constructor(
    readonly repository: DeadlineProposalsRepository,
    readonly readModel: DeadlineProposalsReadModel,
  ) {}
}
