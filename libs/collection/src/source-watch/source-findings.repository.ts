import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { SourceFinding } from './source-finding.js';
import type { WantedFinding } from './watch-sources.js';

const COLUMNS = `id, partner, kind, source, month, due_at as "dueAt", detail, opened_at as "openedAt", closed_at as "closedAt", rev`;

export interface FindingsQuestion {
  partner: string | null;
  /** Only what nobody can call over yet. */
  open: boolean;
  limit: number;
  after: readonly string[] | null;
}

@Injectable()
export class SourceFindingsRepository {
  /** Findings, newest first; a page begins after the given instant and id. */
  async list(tx: Transaction, { partner, open, limit, after }: FindingsQuestion): Promise<SourceFinding[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.source_finding
        where partner = any ($1) and ($2::text is null or partner = $2) and (not $3 or closed_at is null)
          and ($4::timestamptz is null or (opened_at, id) < ($4, $5::uuid))
        order by opened_at desc, id desc limit $6`,
      [tx.scopes, partner, open, after?.[0] ?? null, after?.[1] ?? null, limit],
    )) as SourceFinding[];
  }

  async listOpen(tx: Transaction, partner: string): Promise<SourceFinding[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.source_finding
        where partner = $1 and partner = any ($2) and closed_at is null for update`,
      [partner, tx.scopes],
    )) as SourceFinding[];
  }

  /** Opens a finding unless the source has one of that kind open; answers whether it is new. */
  async open(
    tx: Transaction,
    id: string,
    partner: string,
    wanted: WantedFinding,
    at: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.source_finding (id, partner, kind, source, month, due_at, detail, opened_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
      [
        id,
        partner,
        wanted.kind,
        wanted.source,
        wanted.month,
        wanted.dueAt,
        JSON.stringify(wanted.detail),
        at,
      ],
    )) as unknown[];
    return rows.length > 0;
  }

  async close(tx: Transaction, id: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.source_finding set closed_at = $3, rev = rev + 1 where id = $1 and partner = any ($2)',
      [id, tx.scopes, at],
    );
  }
}
