import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Import, ImportReport, ImportRow, ImportState, RowCounts, RowOutcome } from './import.js';

const COLUMNS = `id, partner, channel, profile, mode, atomicity, expected_period as "expectedPeriod", period_id as "periodId", state,
  file_id as "fileId", job_id as "jobId", problem, problems_total as "problemsTotal", counts, created_by_kind as "createdByKind",
  created_by as "createdBy", created_by_name as "createdByName", created_at as "createdAt", finished_at as "finishedAt", rev`;

const ROW_COLUMNS = `row_no as "rowNo", unit, cell, kind, value, given, at, was, outcome, problems`;

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

/** What validation found, stored in one go. */
export interface ValidationResult {
  periodId: string | null;
  state: ImportState;
  problem: Import['problem'];
  problemsTotal: number;
  rows: ImportRow[];
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

  /** An earlier import of the very same bytes that was not turned away, if there is one. */
  async findSame(tx: Transaction, partner: string, sha256: string, profile: string): Promise<Import | null> {
    const rows = (await tx.manager.query(
      `select ${prefixed('i')} from app.import i join app.import_file f on f.id = i.file_id
        where i.partner = $1 and i.partner = any ($2) and f.sha256 = $3 and i.profile = $4 and i.state not in ('FAILED', 'CANCELLED')
        order by i.created_at desc limit 1`,
      [partner, tx.scopes, sha256, profile],
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

  /** Replaces whatever an earlier, interrupted validation left. */
  async storeValidation(tx: Transaction, owner: Import, result: ValidationResult): Promise<void> {
    await tx.manager.query('delete from app.import_row where partner = $1 and import_id = $2', [
      owner.partner,
      owner.id,
    ]);
    await this.insertRows(tx, owner, result.rows);
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
        JSON.stringify(countsOf(result.rows)),
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

  async listRowsOfUnit(tx: Transaction, importId: string, unit: string): Promise<ImportRow[]> {
    return (await tx.manager.query(
      `select ${ROW_COLUMNS} from app.import_row where partner = any ($1) and import_id = $2 and unit = $3 and outcome <> 'REJECTED' order by row_no`,
      [tx.scopes, importId, unit],
    )) as ImportRow[];
  }

  /** Units with something to commit that are not settled yet: where an interrupted commit goes on. */
  async listOpenUnits(tx: Transaction, importId: string): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select distinct r.unit from app.import_row r
        where r.partner = any ($1) and r.import_id = $2 and r.outcome <> 'REJECTED' and r.unit is not null
          and not exists (select 1 from app.import_report d where d.partner = r.partner and d.import_id = r.import_id and d.unit = r.unit)
        order by r.unit`,
      [tx.scopes, importId],
    )) as Array<{ unit: string }>;
    return rows.map((row) => row.unit);
  }

  /** Rows whose unit is settled, for progress. */
  async countSettled(tx: Transaction, importId: string): Promise<number> {
    const [row] = (await tx.manager.query(
      `select count(*)::int as n from app.import_row r join app.import_report d
           on d.partner = r.partner and d.import_id = r.import_id and d.unit = r.unit
        where r.partner = any ($1) and r.import_id = $2`,
      [tx.scopes, importId],
    )) as Array<{ n: number }>;
    return row.n;
  }

  async countRowsOfUnit(tx: Transaction, importId: string, unit: string): Promise<number> {
    const [row] = (await tx.manager.query(
      'select count(*)::int as n from app.import_row where partner = any ($1) and import_id = $2 and unit = $3',
      [tx.scopes, importId, unit],
    )) as Array<{ n: number }>;
    return row.n;
  }

  async insertReport(tx: Transaction, owner: Import, report: ImportReport): Promise<void> {
    await tx.manager.query(
      `insert into app.import_report (partner, import_id, unit, slot_id, submission_id, outcome, problem) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        owner.partner,
        owner.id,
        report.unit,
        report.slotId,
        report.submissionId,
        report.outcome,
        JSON.stringify(report.problem),
      ],
    );
  }

  async listReports(tx: Transaction, importId: string): Promise<ImportReport[]> {
    return (await tx.manager.query(
      `select unit, slot_id as "slotId", submission_id as "submissionId", outcome, problem from app.import_report
        where partner = any ($1) and import_id = $2 order by unit`,
      [tx.scopes, importId],
    )) as ImportReport[];
  }

  async settleRows(
    tx: Transaction,
    importId: string,
    outcomes: ReadonlyMap<number, RowOutcome>,
  ): Promise<void> {
    await tx.manager.query(
      `update app.import_row r set outcome = s.outcome from unnest($3::integer[], $4::text[]) as s (row_no, outcome)
        where r.partner = any ($1) and r.import_id = $2 and r.row_no = s.row_no`,
      [tx.scopes, importId, [...outcomes.keys()], [...outcomes.values()]],
    );
  }

  /** Ends the import with the counts of its rows as they came out. */
  async finish(
    tx: Transaction,
    importId: string,
    end: { state: ImportState; at: string; problem: Import['problem'] },
  ): Promise<RowCounts> {
    const counted = (await tx.manager.query(
      `select outcome, count(*)::int as n from app.import_row where partner = any ($1) and import_id = $2 group by outcome`,
      [tx.scopes, importId],
    )) as Array<{ outcome: RowOutcome; n: number }>;
    const counts: RowCounts = Object.fromEntries(counted.map((row) => [row.outcome, row.n]));
    await tx.manager.query(
      `update app.import set state = $3, counts = $4, finished_at = $5, problem = $6, rev = rev + 1 where id = $1 and partner = any ($2)`,
      [importId, tx.scopes, end.state, JSON.stringify(counts), end.at, JSON.stringify(end.problem)],
    );
    return counts;
  }

  private async insertRows(tx: Transaction, owner: Import, rows: ImportRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.manager.query(
      `insert into app.import_row (partner, import_id, row_no, unit, cell, kind, value, given, at, was, outcome, problems)
       select $1, $2, * from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[],
                                    $11::text[], $12::jsonb[])`,
      [
        owner.partner,
        owner.id,
        rows.map((row) => row.rowNo),
        rows.map((row) => row.unit),
        rows.map((row) => row.cell),
        rows.map((row) => row.kind),
        rows.map((row) => row.value),
        rows.map((row) => row.given),
        rows.map((row) => JSON.stringify(row.at)),
        rows.map((row) => (row.was ? JSON.stringify(row.was) : null)),
        rows.map((row) => row.outcome),
        rows.map((row) => JSON.stringify(row.problems)),
      ],
    );
  }
}

function countsOf(rows: readonly ImportRow[]): RowCounts {
  const counts: RowCounts = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function prefixed(alias: string): string {
  return COLUMNS.split(',')
    .map((column) => `${alias}.${column.trim()}`)
    .join(', ');
}
