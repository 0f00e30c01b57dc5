import { Injectable } from '@nestjs/common';
import { SlotCoverageService, SlotGenerationService, SlotsReadModel } from '#reporting';

/** Which reports a round expects, as one dependency. */
@Injectable()
export class SlotRound {
  constructor(
    readonly generation: SlotGenerationService,
    readonly coverage: SlotCoverageService,
    readonly list: SlotsReadModel,
  ) {}
}
