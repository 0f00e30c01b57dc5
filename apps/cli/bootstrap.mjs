import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the checkout. Nothing here may need an installed package: it runs before `npm ci`. */
export const root = join(import.meta.dirname, '..', '..');
const SECRET_BYTES = 48;

/** Installs the locked packages unless what is installed is at least as new as the lock file. */
export function installPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages (npm ci) …');
  // NODE_ENV=production would leave out the compiler and the test runner.
  const env = { ...process.env, NODE_ENV: 'development' };
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
}

/** The data folder that the environment names. */
export function dataFolder() {
  return resolve(root, process.env.ASAN_DATA_DIR || '.data');
}

/** The secret of an embedded installation: made once, kept beside its data, readable by its owner only. */
export function embeddedSecret(folder = dataFolder()) {
  const file = join(folder, 'secret');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
