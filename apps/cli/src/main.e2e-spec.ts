import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { TEST_SECRET } from '../../../test/support/database.js';

const EXIT_USAGE = 2;

/** Runs the built command line as an operator does. */
function cli(words: string[], environment: Record<string, string> = {}) {
  const main = join(projectRoot(), 'dist', 'apps', 'cli', 'src', 'main.js');
  const env = { PATH: '/usr/bin:/bin', ASAN_SECRET: TEST_SECRET, ...environment };
  return spawnSync(process.execPath, [main, ...words], { env, encoding: 'utf8', input: '' });
}

describe('the command line', () => {
  it('lists its commands and ends with 2 when it gets none', () => {
    const run = cli([]);
    expect(run.status).toBe(EXIT_USAGE);
    expect(run.stderr).toContain('migrate up');
  });

  it('lists its commands and ends with 2 when it does not know one', () => {
    const run = cli(['audit', 'forge']);
    expect(run.status).toBe(EXIT_USAGE);
    expect(run.stderr).toContain('Unknown command: audit forge');
  });

  it('ends with 2 when an option is unknown', () => {
    const run = cli(['users', 'disable', '--nonsense']);
    expect(run.status).toBe(EXIT_USAGE);
    expect(run.stderr).toContain('--nonsense');
  });

  it('names every faulty setting and no value', () => {
    const run = cli(['migrate', 'status'], { ASAN_SECRET: 'short-and-telling', PORT: '99999999' });
    expect(run.status).toBe(EXIT_USAGE);
    expect(run.stderr).toMatch(/ASAN_SECRET[\s\S]*PORT|PORT[\s\S]*ASAN_SECRET/);
    expect(run.stderr).not.toContain('short-and-telling');
  });
});
