import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { serverUser, type OsUser } from './os-user.js';
import { postgresBinaries } from './postgres-binaries.js';

const SUPERUSER = 'postgres';
/** Only a name of the socket file: the server does not listen on TCP. */
const SOCKET_PORT = 5432;
/** The kernel's limit for a socket path is 107 bytes; `.s.PGSQL.5432` takes 14 of them. */
const MAX_SOCKET_FOLDER = 90;

export interface EmbeddedServer {
  /** Folder of the Unix socket; pg takes it as `host`. */
  host: string;
  port: number;
  user: string;
  dataFolder: string;
}

export interface EmbeddedOptions {
  /** Our own data folder; the server gets `postgres/` in it. */
  folder: string;
  /** Tests only: trades durability for speed. */
  disposable?: boolean;
}

/**
 * Starts the PostgreSQL that comes with the npm packages, or finds it running, and heals what an
 * earlier crash left: an orphan server is reused, a stale pid file is PostgreSQL's own business.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = serverUser();
  const bin = postgresBinaries(user);
  const home = reachableFolder(resolve(options.folder), user);
  const dataFolder = join(home, 'postgres');
  const socketFolder = socketFolderFor(home, user);
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) initialise(bin, dataFolder, user);
  const server = { host: socketFolder, port: SOCKET_PORT, user: SUPERUSER, dataFolder };
  if (!isRunning(bin, dataFolder, user)) await start(bin, server, home, user, options.disposable ?? false);
  return { ...server, ...runningSocket(dataFolder) };
}

/** Stops the server of a data folder; does nothing when it is not running. */
export function stopEmbedded(folder: string): void {
  const user = serverUser();
  const bin = postgresBinaries(user);
  const dataFolder = join(reachableFolder(resolve(folder), user), 'postgres');
  if (isRunning(bin, dataFolder, user))
    run(join(bin, 'pg_ctl'), ['-D', dataFolder, '-m', 'fast', '-w', 'stop'], user);
}

/**
 * The folder itself, or a twin below /var/tmp when the server's user cannot reach it (a clone under
 * a private home directory). A note in the folder says where the data went.
 */
function reachableFolder(folder: string, user: OsUser | null): string {
  mkdirSync(folder, { recursive: true });
  if (!user || canEnter(folder, user)) return folder;
  const twin = join(
    '/var/tmp',
    `asan-data-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`,
  );
  mkdirSync(twin, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'WHERE-THE-DATABASE-IS.txt'), `${twin}\n`);
  return twin;
}

function canEnter(folder: string, user: OsUser): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$0"', folder], {
      uid: user.uid,
      gid: user.gid,
      stdio: 'ignore',
      cwd: '/',
    });
    return true;
  } catch {
    return false;
  }
}

function socketFolderFor(home: string, user: OsUser | null): string {
  const beside = join(home, 'socket');
  const folder =
    beside.length <= MAX_SOCKET_FOLDER
      ? beside
      : join('/tmp', `asan-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
  privateFolder(folder, user);
  return folder;
}

/** Trust authentication is safe because only this user can enter the socket's folder. */
function privateFolder(folder: string, user: OsUser | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  accessSync(folder, constants.R_OK);
}

function initialise(bin: string, dataFolder: string, user: OsUser | null): void {
  privateFolder(dataFolder, user);
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=und'];
  run(join(bin, 'initdb'), ['-D', dataFolder, '-U', SUPERUSER, '--auth=trust', '--no-sync', ...locale], user);
}

function isRunning(bin: string, dataFolder: string, user: OsUser | null): boolean {
  try {
    run(join(bin, 'pg_ctl'), ['-D', dataFolder, 'status'], user);
    return true;
  } catch {
    return false;
  }
}

async function start(
  bin: string,
  server: EmbeddedServer,
  home: string,
  user: OsUser | null,
  disposable: boolean,
): Promise<void> {
  const settings = [
    `-p ${server.port}`,
    `-k '${server.host}'`,
    "-c listen_addresses=''",
    '-c max_connections=150',
    '-c shared_buffers=64MB',
    ...(disposable ? ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off'] : []),
  ];
  const log = join(server.dataFolder, 'server.log');
  const args = ['-D', server.dataFolder, '-w', '-t', '60', '-l', log, '-o', settings.join(' '), 'start'];
  // The server inherits open pipes and would keep us waiting for their end: nothing may be piped.
  const child = spawn(join(bin, 'pg_ctl'), args, { ...identity(user), stdio: 'ignore', cwd: home });
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('exit', done));
  if (code !== 0) throw new Error(`PostgreSQL did not start; its log says:\n${tail(log)}`);
}

/** An orphan of an earlier start may use another socket folder than we would choose today. */
function runningSocket(dataFolder: string): { host: string; port: number } {
  const lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  return { port: Number(lines[3]), host: lines[4] };
}

function run(command: string, args: string[], user: OsUser | null): void {
  execFileSync(command, args, { ...identity(user), stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
}

function identity(user: OsUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-15).join('\n') : '(no log)';
}
