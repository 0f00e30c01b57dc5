import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { UnitsService } from '#centres';
import { Clock, type Transaction } from '#platform';
import { uncoveredReason } from './slot-coverage.js';
import {
  SlotCoverageRepository,
  type CoverageChange,
  type UnenteredSlot,
} from './slot-coverage.repository.js';
import { SlotsRepository } from './slots.repository.js';

export interface CoverageOutcome {
  cancelled: number;
  restored: number;
}

/** Keeps what is expected in step with the assignments and the register of units. */
@Injectable()
export class SlotCoverageService {
  constructor(
    private readonly coverage: SlotCoverageRepository,
    private readonly slots: SlotsRepository,
    private readonly units: UnitsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels the slots of a partner that nothing covers any more and for which nothing was entered, and
   * expects again those that this had cancelled and that are covered after all, as when an interval
   * was recorded wrongly for a day. Repeating it changes nothing.
   */
  async cancelUncovered(tx: Transaction, partner: string): Promise<CoverageOutcome> {
    const slots = await this.coverage.listUnentered(tx, partner);
    const changes = await this.changes(tx, partner, slots);
    if (changes.length === 0) return { cancelled: 0, restored: 0 };
    const applied = new Set(await this.coverage.apply(tx, partner, changes, this.clock.instant()));
    const made = changes.filter(({ id }) => applied.has(id));
    for (const change of made) await this.record(tx, partner, change);
    const cancelled = made.filter(({ reason }) => reason !== null).length;
    return { cancelled, restored: made.length - cancelled };
  }

  private async changes(
    tx: Transaction,
    partner: string,
    slots: readonly UnenteredSlot[],
  ): Promise<CoverageChange[]> {
    const assignments = await this.slots.listAssignments(tx, partner);
    const units = new Map((await this.units.unitsOfPartner(tx, partner)).map((unit) => [unit.code, unit]));
    return slots
      .map((slot) => ({ slot, reason: uncoveredReason(slot, assignments, units.get(slot.unit)) }))
      .filter(({ slot, reason }) => reason !== slot.cancelReason)
      .map(({ slot, reason }) => ({ id: slot.id, reason }));
  }

  private record(tx: Transaction, partner: string, { id, reason }: CoverageChange): void {
    const action = reason === null ? 'slot.restore' : 'slot.cancel';
    this.audit.record(tx, { partner, action, entity: 'report_slot', entityId: id, after: { reason } });
  }
}
