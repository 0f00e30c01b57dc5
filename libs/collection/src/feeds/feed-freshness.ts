import { Injectable } from '@nestjs/common';
import { parsePeriodId } from '#calendars';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import { ConnectorRunsRepository } from '../connectors/connector-runs.repository.js';
import { isStale } from '../sources/freshness.js';

export interface PushedFrom {
  partner: string;
  periodId: string;
  source: string;
  asOf: string | null;
}

/** Remembers how new the taken months of each pushing system are, so that a late message cannot undo a newer one. */
@Injectable()
export class FeedFreshness {
  constructor(
    private readonly transactions: Transactions,
    private readonly months: ConnectorRunsRepository,
    private readonly clock: Clock,
  ) {}

  /** The import that is newer than what was pushed now, or null when there is none. */
  async newerThan(ctx: OperationContext, pushed: PushedFrom): Promise<string | null> {
    const known = await this.transactions.read(ctx, (tx) =>
      this.months.month(tx, pushed.partner, sourceOf(pushed), monthOf(pushed)),
    );
    return known && isStale(pushed.asOf, known.asOf) ? known.importId : null;
  }

  async remember(tx: Transaction, pushed: PushedFrom, importId: string): Promise<void> {
    const taken = {
      etag: null,
      lastModified: null,
      asOf: pushed.asOf,
      importId,
      takenAt: this.clock.instant(),
    };
    await this.months.rememberMonth(tx, pushed.partner, sourceOf(pushed), monthOf(pushed), taken);
  }
}

function sourceOf({ source }: PushedFrom): string {
  return `feed:${source}`;
}

function monthOf({ periodId }: PushedFrom): string {
  return parsePeriodId(periodId).alignedTo;
}
