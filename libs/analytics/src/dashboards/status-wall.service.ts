import { Injectable } from '@nestjs/common';
import { localDateIn, shiftAlignedMonth } from '#calendars';
import { HQ_TIME_ZONE } from '#partnerships';
import { Clock, Transactions, type OperationContext } from '#platform';
import { assertPartners } from '../aggregation/aggregate.service.js';
import { chipOf, timelinessOf, type StatusChip } from './status-chip.js';
import { StatusWallReadModel, type WallRow } from './status-wall.read-model.js';

export interface WallQuestion {
  /** Number of months, the newest one being `to`. */
  periods: number;
  /** Aligned month; null: the last one that is over. */
  to: string | null;
  partner: string | null;
}

export interface JudgedSlot extends WallRow {
  chip: StatusChip;
  timeliness: ReturnType<typeof timelinessOf>;
}

export interface StatusWall {
  months: string[];
  /** By partner, unit and month. */
  slots: JudgedSlot[];
}

/** Which report of which month stands where, for every unit in scope. */
@Injectable()
export class StatusWallService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: StatusWallReadModel,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async wall(ctx: OperationContext, { periods, to, partner }: WallQuestion): Promise<StatusWall> {
    assertPartners(ctx, partner === null ? null : [partner]);
    const now = this.clock.instant();
    const last = to ?? shiftAlignedMonth(localDateIn(HQ_TIME_ZONE, now).slice(0, 7), -1);
    const months = Array.from({ length: periods }, (_, index) =>
      shiftAlignedMonth(last, index + 1 - periods),
    );
    const rows = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, months, partner));
    const slots = rows.map((row) => ({ ...row, chip: chipOf(row, now), timeliness: timelinessOf(row, now) }));
    return { months, slots };
  }
}
