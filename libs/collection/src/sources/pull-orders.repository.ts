import { Injectable } from '@nestjs/common';
import { JobsService, type OperationContext, type Transaction } from '#platform';
import { COLLECT_ROUND, PULL_SOURCE, TEST_SOURCE } from './source.jobs.js';

/** One month to ask of one partner's system. */
export interface DuePull {
  connector: { id: string; partner: string };
  /** The aligned month 'YYYY-MM'. */
  month: string;
}

/** Months that were asked of partners' systems; the month travels as the name of what the job counts. */
@Injectable()
export class PullOrders {
  constructor(private readonly jobs: JobsService) {}

  /** Orders the pulls of one round as a group, so that somebody can see when all of them have ended. */
  async orderRound(tx: Transaction, partner: string, due: readonly DuePull[]): Promise<number> {
    if (due.length === 0) return 0;
    const round = { partner, type: 'ROUND', unit: 'pulls' };
    await this.jobs.orderGroup(tx, COLLECT_ROUND, round, async (parentId) => {
      for (const { connector, month } of due) await this.order(tx, connector, month, parentId);
      return due.length;
    });
    return due.length;
  }

  /** Orders one month from a connector; answers the job's id. */
  async order(
    tx: Transaction,
    connector: { id: string; partner: string },
    month: string,
    parentId?: string,
  ): Promise<string> {
    return this.jobs.order(tx, PULL_SOURCE, {
      partner: connector.partner,
      type: `PULL ${month}`,
      subjectId: connector.id,
      unit: 'reports',
      ...(parentId ? { parentId } : {}),
    });
  }

  /** Orders a look at one month; answers the job's id. */
  async orderTest(
    tx: Transaction,
    connector: { id: string; partner: string },
    month: string,
  ): Promise<string> {
    return this.jobs.order(tx, TEST_SOURCE, {
      partner: connector.partner,
      type: `TEST ${month}`,
      subjectId: connector.id,
      unit: 'reports',
    });
  }

  /** Whether the month was asked of the connector at or after an instant, or is being asked now. */
  async wasOrderedSince(
    tx: Transaction,
    connectorId: string,
    month: string,
    since: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `select 1 from app.job where partner = any ($1) and subject_id = $2 and type = $3 and (created_at >= $4 or state in ('QUEUED', 'RUNNING')) limit 1`,
      [tx.scopes, connectorId, `PULL ${month}`, since],
    )) as unknown[];
    return rows.length > 0;
  }

  async monthOf(ctx: OperationContext, jobId: string): Promise<string> {
    const job = await this.jobs.get(ctx, jobId);
    return job.type.replace(/^(PULL|TEST) /, '');
  }
}
