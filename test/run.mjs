import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, root } from '../apps/cli/bootstrap.mjs';

/**
 * `npm test`: sets up what a fresh clone lacks, runs every suite and closes with one plain line,
 * `N passed, N failed`. Arguments go to jest. With CI=true nothing may be skipped for want of a
 * program; elsewhere the suites concerned are named.
 */
const NEEDED = [
  { what: 'Redis', programs: ['redis-server'] },
  { what: 'Chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
];
const isCi = process.env.CI === 'true';
const jestArguments = process.argv.slice(2);
const NOTHING = { passed: 0, failed: 1, skipped: 0, skippedSuites: [] };

function isThere(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function missingPrograms() {
  return NEEDED.filter(({ programs }) => !programs.some(isThere)).map(({ what }) => what);
}

/** Answers the counts; a run that broke before it could count has one failure. */
async function runSuites() {
  const missing = missingPrograms();
  for (const what of missing)
    console.log(`${isCi ? 'MISSING' : 'SKIPPED'}: suites on ${what} (not installed here)`);
  if (isCi && missing.length > 0) return NOTHING;
  installPackages();
  (await import('../apps/standalone/build.mjs')).build();
  return runJest();
}

function runJest() {
  const folder = join(root, '.test-data');
  const file = join(folder, `counts-${process.pid}.json`);
  mkdirSync(folder, { recursive: true });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { status } = spawnSync(process.execPath, [...flags, jest, ...jestArguments], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ASAN_TEST_COUNTS: file },
  });
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING;
  rmSync(file, { force: true });
  // Jest may fail for a reason that is no test, e.g. its closing step.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const counts = await runSuites().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  return NOTHING;
});
for (const suite of counts.skippedSuites) console.log(`SKIPPED: ${suite}`);
// A narrowed run skips on purpose what it was not asked for.
const isIncomplete = isCi && jestArguments.length === 0 && counts.skipped > 0;
if (isIncomplete) console.log('With CI=true nothing may be skipped.');
if (counts.failed > 0 || counts.passed === 0 || isIncomplete) process.exitCode = 1;
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
