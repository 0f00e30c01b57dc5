import { sqlStateOf } from '#platform';
import type { Command } from './command.js';
import { openInstallation } from './installation.js';
import { migrateDown, migrateUp, pendingMigrations, type Installation } from './migrate.js';
import { MIGRATIONS } from './schema.js';

export const MIGRATE_COMMANDS: readonly Command[] = [
  {
    words: 'migrate up',
    does: 'creates roles and databases that are missing and applies every new migration',
    run: (config) => onInstallation(config, up),
  },
  {
    words: 'migrate down',
    does: 'takes the newest migration back',
    run: (config) => onInstallation(config, down),
  },
  {
    words: 'migrate status',
    does: 'lists migrations with their state; exit code 3 while one is pending',
    run: (config) => onInstallation(config, status),
  },
];

const EXIT_PENDING = 3;

async function onInstallation(
  config: Parameters<typeof openInstallation>[0],
  work: (installation: Installation) => Promise<void>,
): Promise<void> {
  const { installation, release } = await openInstallation(config);
  try {
    await work(installation);
  } finally {
    await release();
  }
}

async function up(installation: Installation): Promise<void> {
  const applied = await migrateUp(installation);
  for (const name of applied) console.log(`applied ${name}`);
  console.log(`${installation.database}: ${applied.length} applied, nothing pending`);
}

async function down(installation: Installation): Promise<void> {
  await migrateDown(installation);
  await status(installation);
}

async function status(installation: Installation): Promise<void> {
  const pending = new Set(await pendingOf(installation));
  for (const { name } of MIGRATIONS) console.log(`${pending.has(name) ? 'pending' : 'applied'}  ${name}`);
  if (pending.size > 0) process.exitCode = EXIT_PENDING;
}

const ROLE_MISSING = '28000';
const DATABASE_MISSING = '3D000';

/** Before the first `migrate up` there is neither role nor database to ask, and everything is pending. */
async function pendingOf(installation: Installation): Promise<string[]> {
  try {
    return await pendingMigrations(installation);
  } catch (error) {
    const state = sqlStateOf(error) ?? '';
    if (state !== ROLE_MISSING && state !== DATABASE_MISSING) throw error;
    return MIGRATIONS.map(({ name }) => name);
  }
}
