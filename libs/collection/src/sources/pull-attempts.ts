import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import {
  admits,
  afterFailure,
  afterSuccess,
  beginAttempt,
  type Breaker,
} from '../connectors/breaker.lifecycle.js';
import { ConnectorRecords } from '../connectors/connector-records.js';
import { ConnectorRunsRepository, type NewRun } from '../connectors/connector-runs.repository.js';
import { ConnectorTargets } from '../connectors/connector-targets.js';
import type { Connector, SourceMonth } from '../connectors/connector.js';
import { ConnectorsRepository } from '../connectors/connectors.repository.js';
import { PullFailedError } from './pull-failure.js';

/** An attempt that may be made: whom to ask, with which secret, and what is known of the month. */
export interface Attempt {
  connector: Connector;
  token: string | null;
  known: SourceMonth | null;
  startedAt: string;
}

/** How an attempt ended; what the log, the breaker and the next question need to know. */
export type AttemptEnd = Pick<
  NewRun,
  'kind' | 'month' | 'status' | 'bytes' | 'bodyHash' | 'problem' | 'importId' | 'dryRun'
> & {
  retryAfter?: number;
  etag?: string | null;
  lastModified?: string | null;
  asOf?: string | null;
};

/** Full jitter: many connectors that failed at one instant must not come back at one instant. */
const draw = (): number => Math.random();

/** What the machine remembers of its attempts: breaker, run log, and what was taken of each month. */
@Injectable()
export class PullAttempts {
  constructor(
    private readonly transactions: Transactions,
    private readonly connectors: ConnectorsRepository,
    private readonly runs: ConnectorRunsRepository,
    private readonly targets: ConnectorTargets,
    private readonly records: ConnectorRecords,
  ) {}

  /**
   * Begins an attempt, unless the breaker says no. An open breaker lets one probe through at a time. A test by a
   * person asks whatever the breaker says: it is how one finds out that the partner is back.
   *
   * @throws NotFoundError for a connector that is not approved or, for a pull, switched off; PullFailedError
   *   `circuit-open`.
   */
  async begin(ctx: OperationContext, id: string, month: string, kind: 'PULL' | 'TEST'): Promise<Attempt> {
    return this.transactions.run(ctx, async (tx) => {
      const startedAt = this.records.clock.instant();
      const connector = await this.connectors.lock(tx, id);
      const isUsable = connector?.approval === 'APPROVED' && (connector.enabled || kind === 'TEST');
      if (!connector || !isUsable) throw new NotFoundError('connector');
      if (kind === 'PULL') await this.passBreaker(tx, connector, startedAt);
      const known = await this.runs.month(tx, connector.partner, sourceOf(id), month);
      return { connector, token: this.records.open(connector.tokenSealed, id), known, startedAt };
    });
  }

  /** The address may have been taken off the list since it was approved. @throws PullFailedError, InvalidValueError. */
  async assertStillAllowed(ctx: OperationContext, { partner, url }: Connector): Promise<void> {
    await this.transactions.read(ctx, (tx) => this.targets.assertAllowed(tx, partner, url));
  }

  /** Writes an attempt down. Only pulls move the breaker, and only what was taken is remembered of a month. */
  async end(ctx: OperationContext, attempt: Attempt, end: AttemptEnd): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const endedAt = this.records.clock.instant();
      const { id, partner } = attempt.connector;
      const { kind, month, status, bytes, bodyHash, problem, importId, dryRun } = end;
      const run = { kind, month, status, bytes, bodyHash, problem, importId, dryRun };
      await this.runs.insert(tx, {
        ...run,
        id: uuid(),
        partner,
        connectorId: id,
        startedAt: attempt.startedAt,
        endedAt,
      });
      if (kind === 'TEST') return;
      await this.connectors.recordAttempt(tx, id, endedAt, problem);
      await this.moveBreaker(tx, id, end, endedAt);
      if (status === 'TAKEN' || status === 'REPEATED')
        await this.runs.rememberMonth(tx, partner, sourceOf(id), month, takenMonth(end, endedAt));
    });
  }

  private async passBreaker(tx: Transaction, connector: Connector, now: string): Promise<void> {
    const breaker = breakerOf(connector);
    if (!admits(breaker, now))
      throw new PullFailedError(
        'circuit-open',
        'The partner failed too often; it is left alone for a while.',
      );
    await this.connectors.setBreaker(tx, connector.id, beginAttempt(breaker, now));
  }

  private async moveBreaker(tx: Transaction, id: string, end: AttemptEnd, now: string): Promise<void> {
    const connector = await this.connectors.lock(tx, id);
    if (!connector) return;
    const failed = { now, retryAfter: end.retryAfter ?? null, random: draw() };
    const next = end.status === 'FAILED' ? afterFailure(breakerOf(connector), failed) : afterSuccess();
    await this.connectors.setBreaker(tx, id, next);
  }
}

/** How a connector is named among the sources of a partner. */
export function sourceOf(connectorId: string): string {
  return `connector:${connectorId}`;
}

function breakerOf({ breaker, failures, retryAt }: Connector): Breaker {
  return { state: breaker, failures, retryAt: retryAt?.toISOString() ?? null };
}

function takenMonth(
  { etag = null, lastModified = null, asOf = null, importId }: AttemptEnd,
  takenAt: string,
) {
  return { etag, lastModified, asOf, importId, takenAt };
}
