import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import 'reflect-metadata';
import { transformFileSync } from '@swc/core';

export const name = 'partner';

const ROOT = join(import.meta.dirname, '..', '..');
const DIST = join(ROOT, 'dist');
const SUPPORT = ['forbidden-targets', 'hostile-partner', 'lying-dns'];
const ENVIRONMENT = {
  NODE_ENV: 'test',
  ASAN_SECRET: 'fault-suite-0123456789-abcdefghijklmnop',
  DATABASE_URL: 'postgres://asan_api:x@127.0.0.1:1/none',
  QUEUE_DATABASE_URL: 'postgres://asan_queue:x@127.0.0.1:1/none',
};
/** Unallocated space of the internet: public by its number, and nobody is there. */
const NOWHERE = '2d00::1';
const REBOUND = 10_000;
const TOGETHER = 100;
const WALL_MS = 31_000;
/** Fetches of an ordinary size before anything is measured. */
const WARM_UP = 200;
const POLITE_BYTES = 256 * 1024;
const GROWTH_BYTES = 32 * 1024 * 1024;
/** How each kind of hostility is recorded. */
const TYPED = {
  'slow-loris': 'timeout',
  silent: 'timeout',
  'endless-chunked': 'response-too-large',
  'gzip-bomb': 'response-too-large',
  'too-short': 'truncated',
  'cut-gzip': 'truncated',
  'many-headers': 'response-too-large',
  expired: 'tls-error',
  'self-signed': 'tls-error',
  'wrong-name': 'tls-error',
};
const CERTIFICATES = ['expired', 'self-signed', 'wrong-name'];

// The same file is the client: memory can only be measured in a process that does nothing else.
if (process.argv[2] === 'ask') await ask(process.argv[3], process.argv[4]);

/** D1, D2 and D4 against the compiled egress, each with a control that must fail. */
export async function run({ log }) {
  const support = await loadSupport();
  const rows = [];
  for (const goal of [spellings, rebinding, hostility]) {
    rows.push(await goal(support, log));
    log(`${rows.at(-1).goal}: ${rows.at(-1).figure}`);
  }
  return rows;
}

/** D1: no spelling of a forbidden address leads to a connection. */
async function spellings({ forbiddenTargets }) {
  const listeners = await listening(443, ['127.0.0.1', '127.1.2.3', '::1']);
  const egress = await egressOf();
  const targets = forbiddenTargets().filter((target) => URL.canParse(target));
  const codes = await Promise.all(targets.map((target) => codeOf(egress.get(new URL(target)))));
  const wrong = codes.filter((code) => code !== 'target-not-allowed').length;
  const reached = listeners.accepted();
  const control = await knock('127.0.0.1', 443);
  await listeners.close();
  const isControlled = listeners.count === 0 || (control && listeners.accepted() === reached + 1);
  return {
    goal: 'D1',
    n: targets.length,
    figure: `${reached} connections, ${wrong} not refused, ${listeners.count} listeners on 443`,
    ok: targets.length >= 400 && reached === 0 && wrong === 0 && isControlled,
  };
}

/** D2: the address that was checked is the address that is used, however often the name changes its mind. */
async function rebinding({ startLyingDns }, log) {
  const dns = await startLyingDns((_name, question) => (question % 2 === 0 ? [NOWHERE] : ['127.0.0.1']));
  const listeners = await listening(0, ['127.0.0.1']);
  const egress = await egressOf('', dns.resolver, { connectMs: 500, totalMs: 3_000 });
  egress.assertTarget = () => undefined;
  const codes = new Map();
  for (let fetched = 0; fetched < REBOUND; fetched += TOGETHER) {
    const urls = Array.from(
      { length: TOGETHER },
      (_, i) => `https://p${i}.rebind.example:${listeners.port}/`,
    );
    for (const code of await Promise.all(urls.map((url) => codeOf(egress.get(new URL(url))))))
      codes.set(code, (codes.get(code) ?? 0) + 1);
    if (fetched % 2_000 === 0) log(`D2: ${fetched} of ${REBOUND}`);
  }
  const reached = listeners.accepted();
  // The control asks twice, as a check before the connection would: it must reach the listener.
  await dns.resolver.addressesOf('naive.example');
  const [{ address }] = await dns.resolver.addressesOf('naive.example');
  await knock(address, listeners.port);
  const isControlled = listeners.accepted() === reached + 1;
  await listeners.close();
  await dns.close();
  const told = [...codes].map(([code, count]) => `${count} ${code}`).join(', ');
  return {
    goal: 'D2',
    n: REBOUND,
    figure: `${reached} forbidden connections (${told})`,
    ok: reached === 0 && !codes.has('answered') && (codes.get('target-not-allowed') ?? 0) > 0 && isControlled,
  };
}

