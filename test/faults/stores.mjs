import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '#platform';
import { freePort, until } from './process.mjs';

/** A PostgreSQL of this run alone, durable as in production, that can be stopped in every manner. */
export class PostgresServer {
  constructor(folder) {
    this.folder = folder;
  }

  /** Starts, also over what a crash left behind. */
  async start() {
    for (let turn = 1; ; turn++) {
      try {
        this.address = await startEmbedded({ folder: this.folder });
        return this.address;
      } catch (error) {
        // Backends of a killed postmaster need a moment to notice and go.
        if (turn === 20) throw error;
        await pause(250);
      }
    }
  }

  /** @param manner `fast`, `immediate` or `kill`: what the outage looks like from inside. */
  async stop(manner = 'fast') {
    const signal = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' }[manner];
    const pid = Number(readFileSync(join(this.address.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, signal);
    await until(() => !isAlive(pid), 'PostgreSQL to end');
  }

  /** A pool as superuser, for arranging and looking. */
  pool(database) {
    const pool = new pg.Pool({ ...this.address, database, max: 3, connectionTimeoutMillis: 3_000 });
    pool.on('error', () => undefined);
    return pool;
  }
}

/** A Redis of this run alone, set up as docs/operate asks. */
export class RedisServer {
  constructor(folder) {
    this.folder = join(folder, 'redis');
  }

  async start() {
    mkdirSync(this.folder, { recursive: true });
    this.port ??= await freePort();
    const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];
    const where = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--save', ''];
    this.child = spawn('redis-server', [...where, ...durable], { stdio: 'ignore' });
    const started = new Promise((_, fail) => this.child.once('error', fail));
    await Promise.race([started, until(() => this.#answers(), 'Redis to answer')]);
  }

  async stop(manner = 'fast') {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill(manner === 'fast' ? 'SIGTERM' : 'SIGKILL');
    await ended;
  }

  async #answers() {
    const { connect } = await import('node:net');
    return new Promise((done) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write('PING\r\n'));
      socket.once('data', (bytes) => (done(String(bytes).startsWith('+PONG')), socket.destroy()));
      socket.once('error', () => done(false));
    });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
