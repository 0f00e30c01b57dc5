import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { dataFolder, embeddedSecret, installPackages, root } from '../cli/bootstrap.mjs';

/**
 * `npm start`: needs nothing but Node and npm. Installs and builds what is missing, then runs the
 * whole platform in one process; `--watch` builds again and restarts whenever a source changes.
 */
installPackages();
const { build } = await import('./build.mjs');
build();

const env = { ...process.env, ASAN_DATA_DIR: dataFolder() };
env.ASAN_DEMO ||= 'true';
env.LOG_LEVEL ||= 'warn';
env.ASAN_SECRET ||= embeddedSecret();

const main = join(root, 'dist', 'apps', 'standalone', 'src', 'main.js');
const isWatching = process.argv.includes('--watch');
const child = spawn(
  process.execPath,
  [
    ...(isWatching
      ? ['--watch-path=libs', '--watch-path=apps', '--import', './apps/standalone/rebuild.mjs']
      : []),
    main,
  ],
  {
    cwd: root,
    env,
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
