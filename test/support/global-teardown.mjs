import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', '.test-data');

/** Stops the servers when no other run uses them. */
export default async function globalTeardown() {
  rmSync(join(folder, 'runs', String(process.pid)), { force: true });
  if (readdirSync(join(folder, 'runs')).some((pid) => isAlive(Number(pid)))) return;
  const { stopEmbedded } = await import('../../dist/libs/platform/src/index.js');
  stopEmbedded(folder);
  const note = join(folder, 'redis.json');
  if (!existsSync(note)) return;
  const { pid } = JSON.parse(readFileSync(note, 'utf8'));
  if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  rmSync(note);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
