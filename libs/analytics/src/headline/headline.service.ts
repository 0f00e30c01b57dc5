import { Injectable } from '@nestjs/common';
import { UnitsService } from '#centres';
import { InstrumentsService, PartnersService, programmeDay, PublishedCounts } from '#partnerships';
import { Clock, ForbiddenError, HQ_SCOPE, type OperationContext } from '#platform';
import { headlineOf, type Figure, type FigureName } from './headline.js';

/** Headline numbers, derived from the register as of a day and never typed in. */
@Injectable()
export class HeadlineService {
  constructor(
    private readonly partners: PartnersService,
    private readonly instruments: InstrumentsService,
    private readonly units: UnitsService,
    private readonly published: PublishedCounts,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asOf ISO date; today at headquarters when absent
   * @throws ForbiddenError for a caller without the headquarters' scope, whose figures would be partial
   */
  async onDay(
    ctx: OperationContext,
    asOf: string = programmeDay(this.clock),
  ): Promise<{ asOf: string; figures: Record<FigureName, Figure> }> {
    if (!ctx.scopes.includes(HQ_SCOPE)) throw new ForbiddenError();
    const [partners, instruments, units, published] = await Promise.all([
      this.partners.listAll(ctx),
      this.instruments.listAll(ctx, { asOf }),
      this.units.listUnits(ctx),
      this.published.ofProgramme(ctx),
    ]);
    return { asOf, figures: headlineOf({ asOf, partners, instruments, units, published }) };
  }
}
