import { Injectable } from '@nestjs/common';
import { parsePeriodId } from '#calendars';
import type { Transaction } from '#platform';
import type { SourceHandIn, WatchedSource } from './watch-sources.js';

/** More machine hand-ins than a partner's sources make between two good months. */
const MAX_HAND_INS = 500;

interface HandInRow {
  source: string;
  periodId: string | null;
  at: Date;
  isGood: boolean;
  problem: { code: string; names?: string[] } | null;
  strangers: string[] | null;
}

/** What the machines of a partner handed in, and who they are. */
@Injectable()
export class SourceHandInsReadModel {
  /** Connectors that are in use, and every system that has pushed in the last year. */
  async sources(tx: Transaction, partner: string, pushedSince: string): Promise<WatchedSource[]> {
    return (await tx.manager.query(
      `select 'connector:' || id as source, code as name, last_problem->>'code' as "fetchProblem" from app.connector
        where partner = $1 and partner = any ($2) and enabled and approval = 'APPROVED'
       union all
       select distinct 'feed:' || f.name, f.name, null from app.import i join app.import_file f on f.id = i.file_id
        where i.partner = $1 and i.partner = any ($2) and i.channel = 'FEED' and i.created_at >= $3
        order by 1`,
      [partner, tx.scopes, pushedSince],
    )) as WatchedSource[];
  }

  /** Hand-ins of machines that came to their end, newest first. */
  async handIns(tx: Transaction, partner: string): Promise<SourceHandIn[]> {
    const rows = (await tx.manager.query(
      `select case when i.channel = 'FEED' then 'feed:' || f.name else 'connector:' || c.id end as source,
              coalesce(i.period_id, i.expected_period) as "periodId", i.finished_at as at,
              i.state in ('SUCCEEDED', 'PARTIALLY_SUCCEEDED') as "isGood", i.problem,
              (select array_agg(distinct r.given) from app.import_row r
                where r.partner = i.partner and r.import_id = i.id and r.outcome = 'REJECTED'
                  and r.problems @> '[{"code": "unknown-indicator"}]') as strangers
         from app.import i join app.import_file f on f.id = i.file_id
         left join app.connector c on c.partner = i.partner and c.code = f.name and i.channel = 'PULL'
        where i.partner = $1 and i.partner = any ($2) and i.channel in ('PULL', 'FEED') and i.finished_at is not null
        order by i.finished_at desc, i.id desc limit ${MAX_HAND_INS}`,
      [partner, tx.scopes],
    )) as HandInRow[];
    return rows.map(handInOf);
  }
}

function handInOf({ source, periodId, at, isGood, problem, strangers }: HandInRow): SourceHandIn {
  return {
    source,
    month: periodId === null ? null : parsePeriodId(periodId).alignedTo,
    at: at.toISOString(),
    isGood,
    code: problem?.code ?? null,
    fields: [...(problem?.names ?? []), ...(strangers ?? [])],
  };
}
