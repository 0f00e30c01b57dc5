import { Injectable } from '@nestjs/common';
import { HQ_SCOPE, type Transaction } from '#platform';
import type { Backtest, RuleVersion } from './rule-version.js';

const COLUMNS = `id, code, version, draft_rev as "draftRev", job_id as "jobId", periods, requested_at as "requestedAt",
  finished_at as "finishedAt", reports, counts, findings`;

/** Back-tests belong to headquarters: what they found is about every partner. */
@Injectable()
export class BacktestsRepository {
  async insert(
    tx: Transaction,
    { code, version, draftRev }: Pick<RuleVersion, 'code' | 'version' | 'draftRev'>,
    order: { id: string; periods: readonly string[]; at: string },
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.rule_backtest (id, partner, code, version, draft_rev, requested_by, requested_at, periods)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [order.id, HQ_SCOPE, code, version, draftRev, tx.actor.id, order.at, order.periods],
    );
  }

  async setJob(tx: Transaction, id: string, jobId: string): Promise<void> {
    await tx.manager.query('update app.rule_backtest set job_id = $2 where id = $1 and partner = any ($3)', [
      id,
      jobId,
      tx.scopes,
    ]);
  }

  /** Keeps the result once; a second end of the same work changes nothing. */
  async finish(
    tx: Transaction,
    id: string,
    result: Pick<Backtest, 'reports' | 'counts' | 'findings'>,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.rule_backtest set finished_at = $2, reports = $3, counts = $4, findings = $5
        where id = $1 and partner = any ($6) and finished_at is null`,
      [id, at, result.reports, JSON.stringify(result.counts), JSON.stringify(result.findings), tx.scopes],
    );
  }

  async find(tx: Transaction, id: string): Promise<Backtest | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.rule_backtest where id = $1 and partner = any ($2)`,
      [id, tx.scopes],
    )) as Backtest[];
    return rows[0] ?? null;
  }

  /** The newest back-test of a version, finished or not. */
  async newest(tx: Transaction, code: string, version: number): Promise<Backtest | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.rule_backtest where partner = any ($3) and code = $1 and version = $2
        order by requested_at desc, id desc limit 1`,
      [code, version, tx.scopes],
    )) as Backtest[];
    return rows[0] ?? null;
  }

  /** The document that a version's effects were last looked at for; null: never to the end. */
  async examinedDraftRev(tx: Transaction, code: string, version: number): Promise<number | null> {
    const [row] = (await tx.manager.query(
      `select max(draft_rev) as rev from app.rule_backtest
        where partner = any ($3) and code = $1 and version = $2 and finished_at is not null`,
      [code, version, tx.scopes],
    )) as Array<{ rev: number | null }>;
    return row.rev;
  }
}
