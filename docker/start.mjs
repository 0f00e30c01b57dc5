/**
 * Entry of the image: `api`, `worker` or `cli <command>`. The passwords of the database roles derive
 * from the installation's secret, so compose files name the server only and hold no second secret.
 */
const ENTRIES = {
  api: { main: 'api/src/main.js', role: 'asan_api' },
  worker: { main: 'worker/src/main.js', role: 'asan_worker' },
  cli: { main: 'cli/src/main.js', role: 'asan_worker' },
};
const DEFAULT_PORT = 5432;

const [name = 'api', ...rest] = process.argv.slice(2);
const entry = ENTRIES[name];
if (!entry) {
  process.stderr.write(`Unknown command ${name}; there are: ${Object.keys(ENTRIES).join(', ')}.\n`);
  process.exit(2);
}
await addDatabaseUrl(entry.role);
const main = new URL(`../dist/apps/${entry.main}`, import.meta.url);
process.argv = [process.argv[0], main.pathname, ...rest];
await import(main.href);

/** Composes DATABASE_URL from DATABASE_HOST, DATABASE_PORT and DATABASE_NAME unless it is given. */
async function addDatabaseUrl(role) {
  const { DATABASE_URL, DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, ASAN_SECRET } = process.env;
  if (DATABASE_URL || !DATABASE_HOST || !ASAN_SECRET) return;
  const { asRole, databaseUrl } = await import('../dist/libs/platform/src/index.js');
  const server = {
    host: DATABASE_HOST,
    port: Number(DATABASE_PORT || DEFAULT_PORT),
    user: role,
    database: DATABASE_NAME || 'asan',
  };
  process.env.DATABASE_URL = databaseUrl(asRole(server, role, ASAN_SECRET));
}
