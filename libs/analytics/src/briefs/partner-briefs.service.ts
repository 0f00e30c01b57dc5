import { Injectable } from '@nestjs/common';
import { OccurrencesService, programmeDay, shiftDay } from '#partnerships';
import { Clock, type OperationContext } from '#platform';
import { instantOfAsOf } from '../aggregation/as-of.js';
import { BriefOperations } from './brief-operations.js';
import { BriefRegister } from './brief-register.js';
import type { PartnerBrief } from './partner-brief.js';

/** Entries of each list; what is left out is counted. */
const MOST_ENTRIES = 25;
/** How far ahead a visitor is told what falls due. */
const DUE_WITHIN = 'P90D';

/** The sheet before a visit, in one answer. */
@Injectable()
export class PartnerBriefs {
  constructor(
    private readonly register: BriefRegister,
    private readonly operations: BriefOperations,
    private readonly occurrences: OccurrencesService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asOf ISO date; today at headquarters when absent. Dated parts of the register are those that held on the
   * day by what is registered now; figures, corrections, questions and findings are those known at the end of the day.
   * @throws NotFoundError for a partner out of scope.
   */
  async of(
    ctx: OperationContext,
    partner: string,
    asOf: string = programmeDay(this.clock),
  ): Promise<PartnerBrief> {
    const register = await this.register.of(ctx, partner, asOf, MOST_ENTRIES);
    const operations = await this.operations.of(ctx, partner, asOf, MOST_ENTRIES);
    const obligationsDue = await this.occurrences.openOn(ctx, {
      partner,
      day: asOf,
      knownAt: instantOfAsOf(asOf),
      dueUntil: shiftDay(asOf, DUE_WITHIN),
      limit: MOST_ENTRIES,
    });
    return { asOf, ...register, ...operations, obligationsDue };
  }
}
