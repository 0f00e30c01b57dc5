import pg from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import type { DatabaseAddress } from './database-address.js';
import { ServingClient } from './serving-client.js';
import { watchPool } from './pool-watch.js';

export type MigrationClass = new () => import('typeorm').MigrationInterface;

export interface PoolLimits {
  max: number;
  statementTimeoutMs: number;
}

export const API_LIMITS: PoolLimits = { max: 12, statementTimeoutMs: 5_000 };
export const WORKER_LIMITS: PoolLimits = { max: 8, statementTimeoutMs: 60_000 };

const DATE_OID = 1082;
const INT8_OID = 20;
// A calendar day is a string here; the driver's default would bend it into a local midnight.
pg.types.setTypeParser(DATE_OID, (text) => text);
// Counts of rows fit a double; amounts never travel as bigint.
pg.types.setTypeParser(INT8_OID, (text) => text);

/** The pool of a serving process. Schema changes are never made from here. */
export function runtimeDataSource(
  address: DatabaseAddress,
  limits: PoolLimits,
  applicationName: string,
): DataSource {
  return new DataSource({
    type: 'postgres',
    host: address.host,
    port: address.port,
    username: address.user,
    password: address.password,
    database: address.database,
    applicationName,
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    connectTimeoutMS: 3_000,
    // Pool errors of idle connections are normal when a server restarts; the next use reconnects.
    poolErrorHandler: () => undefined,
    extra: {
      Client: ServingClient,
      // Statements may follow each other without waiting for answers.
      pipeline: true,
      max: limits.max,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      maxLifetimeSeconds: 1_800,
      query_timeout: limits.statementTimeoutMs + 1_000,
      statement_timeout: limits.statementTimeoutMs,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      options: '-c search_path=app',
    },
  });
}

/** Connects, and watches the pool for connections whose other end is gone. */
export async function watchedDataSource(source: DataSource): Promise<DataSource> {
  await source.initialize();
  watchPool((source.driver as unknown as { master: pg.Pool }).master);
  return source;
}

/** The connection that changes the schema, as the owner of it. */
export function migrationDataSource(
  address: DatabaseAddress,
  migrations: MixedList<MigrationClass>,
): DataSource {
  return new DataSource({
    type: 'postgres',
    host: address.host,
    port: address.port,
    username: address.user,
    password: address.password,
    database: address.database,
    applicationName: 'asan-migrate',
    synchronize: false,
    installExtensions: false,
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    schema: 'app',
    extra: {
      max: 2,
      connectionTimeoutMillis: 3_000,
      options: '-c role=asan_owner -c search_path=app -c lock_timeout=2000',
    },
  });
}
