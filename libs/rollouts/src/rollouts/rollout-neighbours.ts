import { Injectable } from '@nestjs/common';
import { UnitsService, WorkingDays } from '#centres';
import { InstrumentsService } from '#partnerships';
import { InvalidValueError, NotFoundError, type Transaction } from '#platform';
import type { NewRollout } from './rollout.js';

/** What other libraries know of the things that a rollout names. */
@Injectable()
export class RolloutNeighbours {
  constructor(
    readonly days: WorkingDays,
    private readonly units: UnitsService,
    private readonly instruments: InstrumentsService,
  ) {}

  /** @throws InvalidValueError `reference-not-found` for a unit or an instrument that is not of the partner. */
  async refuseForeign(tx: Transaction, { partner, unit, instrumentId }: NewRollout): Promise<void> {
    if (unit !== null && (await this.units.findUnit(tx, unit))?.partner !== partner)
      throw new InvalidValueError('reference-not-found', '/unit', 'No such unit of this partner.');
    if (instrumentId === null) return;
    const instrument = await this.instruments.require(tx, instrumentId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    if (!instrument?.parties.includes(partner))
      throw new InvalidValueError('reference-not-found', '/instrument', 'No such agreement of this partner.');
  }
}
