import { Injectable } from '@nestjs/common';
import { packed, unpacked, type Transaction } from '#platform';
import type { Import, ImportReport, ImportRow, RowCounts } from './import.js';

/** A unit of an import that waits to be filled. */
export interface OpenUnit {
  unit: string;
  /** Its values, for progress. */
  size: number;
}

/** What became of one report, with the counts of its values. */
export interface SettledReport extends ImportReport {
  created: number;
  updated: number;
  unchangedCells: string[];
}

/**
 * A row as a part keeps it: the unit stands beside it, and what is usual is left out: a new number that
 * stands in the file as it was taken. The view `import_row` fills it in again.
 */
type KeptRow = Omit<Partial<ImportRow>, 'rowNo' | 'unit'> & { row_no: number };

/**
 * The report that settled a part, looked up for each part by its key. A plain join is planned before the
 * rows of a new import are in the statistics, and then compares every part with every report.
 */
const SETTLED_BY = `left join lateral (
           select r.outcome, r.created, r.updated, cardinality(r.unchanged_cells) as unchanged from app.import_report r
            where r.partner = p.partner and r.import_id = p.import_id and r.unit = p.unit limit 1) d on true`;

/**
 * Parts: what a file says about one unit, in one row of the database. A value is never rewritten;
 * its outcome follows from what was foreseen and from the report that settled it.
 */
@Injectable()
export class ImportPartsRepository {
  /** Stores rows that were compared, all of a unit together; every unit comes in one call only. */
  async insert(tx: Transaction, owner: Import, rows: readonly ImportRow[]): Promise<void> {
    if (rows.length === 0) return;
    const parts = partsOf(rows);
    await tx.manager.query(
      `insert into app.import_part (partner, import_id, part_no, unit, size, open, same, content)
       select $1, $2, p.part_no::integer, p.unit, p.size::integer, p.open::integer, p.same::integer, p.content::jsonb
         from unnest(${[3, 4, 5, 6, 7, 8].map((n) => unpacked(`$${n}`)).join(', ')}) as p (part_no, unit, size, open, same, content)`,
      [
        owner.partner,
        owner.id,
        packed(parts.map(({ partNo }) => partNo)),
        packed(parts.map(({ unit }) => unit)),
        packed(parts.map(({ size }) => size)),
        packed(parts.map(({ open }) => open)),
        packed(parts.map(({ same }) => same)),
        packed(parts.map(({ content }) => JSON.stringify(content))),
      ],
    );
  }

  /** Forgets what was read of a file that turned out to be unacceptable as a whole. */
  async clear(tx: Transaction, importId: string): Promise<void> {
    await tx.manager.query('delete from app.import_part where partner = any ($1) and import_id = $2', [
      tx.scopes,
      importId,
    ]);
  }

  /** Units with something to commit that are not settled yet: where an interrupted commit goes on. */
  async listOpenUnits(tx: Transaction, importId: string): Promise<OpenUnit[]> {
    return (await tx.manager.query(
      `select p.unit, p.size from app.import_part p
        ${SETTLED_BY}
        where p.partner = any ($1) and p.import_id = $2 and p.unit is not null and p.open > 0 and d.outcome is null
        order by p.part_no`,
      [tx.scopes, importId],
    )) as OpenUnit[];
  }

  /** The rows of units that are to be entered, by unit. */
  async listOpenRows(
    tx: Transaction,
    importId: string,
    units: readonly string[],
  ): Promise<Map<string, ImportRow[]>> {
    const parts = (await tx.manager.query(
      `select unit, content from app.import_part where partner = any ($1) and import_id = $2 and unit = any ($3) order by part_no`,
      [tx.scopes, importId, units],
    )) as Array<{ unit: string; content: KeptRow[] }>;
    return new Map(parts.map(({ unit, content }) => [unit, openRowsOf(unit, content)]));
  }

  /** Values whose report is settled, for progress. */
  async countSettled(tx: Transaction, importId: string): Promise<number> {
    const [row] = (await tx.manager.query(
      `select coalesce(sum(p.size), 0)::int as n from app.import_part p
        ${SETTLED_BY}
        where p.partner = any ($1) and p.import_id = $2 and d.outcome is not null`,
      [tx.scopes, importId],
    )) as Array<{ n: number }>;
    return row.n;
  }

