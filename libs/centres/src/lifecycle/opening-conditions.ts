import { Injectable } from '@nestjs/common';
import { LegalBasis, type LegalBasisAnswer } from '#partnerships';
import { BusinessError, type Transaction } from '#platform';
import { OfferingsReadModel } from '../offerings/offerings.read-model.js';
import type { Unit } from '../units/unit.js';
import { WorkingDays } from '../working-days/working-days.js';
import { CentreStepLacksError } from './centre-step.errors.js';
import { missingForOpening, type CentreStep } from './centre.lifecycle.js';

/** What has to be there before a centre opens (features 3.2, PA-07). */
@Injectable()
export class OpeningConditions {
  constructor(
    private readonly basis: LegalBasis,
    private readonly offerings: OfferingsReadModel,
    private readonly days: WorkingDays,
  ) {}

  /**
   * What covers the opening: an instrument in force, or the waiver that the director gave.
   *
   * @param on ISO date of the opening
   * @throws LegalBasisMissingError (409); CentreStepLacksError (422) when a centre opens for the first time without a
   *   live service or a working calendar.
   */
  async require(
    tx: Transaction,
    { partner, code }: Pick<Unit, 'partner' | 'code'>,
    step: CentreStep,
    on: string,
  ): Promise<LegalBasisAnswer> {
    const answer = await this.basis.require(tx, { partner, component: 'ASAN', on });
    if (step !== 'open') return answer;
    const liveServices = await this.offerings.countLive(tx, { partner, unit: code }, on);
    const hasWorkingCalendar = await this.hasCalendar(tx, { partner, unit: code }, on);
    const missing = missingForOpening({ liveServices, hasWorkingCalendar });
    if (missing.length > 0) throw new CentreStepLacksError(step, missing);
    return answer;
  }

  private async hasCalendar(
    tx: Transaction,
    place: { partner: string; unit: string },
    on: string,
  ): Promise<boolean> {
    const count = await this.days.countIn(tx, place);
    try {
      count(on, 0);
      return true;
    } catch (error) {
      // Whoever counts says with an error of its own that no calendar is assigned; anything else is a fault.
      if (error instanceof BusinessError) return false;
      throw error;
    }
  }
}
