import { Injectable } from '@nestjs/common';
import {
  CorrectionLapses,
  ReviewLeases,
  SlotCoverageService,
  SlotGenerationService,
  SlotsReadModel,
} from '#reporting';

/** Which reports a round expects and looks after, as one dependency. */
@Injectable()
export class SlotRound {
  constructor(
    readonly generation: SlotGenerationService,
    readonly coverage: SlotCoverageService,
    readonly list: SlotsReadModel,
    readonly leases: ReviewLeases,
    readonly lapses: CorrectionLapses,
  ) {}
}