/** D4: every kind of hostility ends typed, in time and in little memory, while a healthy partner is served. */
async function hostility({ startHostilePartner, startWrongCertificate }, log) {
  const results = await Promise.all(
    Object.entries(TYPED).map(async ([mode, code]) => {
      const isCertificate = CERTIFICATES.includes(mode);
      const partner = await (isCertificate ? startWrongCertificate(mode) : startHostilePartner(mode));
      const found = await askedApart(partner);
      await partner.close();
      log(
        `D4: ${mode} ${found.code} ${Math.round(found.ms)} ms, +${Math.round(found.growth / 1024 / 1024)} MB`,
      );
      return {
        mode,
        ...found,
        ok: found.code === code && found.ms <= WALL_MS && found.growth <= GROWTH_BYTES,
      };
    }),
  );
  const failed = results.filter(({ ok }) => !ok).map(({ mode }) => mode);
  const longest = Math.max(...results.map(({ ms }) => ms));
  const largest = Math.max(...results.map(({ growth }) => growth));
  return {
    goal: 'D4',
    n: results.length,
    figure: `longest ${Math.round(longest / 1_000)} s, +${Math.round(largest / 1024 / 1024)} MB at most${failed.length > 0 ? `, failed: ${failed.join(', ')}` : ''}`,
    ok: failed.length === 0,
  };
}

function askedApart({ url, host }) {
  const child = fork(import.meta.filename, ['ask', `${url}/kpi`, host]);
  return new Promise((done, fail) => {
    child.once('message', done);
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`The client ended with ${code} and no answer.`)));
  });
}

/** In the child: asks once, with the limits of production, and says how much memory that took at its height. */
async function ask(url, host) {
  const polite = createHttpServer((_request, response) => response.end(Buffer.alloc(POLITE_BYTES)));
  await new Promise((done) => polite.listen(0, '127.0.0.1', done));
  const politeHost = `127.0.0.1:${polite.address().port}`;
  const egress = await egressOf(`${host},${politeHost}`);
  // A worker has fetched before: what the first fetches load and reserve is not the hostile partner's doing.
  for (let fetched = 0; fetched < WARM_UP; fetched += 1)
    await codeOf(egress.get(new URL(`http://${politeHost}/`)));
  polite.close();
  const before = process.memoryUsage().rss;
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 5);
  const begun = performance.now();
  const code = await codeOf(egress.get(new URL(url)));
  clearInterval(timer);
  const ms = performance.now() - begun;
  process.send({ code, ms, growth: Math.max(highest, process.memoryUsage().rss) - before }, () =>
    process.exit(0),
  );
}

async function egressOf(allow = '', resolver, limits = {}) {
  const { loadConfig } = await import('#platform');
  const { Egress, EGRESS_LIMITS } = await import(join(DIST, 'libs/collection/src/sources/egress.js'));
  const { HostResolver } = await import(join(DIST, 'libs/collection/src/sources/host-resolver.js'));
  const config = loadConfig({ ...ENVIRONMENT, ...(allow === '' ? {} : { EGRESS_ALLOW: allow }) });
  const egress = new Egress(config, resolver ?? new HostResolver());
  egress.limits = { ...EGRESS_LIMITS, ...limits };
  return egress;
}

function codeOf(work) {
  return work.then(
    () => 'answered',
    (error) => error.code ?? String(error),
  );
}

/** Listeners that count; ports below 1024 may not be ours to open, then there are none. */
async function listening(port, addresses) {
  let accepted = 0;
  const servers = [];
  for (const address of addresses) {
    const server = createServer((socket) => {
      accepted += 1;
      socket.destroy();
    });
    const opened = await new Promise((done) => {
      server.once('error', () => done(false));
      server.listen(port, address, () => done(true));
    });
    if (opened) servers.push(server);
  }
  return {
    count: servers.length,
    port: servers[0]?.address().port,
    accepted: () => accepted,
    close: () => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))),
  };
}

/** A connection by somebody who checks nothing; answers whether it was made. */
async function knock(address, port) {
  const { connect } = await import('node:net');
  return new Promise((done) => {
    const socket = connect(port, address);
    socket.once('error', () => done(false));
    socket.once('close', () => done(true));
    socket.resume();
  });
}

/** Compiles the support of the tests beside the compiled libraries that it uses, and loads all of it at once. */
async function loadSupport() {
  const options = JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8'));
  delete options.$schema;
  const folder = join(DIST, 'test', 'support');
  mkdirSync(folder, { recursive: true });
  for (const file of SUPPORT) {
    const { code } = transformFileSync(join(ROOT, 'test', 'support', `${file}.ts`), {
      ...options,
      swcrc: false,
    });
    writeFileSync(join(folder, `${file}.js`), code);
  }
  const loaded = await Promise.all(SUPPORT.map((file) => import(join(folder, `${file}.js`))));
  return Object.assign({}, ...loaded);
}
