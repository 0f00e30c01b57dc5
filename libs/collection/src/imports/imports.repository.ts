import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Import, ImportReport, ImportRow, ImportState, RowCounts, RowOutcome } from './import.js';

const COLUMNS = `id, partner, channel, profile, profile_version as "profileVersion", mode, atomicity, expected_period as "expectedPeriod", period_id as "periodId", state,
  file_id as "fileId", job_id as "jobId", problem, problems_total as "problemsTotal", counts, created_by_kind as "createdByKind",
  created_by as "createdBy", created_by_name as "createdByName", created_at as "createdAt", finished_at as "finishedAt", rev`;

const ROW_COLUMNS = `row_no as "rowNo", unit, cell, kind, value, given, at, was, outcome, explanation, problems`;

export interface NewImport {
  id: string;
  partner: string;
  channel: string;
  profile: string;
  profileVersion: number;
  mode: string;
  atomicity: string;
  expectedPeriod: string | null;
  fileId: string;
  createdAt: string;
}

export interface ImportFile {
  id: string;
  partner: string;
  sha256: string;
  name: string;
  content: Buffer;
}

/** What validation found of the file as a whole. */
export interface ValidationResult {
  periodId: string | null;
  state: ImportState;
  problem: Import['problem'];
  problemsTotal: number;
  counts: RowCounts;
}

@Injectable()
export class ImportsRepository {
  async insertFile(tx: Transaction, file: ImportFile, receivedAt: string): Promise<void> {
    await tx.manager.query(
      'insert into app.import_file (id, partner, sha256, size, name, content, received_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [file.id, file.partner, file.sha256, file.content.length, file.name, file.content, receivedAt],
    );
  }

  async insert(tx: Transaction, input: NewImport): Promise<void> {
    await tx.manager.query(
      `insert into app.import (id, partner, channel, profile, profile_version, mode, atomicity, expected_period, state, file_id,
                               created_by_kind, created_by, created_by_name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'UPLOADED', $9, $10, $11, $12, $13)`,
      [
        input.id,
        input.partner,
        input.channel,
        input.profile,
        input.profileVersion,
        input.mode,
        input.atomicity,
        input.expectedPeriod,
        input.fileId,
        tx.actor.kind,
        tx.actor.id,
        tx.actor.name,
        input.createdAt,
      ],
    );
  }

  /** An earlier import of the very same bytes by the very same layout that was not turned away, if there is one. */
  async findSame(
    tx: Transaction,
    partner: string,
    sha256: string,
    profile: { code: string; version: number },
  ): Promise<Import | null> {
    const rows = (await tx.manager.query(
      `select ${prefixed('i')} from app.import i join app.import_file f on f.id = i.file_id
        where i.partner = $1 and i.partner = any ($2) and f.sha256 = $3 and i.profile = $4 and i.profile_version = $5
          and i.state not in ('FAILED', 'CANCELLED')
        order by i.created_at desc limit 1`,
      [partner, tx.scopes, sha256, profile.code, profile.version],
    )) as Import[];
    return rows[0] ?? null;
  }

  async find(tx: Transaction, id: string, lock = ''): Promise<Import | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.import where id = $1 and partner = any ($2) ${lock}`,
      [id, tx.scopes],
    )) as Import[];
    return rows[0] ?? null;
  }

  async content(tx: Transaction, fileId: string): Promise<Buffer> {
    const [row] = (await tx.manager.query(
      'select content from app.import_file where id = $1 and partner = any ($2)',
      [fileId, tx.scopes],
    )) as Array<{
      content: Buffer;
    }>;
    return row.content;
  }

  async setJob(tx: Transaction, id: string, jobId: string): Promise<void> {
    await tx.manager.query('update app.import set job_id = $2 where id = $1 and partner = any ($3)', [
      id,
      jobId,
      tx.scopes,
    ]);
  }

  async setMode(tx: Transaction, id: string, mode: string): Promise<void> {
    await tx.manager.query(
      'update app.import set mode = $2, rev = rev + 1 where id = $1 and partner = any ($3)',
      [id, mode, tx.scopes],
    );
  }

  async storeValidation(tx: Transaction, owner: Import, result: ValidationResult): Promise<void> {
    await tx.manager.query(
      `update app.import set state = $3, period_id = $4, problem = $5, problems_total = $6, counts = $7, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [
        owner.id,
        tx.scopes,
        result.state,
        result.periodId,
        JSON.stringify(result.problem),
        result.problemsTotal,
        JSON.stringify(result.counts),
      ],
    );
  }

  async listRows(
    tx: Transaction,
    importId: string,
    filter: { outcome: RowOutcome | null; after: number; limit: number },
  ): Promise<ImportRow[]> {
    return (await tx.manager.query(
      `select ${ROW_COLUMNS} from app.import_row
        where partner = any ($1) and import_id = $2 and row_no > $3 and ($4::text is null or outcome = $4) order by row_no limit $5`,
      [tx.scopes, importId, filter.after, filter.outcome, filter.limit],
    )) as ImportRow[];
  }

  async listReports(tx: Transaction, importId: string): Promise<ImportReport[]> {
    return (await tx.manager.query(
      `select unit, slot_id as "slotId", submission_id as "submissionId", outcome, problem from app.import_report
        where partner = any ($1) and import_id = $2 order by unit`,
      [tx.scopes, importId],
    )) as ImportReport[];
  }

  /** How many reports were settled, and how many of them were rejected. */
  async countReports(tx: Transaction, importId: string): Promise<{ settled: number; rejected: number }> {
    const [row] = (await tx.manager.query(
      `select count(*)::int as settled, count(*) filter (where outcome = 'REJECTED')::int as rejected from app.import_report
        where partner = any ($1) and import_id = $2`,
      [tx.scopes, importId],
    )) as Array<{ settled: number; rejected: number }>;
    return row;
  }

  /** Ends the import with the counts of its rows as they came out. */
  async finish(
    tx: Transaction,
    importId: string,
    end: { state: ImportState; at: string; problem: Import['problem']; counts: RowCounts },
  ): Promise<void> {
    await tx.manager.query(
      `update app.import set state = $3, counts = $4, finished_at = $5, problem = $6, rev = rev + 1 where id = $1 and partner = any ($2)`,
      [importId, tx.scopes, end.state, JSON.stringify(end.counts), end.at, JSON.stringify(end.problem)],
    );
  }
}

function prefixed(alias: string): string {
  return COLUMNS.split(',')
    .map((column) => `${alias}.${column.trim()}`)
    .join(', ');
}
