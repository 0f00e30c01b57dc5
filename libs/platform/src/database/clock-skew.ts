import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnavailableError } from '../errors/business-error.js';
import { SystemClock } from '../time/clock.js';

/** Leases and deadlines of two processes can be compared as long as their clocks differ by less. */
const MAX_SKEW_MS = 2_000;

/** Compares this machine's clock with the database's, which is the one that decides. */
@Injectable()
export class ClockSkew {
  /** Never a clock that was set: what is compared is this machine's own. */
  private readonly clock = new SystemClock();

  constructor(private readonly dataSource: DataSource) {}

  /** Milliseconds by which this clock is off, at least; the question's own travel time is taken off. */
  async measure(): Promise<number> {
    const asked = this.clock.now().getTime();
    const [{ now }] = (await this.dataSource.query('select clock_timestamp() as now')) as Array<{
      now: Date;
    }>;
    const answered = this.clock.now().getTime();
    const difference = Math.abs(now.getTime() - (asked + answered) / 2);
    return Math.max(0, difference - (answered - asked) / 2);
  }

  /** @throws UnavailableError `clock-skew` when the clock is too far off to be trusted. */
  async assertSmall(): Promise<void> {
    const skew = await this.measure();
    if (skew <= MAX_SKEW_MS) return;
    throw new UnavailableError(
      'clock-skew',
      `This machine's clock differs from the database's by ${Math.round(skew)} ms.`,
    );
  }
}
