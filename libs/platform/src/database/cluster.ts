import pg from 'pg';
import { rolePassword, type DatabaseAddress, type RuntimeRole } from './database-address.js';

const LOGIN_ROLES: Record<RuntimeRole, string> = {
  asan_api: 'nobypassrls',
  asan_worker: 'nobypassrls',
  asan_dash: 'nobypassrls',
  asan_migrator: 'nobypassrls',
  asan_queue: 'nobypassrls',
  // The owner with forced policies cannot dump; only a role that sees every row can.
  asan_backup: 'bypassrls',
};

/** The queue lives in a database of its own beside the application's. */
export function queueDatabaseName(database: string): string {
  return `${database}_queue`;
}

/**
 * Creates roles and databases that are missing. Needs a role that may create both; run by `migrate`
 * and by the standalone start, never by a serving process.
 */
export async function prepareCluster(
  admin: DatabaseAddress,
  database: string,
  secret: string,
): Promise<void> {
  await withClient({ ...admin, database: admin.database }, async (client) => {
    await createRoles(client, secret);
    await createDatabase(client, database, 'asan_owner');
    await createDatabase(client, queueDatabaseName(database), 'asan_queue');
  });
  await withClient({ ...admin, database }, (client) => grantDatabase(client, database));
}

/** One short-lived connection, closed whatever happens. */
export async function withClient<T>(
  address: DatabaseAddress,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createRoles(client: pg.Client, secret: string): Promise<void> {
  // Two installations may start side by side on one server; the lock keeps them apart.
  await client.query("select pg_advisory_lock(hashtext('asan-roles'))");
  if (!(await exists(client, 'pg_roles', 'rolname', 'asan_owner')))
    await client.query('create role asan_owner nologin');
  for (const [role, attribute] of Object.entries(LOGIN_ROLES)) {
    const password = client.escapeLiteral(rolePassword(role as RuntimeRole, secret));
    const verb = (await exists(client, 'pg_roles', 'rolname', role)) ? 'alter' : 'create';
    await client.query(
      `${verb} role ${role} login nosuperuser nocreatedb nocreaterole ${attribute} password ${password}`,
    );
  }
  await client.query('grant asan_owner to asan_migrator');
  await client.query('grant pg_read_all_data to asan_backup');
  await client.query("select pg_advisory_unlock(hashtext('asan-roles'))");
}

async function createDatabase(client: pg.Client, name: string, owner: string): Promise<void> {
  if (await exists(client, 'pg_database', 'datname', name)) return;
  const quoted = client.escapeIdentifier(name);
  // A creator that is no superuser must be a member of the owner.
  await client.query(`grant ${owner} to current_user`);
  await client.query(`create database ${quoted} owner ${owner}`);
  await client.query(`revoke all on database ${quoted} from public`);
}

async function grantDatabase(client: pg.Client, name: string): Promise<void> {
  const quoted = client.escapeIdentifier(name);
  await client.query(
    `grant connect on database ${quoted} to asan_api, asan_worker, asan_dash, asan_migrator, asan_backup`,
  );
  await client.query('revoke all on schema public from public');
  await client.query('create schema if not exists app authorization asan_owner');
}

async function exists(client: pg.Client, catalogue: string, column: string, name: string): Promise<boolean> {
  const found = await client.query(`select 1 from ${catalogue} where ${column} = $1`, [name]);
  return found.rowCount !== 0;
}
