import type { QueryRunner } from 'typeorm';

export type Grant = 'select' | 'insert' | 'update' | 'delete';
type RunTimeRole = 'asan_api' | 'asan_worker' | 'asan_dash';

export interface TableWalls {
  table: string;
  /** Column that holds the row's scope (a partner code or HQ). */
  scope: string;
  /** What the API and the worker may do; append-only tables leave out update and delete. */
  grants: readonly Grant[];
}

const RUNTIME_ROLES: readonly RunTimeRole[] = ['asan_api', 'asan_worker'];

/**
 * Puts the wall round a table: policies enabled and forced, one per command, comparing the scope
 * column with the context's scopes in a sub-select of the column's own type. Policies name their
 * roles; nothing is ever granted to PUBLIC.
 */
export async function wallTable(runner: QueryRunner, walls: TableWalls): Promise<void> {
  const { table, scope, grants } = walls;
  const inScope = `${scope} = any ((select app.scope())::text[])`;
  await runner.query(`alter table app.${table} enable row level security, force row level security`);
  for (const grant of grants) {
    await runner.query(
      `create policy ${table}_${grant} on app.${table} for ${grant} to ${RUNTIME_ROLES.join(', ')} ${clauses(grant, inScope)}`,
    );
  }
  await runner.query(`grant ${grants.join(', ')} on app.${table} to ${RUNTIME_ROLES.join(', ')}`);
}

/** A table without partner data: readable by the run-time roles, listed as such in the policy lint. */
export async function openTable(runner: QueryRunner, table: string, grants: readonly Grant[]): Promise<void> {
  await runner.query(`grant ${grants.join(', ')} on app.${table} to ${RUNTIME_ROLES.join(', ')}`);
  await runner.query(
    `comment on table app.${table} is ${quote(`${OPEN_TABLE_MARK}: holds no partner data`)}`,
  );
}

/** The lint accepts a table without policies only when its comment begins with this. */
export const OPEN_TABLE_MARK = 'open reference table';

function clauses(grant: Grant, inScope: string): string {
  if (grant === 'insert') return `with check (${inScope})`;
  if (grant === 'update') return `using (${inScope}) with check (${inScope})`;
  return `using (${inScope})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
