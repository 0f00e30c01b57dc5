import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Clock,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { UnitsService } from '../units/units.service.js';
import type { WorkingPlace } from '../working-days/working-days.js';
import {
  faultyWeekdays,
  openDaysIn,
  type Closure,
  type DatedWeek,
  type OpeningTimes,
} from './opening-days.js';
import { OverlappingTimesError } from './opening-times.errors.js';
import { OpeningTimesRows } from './opening-times-rows.js';

export interface OpenDays extends OpeningTimes {
  /** ISO dates in order. */
  days: string[];
}

/** When centres are open: their hours week by week, and the days on which they are closed nevertheless. */
@Injectable()
export class OpeningTimesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: UnitsService,
    private readonly rows: OpeningTimesRows,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Hours and closures of a unit, and its open days in [from, until), ISO dates.
   *
   * @throws NotFoundError; NoCalendarAssignmentError when the unit has no working calendar on one of the days.
   */
  async openDays(ctx: OperationContext, code: string, from: string, until: string): Promise<OpenDays> {
    return this.transactions.read(ctx, async (tx) => {
      const unit = await this.units.findUnit(tx, code);
      if (!unit) throw new NotFoundError('unit');
      const place = { partner: unit.partner, unit: code };
      const times = await this.rows.repository.of(tx, place);
      const count = await this.rows.days.countIn(tx, place);
      return { ...times, days: openDaysIn(times, from, until, (day) => count(day, 0) === day) };
    });
  }

  /** Hours from a day on. @throws NotFoundError, OverlappingTimesError, InvalidValueError for hours out of order. */
  async setWeek(ctx: OperationContext, code: string, week: DatedWeek): Promise<OpeningTimes> {
    const [faulty] = faultyWeekdays(week.week);
    if (faulty !== undefined) {
      const message = 'Hours of a day are in order and do not run into each other.';
      throw new InvalidValueError('rule-violated', `/week/${faulty}`, message);
    }
    return this.change(ctx, code, 'centre.set-hours', week, (tx, place, { weeks }) => {
      if (weeks.some(({ validFrom }) => validFrom >= week.validFrom)) {
        throw new OverlappingTimesError(code, week.validFrom);
      }
      this.rows.repository.addWeek(tx, place, week, this.clock.instant());
    });
  }

  /** Days on which a centre is closed. @throws NotFoundError, OverlappingTimesError, InvalidValueError for no day at all. */
  async close(ctx: OperationContext, code: string, closure: Closure): Promise<OpeningTimes> {
    if (closure.until <= closure.firstDay) {
      throw new InvalidValueError('rule-violated', '/until', 'A closure ends after it begins.');
    }
    return this.change(ctx, code, 'centre.close-days', closure, (tx, place, { closures }) => {
      const { firstDay, until } = closure;
      if (closures.some((each) => each.firstDay < until && firstDay < each.until)) {
        throw new OverlappingTimesError(code, firstDay);
      }
      this.rows.repository.addClosure(tx, place, closure, this.clock.instant());
    });
  }

  private async change(
    ctx: OperationContext,
    code: string,
    action: string,
    after: DatedWeek | Closure,
    write: (tx: Transaction, place: WorkingPlace, before: OpeningTimes) => void,
  ): Promise<OpeningTimes> {
    if (ctx.units !== null && !ctx.units.includes(code)) throw new NotFoundError('unit');
    return this.transactions.run(ctx, async (tx) => {
      const unit = await this.units.holdUnit(tx, code);
      if (!unit) throw new NotFoundError('unit');
      const place = { partner: unit.partner, unit: code };
      write(tx, place, await this.rows.repository.of(tx, place));
      this.audit.record(tx, { partner: unit.partner, action, entity: 'centre', entityId: code, after });
      return this.rows.repository.of(tx, place);
    });
  }
}
