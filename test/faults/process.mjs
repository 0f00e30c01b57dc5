import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 150_000;
const SUPERVISOR_PAUSE_MS = 300;
export const ROOT = join(import.meta.dirname, '..', '..');

/**
 * One of our processes under a supervisor as in production: when it ends by itself or is killed it is
 * started again, and that is counted. Nobody intervenes by hand.
 */
export class Supervised {
  restarts = 0;
  #child;
  #isWanted = false;

  constructor({ name, main, environment, port, folder, nodeArguments = [] }) {
    Object.assign(this, { name, main, environment, port, folder, nodeArguments });
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start() {
    this.#isWanted = true;
    this.#spawn();
    await this.ready();
  }

  /** Waits until the process says that it is ready. */
  async ready(patienceMs = START_MS) {
    const until = performance.now() + patienceMs;
    while (!(await this.isReady())) {
      if (performance.now() > until) throw new Error(`${this.name} is not ready after ${patienceMs} ms`);
      await pause(50);
    }
  }

  async isReady() {
    const signal = AbortSignal.timeout(5_000);
    return fetch(`${this.url}/health/ready`, { signal }).then(
      (answer) => answer.status === 200,
      () => false,
    );
  }

  /** SIGKILL; the supervisor starts it again. */
  kill() {
    this.#child?.kill('SIGKILL');
  }

  async stop() {
    this.#isWanted = false;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  #spawn() {
    const log = openSync(join(this.folder, `${this.name}.log`), 'a');
    const child = spawn(process.execPath, [...this.nodeArguments, this.main], {
      cwd: ROOT,
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'ignore', log],
    });
    this.#child = child;
    child.once('exit', async () => {
      if (!this.#isWanted) return;
      this.restarts += 1;
      await pause(SUPERVISOR_PAUSE_MS);
      if (this.#isWanted) this.#spawn();
    });
  }
}

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Asks until the answer is something; @throws after the given patience. */
export async function until(ask, what, patienceMs = 120_000, everyMs = 50) {
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${patienceMs} ms in vain for ${what}`);
    await pause(everyMs);
  }
}
