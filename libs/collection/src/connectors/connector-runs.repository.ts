import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ConnectorRun, SourceMonth } from './connector.js';

const COLUMNS = `id, partner, connector_id as "connectorId", kind, month, started_at as "startedAt", ended_at as "endedAt", status,
  bytes, body_hash as "bodyHash", problem, import_id as "importId", dry_run as "dryRun"`;

export type NewRun = Omit<ConnectorRun, 'startedAt' | 'endedAt'> & { startedAt: string; endedAt: string };
/** What a good month leaves behind for the next question about it. */
export interface TakenMonth {
  etag: string | null;
  lastModified: string | null;
  asOf: string | null;
  importId: string | null;
  takenAt: string;
}

/** The log of attempts, and what was last taken of each month; both are written by the machine alone. */
@Injectable()
export class ConnectorRunsRepository {
  async insert(tx: Transaction, run: NewRun): Promise<void> {
    await tx.manager.query(
      `insert into app.connector_run (id, partner, connector_id, kind, month, started_at, ended_at, status, bytes, body_hash,
                                      problem, import_id, dry_run)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        run.id,
        run.partner,
        run.connectorId,
        run.kind,
        run.month,
        run.startedAt,
        run.endedAt,
        run.status,
        run.bytes,
        run.bodyHash,
        run.problem && JSON.stringify(run.problem),
        run.importId,
        run.dryRun && JSON.stringify(run.dryRun),
      ],
    );
  }

  /** The newest attempts first; a page begins after the given instant and id. */
  async list(
    tx: Transaction,
    connectorId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<ConnectorRun[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.connector_run
        where partner = any ($1) and connector_id = $2
          and ($3::timestamptz is null or (started_at, id) < ($3, $4::uuid))
        order by started_at desc, id desc limit $5`,
      [tx.scopes, connectorId, after?.[0] ?? null, after?.[1] ?? null, limit],
    )) as ConnectorRun[];
  }

  async month(tx: Transaction, partner: string, source: string, month: string): Promise<SourceMonth | null> {
    const rows = (await tx.manager.query(
      `select m.etag, m.last_modified as "lastModified", m.as_of as "asOf", m.import_id as "importId", i.profile_version as "profileVersion"
         from app.source_month m left join app.import i
              on i.partner = m.partner and i.id = m.import_id and i.state not in ('FAILED', 'CANCELLED')
        where m.partner = $1 and m.partner = any ($2) and m.source = $3 and m.month = $4`,
      [partner, tx.scopes, source, month],
    )) as SourceMonth[];
    return rows[0] ?? null;
  }

  /** Remembers a good month; the instant of what was taken never goes back. */
  async rememberMonth(
    tx: Transaction,
    partner: string,
    source: string,
    month: string,
    taken: TakenMonth,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.source_month as known (partner, source, month, etag, last_modified, as_of, import_id, taken_at)
       select $1, $2, $3, $4, $5, $6, $7, $8 where $1 = any ($9)
       on conflict (partner, source, month) do update
          set etag = excluded.etag, last_modified = excluded.last_modified, taken_at = excluded.taken_at,
              as_of = greatest(known.as_of, excluded.as_of), import_id = coalesce(excluded.import_id, known.import_id)`,
      [
        partner,
        source,
        month,
        taken.etag,
        taken.lastModified,
        taken.asOf,
        taken.importId,
        taken.takenAt,
        tx.scopes,
      ],
    );
  }
}
