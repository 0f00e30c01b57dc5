import {
  asRole,
  migrateQueue,
  migrationDataSource,
  prepareCluster,
  queueDatabaseName,
  type DatabaseAddress,
} from '#platform';
import { seedCalendars } from '#reporting/wiring';
import { seedRolloutTemplates } from '#rollouts/wiring';
import { MIGRATIONS } from './schema.js';

/** The schema of one installation: where it is administered from and what it is called. */
export interface Installation {
  admin: DatabaseAddress;
  database: string;
  secret: string;
}

/** Creates what is missing, brings application and queue schemas up to date, and calendars and templates with them. */
export async function migrateUp(installation: Installation): Promise<string[]> {
  const { admin, database, secret } = installation;
  await prepareCluster(admin, database, secret);
  const applied = await withMigrations(installation, async (source) => {
    const added = await source.runMigrations();
    const runner = source.createQueryRunner();
    await seedCalendars(runner)
      .then(() => seedRolloutTemplates(runner))
      .finally(() => runner.release());
    return added;
  });
  await migrateQueue(asRole({ ...admin, database: queueDatabaseName(database) }, 'asan_queue', secret));
  return applied.map((migration) => migration.name);
}

/** Takes the newest migration back. */
export async function migrateDown(installation: Installation): Promise<void> {
  await withMigrations(installation, (source) => source.undoLastMigration());
}

/** Names of the migrations that are not applied yet. */
export async function pendingMigrations(installation: Installation): Promise<string[]> {
  return withMigrations(installation, async (source) => {
    const rows = (await source.query('select name from app.schema_migration').catch(() => [])) as Array<{
      name: string;
    }>;
    const applied = new Set(rows.map((row) => row.name));
    return MIGRATIONS.map((migration) => migration.name).filter((name) => !applied.has(name));
  });
}

async function withMigrations<T>(
  { admin, database, secret }: Installation,
  work: (source: ReturnType<typeof migrationDataSource>) => Promise<T>,
): Promise<T> {
  const source = migrationDataSource(asRole({ ...admin, database }, 'asan_migrator', secret), MIGRATIONS);
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
