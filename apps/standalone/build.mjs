import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const STAMP = join(root, 'dist', '.built');

/** Compiles sources into dist/ unless dist/ is newer than every one of them. */
export function build({ force = false } = {}) {
  if (!force && existsSync(STAMP) && statSync(STAMP).mtimeMs >= newest(['apps', 'libs'])) return;
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const args = [
    swc,
    'apps',
    'libs',
    '-d',
    'dist',
    '--config-file',
    '.swcrc',
    '--ignore',
    '**/*.spec.ts,**/*.db-spec.ts,apps/console/**',
    '-q',
  ];
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('touch', [STAMP]);
}

function newest(folders) {
  return Math.max(...folders.map((folder) => newestBelow(join(root, folder))));
}

function newestBelow(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'console') continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newestBelow(path) : statSync(path).mtimeMs);
  }
  return latest;
}

if (import.meta.filename === process.argv[1]) build({ force: true });
