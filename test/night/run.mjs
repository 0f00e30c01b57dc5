import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../apps/cli/bootstrap.mjs';

/**
 * `npm run test:night -- <group …>`: suites that take too long or need too much for every run. A group
 * is a file of this folder; without one the groups are listed, `all` runs every one.
 */
const ENDING = '.e2e-spec.ts';
const groups = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .toSorted();
const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const flags = process.argv.slice(2).filter((arg) => arg.startsWith('-'));
const wanted = asked.includes('all') ? groups : asked;
const unknown = wanted.filter((group) => !groups.includes(group));

if (wanted.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`Unknown: ${unknown.join(', ')}`);
  console.log(`Groups: ${groups.join(', ') || 'none yet'}; all`);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const files = wanted.map((group) => join(import.meta.dirname, `${group}${ENDING}`));
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const run = spawnSync(process.execPath, [...node, jest, ...flags, '--runTestsByPath', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ASAN_TEST_NIGHT: 'true' },
  });
  process.exitCode = run.status ?? 1;
}
