import pg from 'pg';
import {
  asRole,
  databaseAddress,
  databaseUrl,
  queueDatabaseName,
  startEmbedded,
  stopEmbedded,
  type Config,
  type DatabaseAddress,
} from '#platform';
import type { Installation } from './migrate.js';

/** Name of the application's database where no URL gives another. */
export const DEFAULT_DATABASE = 'asan';

/** An installation with the settings that a process of it needs, and what to do when done with it. */
export interface OpenInstallation {
  installation: Installation;
  /** The configuration completed with the addresses of application and queue database. */
  config: Config;
  release(): Promise<void>;
}

/**
 * Finds the installation that the configuration names: DATABASE_ADMIN_URL, else the embedded server
 * of ASAN_DATA_DIR, which is started when it is not running and stopped again when nobody else uses it.
 */
export async function openInstallation(config: Config): Promise<OpenInstallation> {
  if (config.DATABASE_ADMIN_URL) {
    const admin = databaseAddress(config.DATABASE_ADMIN_URL);
    return { ...complete(config, admin), release: async () => undefined };
  }
  const server = await startEmbedded({ folder: config.ASAN_DATA_DIR });
  const admin = { host: server.host, port: server.port, user: server.user, database: 'postgres' };
  return { ...complete(config, admin), release: () => stopUnlessUsed(admin, config.ASAN_DATA_DIR) };
}

function complete(config: Config, admin: DatabaseAddress): Omit<OpenInstallation, 'release'> {
  const secret = config.ASAN_SECRET;
  const database = config.DATABASE_URL ? databaseAddress(config.DATABASE_URL).database : DEFAULT_DATABASE;
  const queue = { ...admin, database: queueDatabaseName(database) };
  config.DATABASE_URL ??= databaseUrl(asRole({ ...admin, database }, 'asan_worker', secret));
  config.QUEUE_DATABASE_URL ??= databaseUrl(asRole(queue, 'asan_queue', secret));
  return { installation: { admin, database, secret }, config };
}

/** A server that serves somebody else is left alone. */
async function stopUnlessUsed(admin: DatabaseAddress, folder: string): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  const { rowCount } = await client.query(
    "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  );
  await client.end();
  if (rowCount === 0) stopEmbedded(folder);
}