  async insertReports(tx: Transaction, owner: Import, reports: readonly SettledReport[]): Promise<void> {
    await tx.manager.query(
      `insert into app.import_report (partner, import_id, unit, slot_id, submission_id, outcome, problem, created, updated, unchanged_cells)
       select $1, $2, r.unit, r."slotId", r."submissionId", r.outcome, r.problem, r.created, r.updated, r."unchangedCells"
         from jsonb_to_recordset($3::jsonb) as r(unit text, "slotId" uuid, "submissionId" uuid, outcome text, problem jsonb,
                                                 created integer, updated integer, "unchangedCells" text[])`,
      [owner.partner, owner.id, JSON.stringify(reports)],
    );
  }

  /** How the values of an import that is over came out; the sum is the number of values. */
  async tally(tx: Transaction, importId: string): Promise<RowCounts> {
    const [counted] = (await tx.manager.query(
      `select coalesce(sum(d.created), 0)::int as "CREATED", coalesce(sum(d.updated), 0)::int as "UPDATED",
              coalesce(sum(case when d.outcome is null then p.same else d.unchanged end), 0)::int as "UNCHANGED",
              coalesce(sum(p.size) filter (where p.unit is null), 0)::int as "REJECTED",
              coalesce(sum(p.size - p.open + case when d.outcome is null then p.open - p.same when d.outcome = 'REJECTED' then p.open else 0 end)
                       filter (where p.unit is not null), 0)::int as "SKIPPED"
         from app.import_part p
        ${SETTLED_BY}
        where p.partner = any ($1) and p.import_id = $2`,
      [tx.scopes, importId],
    )) as Array<Record<string, number>>;
    return Object.fromEntries(Object.entries(counted).filter(([, n]) => n > 0));
  }
}

/** The rows of one unit, or those of none. */
interface Part {
  partNo: number;
  unit: string | null;
  size: number;
  open: number;
  same: number;
  content: KeptRow[];
}

function partsOf(rows: readonly ImportRow[]): Part[] {
  const byUnit = new Map<string | null, ImportRow[]>();
  for (const row of rows) {
    const known = byUnit.get(row.unit);
    if (known) known.push(row);
    else byUnit.set(row.unit, [row]);
  }
  return [...byUnit].map(([unit, own]) => ({
    partNo: own[0]!.rowNo,
    unit,
    size: own.length,
    open: own.filter(isOpen).length,
    same: own.filter(({ outcome }) => outcome === 'UNCHANGED').length,
    content: own.map(keptRow),
  }));
}

function keptRow(row: ImportRow): KeptRow {
  const kept: KeptRow = { row_no: row.rowNo, cell: row.cell, value: row.value, at: row.at };
  if (row.kind !== 'NUMBER') kept.kind = row.kind;
  if (row.given !== row.value) kept.given = row.given;
  if (row.was) kept.was = row.was;
  if (row.outcome !== 'NEW') kept.outcome = row.outcome;
  if (row.explanation !== null) kept.explanation = row.explanation;
  if (row.problems.length > 0) kept.problems = row.problems;
  return kept;
}

function openRowsOf(unit: string, content: readonly KeptRow[]): ImportRow[] {
  const rows = content.map(({ row_no: rowNo, cell = null, value = null, at = {}, ...kept }): ImportRow => ({
    rowNo,
    unit,
    cell,
    kind: kept.kind ?? 'NUMBER',
    value,
    given: kept.given ?? value,
    at,
    was: kept.was ?? null,
    outcome: kept.outcome ?? 'NEW',
    explanation: kept.explanation ?? null,
    problems: kept.problems ?? [],
  }));
  return rows.filter(isOpen);
}

/** Whether the commit is to enter a value. */
export function isOpen({ outcome }: Pick<ImportRow, 'outcome'>): boolean {
  return outcome !== 'REJECTED' && outcome !== 'SKIPPED';
}
