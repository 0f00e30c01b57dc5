import { Injectable } from '@nestjs/common';
import { Clock, type Transaction } from '#platform';
import { CalendarReference } from '#reporting';
import { isDue } from '../connectors/pull-schedule.js';
import { ConnectorsRepository } from '../connectors/connectors.repository.js';
import { PullOrders, type DuePull } from './pull-orders.repository.js';

const PULL_INTERVAL_MS = 3_600_000;

/** A month whose report is still awaited. */
export interface AwaitedMonth {
  /** The aligned month 'YYYY-MM'. */
  month: string;
  /** Last day of the month in the partner's own calendar, inclusive. */
  end: string;
}

/** Orders the pulls that are due: by each connector's hours and days, its last failure, and not twice an hour. */
@Injectable()
export class DuePulls {
  constructor(
    private readonly connectors: ConnectorsRepository,
    private readonly orders: PullOrders,
    private readonly calendars: CalendarReference,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers how many were ordered; repeated within the hour it orders none. Which months are awaited is asked only where
   * there is a system to ask for them.
   */
  async order(
    tx: Transaction,
    partner: string,
    listAwaited: () => Promise<readonly AwaitedMonth[]>,
  ): Promise<number> {
    const connectors = await this.connectors.listEnabled(tx, partner);
    const awaited = connectors.length === 0 ? [] : await listAwaited();
    if (awaited.length === 0) return 0;
    const { zone } = (await this.calendars.book(tx)).localNow(partner);
    const now = this.clock.instant();
    const since = new Date(this.clock.now().getTime() - PULL_INTERVAL_MS).toISOString();
    const ends = new Map(awaited.map(({ month, end }) => [month, end]));
    const due: DuePull[] = [];
    for (const connector of connectors) {
      for (const [month, end] of ends) {
        if (!isDue(connector, end, now, zone)) continue;
        if (await this.orders.wasOrderedSince(tx, connector.id, month, since)) continue;
        due.push({ connector, month });
      }
    }
    return this.orders.orderRound(tx, partner, due);
  }
}
