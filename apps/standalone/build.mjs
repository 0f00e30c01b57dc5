import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const STAMP = join(root, 'dist', '.built');

/**
 * Compiles sources into dist/ unless dist/ is newer than every one of them. The tree is built aside
 * and put in place at once, so that whoever runs from dist/ meanwhile never sees half of it.
 */
export function build({ force = false } = {}) {
  if (!force && existsSync(STAMP) && statSync(STAMP).mtimeMs >= newest(['apps', 'libs'])) return;
  const aside = join(root, `dist.${process.pid}`);
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const ignored = '**/*.spec.ts,**/*.db-spec.ts,apps/console/**';
  const args = [swc, 'apps', 'libs', '-d', aside, '--config-file', '.swcrc', '--ignore', ignored, '-q'];
  const started = new Date();
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(join(aside, '.built'), '');
  utimesSync(join(aside, '.built'), started, started);
  const old = `${aside}.old`;
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
  renameSync(aside, join(root, 'dist'));
  rmSync(old, { recursive: true, force: true });
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
