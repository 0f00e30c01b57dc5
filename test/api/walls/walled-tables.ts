import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { PERMISSIONS } from '#identity';
import { projectRoot, QUEUE_NAMES } from '#platform';

/** A table with the column that says whose rows it holds. */
export interface WalledTable {
  name: string;
  scope: string;
}

/** Every table of the application that has a scope column. */
export async function walledTables(admin: pg.Pool): Promise<WalledTable[]> {
  const { rows } = await admin.query<{ name: string; scope: string }>(
    `select table_name as name, column_name as scope from information_schema.columns
      where table_schema = 'app' and column_name in ('partner', 'scope') and table_name <> 'idempotency_record'
      order by table_name`,
  );
  return rows;
}

/** Which calendar and zone a country reports in is reference data that ships with the product, not a row of its. */
const REFERENCE_FILES = ['calendars.yaml', 'working-calendars.yaml'].map((file) =>
  readFileSync(join(projectRoot(), 'config', 'reference', file), 'utf8'),
);

/** Words of the product that everybody may read: what one may do, and the layouts that are open to all. */
const OPEN_WORDS = [...Object.keys(PERMISSIONS), ...QUEUE_NAMES, 'ASAN-CSV', 'ASAN-WORKBOOK'];

const MIN_TEXT = 8;
const NUMBER = /^\d{4,}(\.\d+)?$/;

/**
 * Every value that a partner's rows hold and that nobody else's row or open table holds: seeing one
 * of them in an answer to another country is a leak.
 */
export async function canariesOf(admin: pg.Pool, partner: string, reader: string): Promise<Set<string>> {
  const own = await valuesOf(
    admin,
    (table) => `select to_jsonb(t) as row from app.${table.name} t where t.${table.scope} = '${partner}'`,
  );
  const readable = await valuesOf(
    admin,
    (table) => `select to_jsonb(t) as row from app.${table.name} t where t.${table.scope} = '${reader}'`,
  );
  const open = await openValues(admin);
  const known = [...readable, ...open, ...REFERENCE_FILES, ...OPEN_WORDS].join('\n');
  return new Set([...own].filter((value) => !known.includes(value)));
}

/** One text per table that changes when any row of a partner changes. */
export async function fingerprintOf(admin: pg.Pool, partner: string): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const { name, scope } of await walledTables(admin)) {
    const { rows } = await admin.query<{ print: string }>(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from app.${name} t where t.${scope} = $1`,
      [partner],
    );
    prints[name] = rows[0].print;
  }
  return prints;
}

async function valuesOf(admin: pg.Pool, question: (table: WalledTable) => string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const table of await walledTables(admin)) {
    const { rows } = await admin.query<{ row: Record<string, unknown> }>(question(table));
    for (const { row } of rows) collect(row, found);
  }
  return found;
}

async function openValues(admin: pg.Pool): Promise<Set<string>> {
  const found = new Set<string>();
  for (const table of [
    'period',
    'indicator_version',
    'form_version',
    'rule_version',
    'definition_version',
    'rollout_template_version',
    'standard_version',
    'calendar_day',
    'calendar_assignment',
  ]) {
    const { rows } = await admin.query<{ row: unknown }>(`select to_jsonb(t) as row from app.${table} t`);
    for (const { row } of rows) collect(row, found);
  }
  return found;
}

function collect(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) collect(item, into);
  else if (isTelling(value)) into.add(String(value));
}

/** Short words and instants say nothing about whose they are; both countries have them. */
function isTelling(value: unknown): boolean {
  if (typeof value === 'number') return NUMBER.test(String(value));
  if (typeof value !== 'string') return false;
  return (
    NUMBER.test(value) ||
    (value.length >= MIN_TEXT && !/^[A-Z_]+$/.test(value) && !/^\d{4}-\d{2}-\d{2}/.test(value))
  );
}
