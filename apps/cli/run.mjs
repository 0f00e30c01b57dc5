import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, embeddedSecret, installPackages, root } from './bootstrap.mjs';

installPackages();
// A production image holds the compiled tree and no sources to compare it with.
if (existsSync(join(root, 'libs'))) (await import('../standalone/build.mjs')).build();

const env = { ...process.env, ASAN_DATA_DIR: dataFolder() };
const isEmbedded = !env.DATABASE_ADMIN_URL && !env.DATABASE_URL;
if (isEmbedded && !env.ASAN_SECRET) env.ASAN_SECRET = embeddedSecret();
const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
const run = spawnSync(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit', env });
process.exitCode = run.status ?? 1;
