import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { terminalPage } from './terminal-page.mjs';

/**
 * Makes docs/pictures/first-run.png again: `node docs/pictures/make.mjs`. Starts the platform for
 * real in an empty data folder, takes what it prints and photographs it. Needs Chromium and fonts
 * with Ethiopic and Arabic letters (Debian: fonts-noto-core).
 */
const root = join(import.meta.dirname, '..', '..');
const LAST_LINE = 'Ctrl-C stops everything';
const DEFAULT_PORT = 3000;
const PATIENCE_MS = 240_000;
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a first start prints, with the folder and the port that a person would have. */
async function firstRun() {
  const folder = mkdtempSync(join(tmpdir(), 'asan-first-run-'));
  const port = await freePort();
  const env = { ...process.env, ASAN_DATA_DIR: folder, PORT: String(port) };
  const child = spawn(process.execPath, ['apps/standalone/start.mjs'], { cwd: root, env });
  try {
    const printed = await untilReady(child);
    return printed.replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${DEFAULT_PORT}`).replaceAll(folder, '.data');
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await new Promise((done) => child.once('exit', done));
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function untilReady(child) {
  return new Promise((done, fail) => {
    let printed = '';
    const timer = setTimeout(() => fail(new Error(`Not ready in time:\n${printed}`)), PATIENCE_MS);
    const settle = (settled, value) => {
      clearTimeout(timer);
      settled(value);
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      if (printed.includes(LAST_LINE)) settle(done, printed);
    });
    child.stderr.pipe(process.stderr);
    child.once('exit', (code) => settle(fail, new Error(`Ended with ${code}:\n${printed}`)));
  });
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** In the page: two letters that look the same are the empty boxes of a missing font. */
function areDrawn(letters) {
  const [one, other] = [...letters].map((letter) => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    context.font = "40px 'DejaVu Sans Mono', monospace";
    context.fillText(letter, 20, 60);
    return canvas.toDataURL();
  });
  return one !== other;
}

async function photograph(html, file) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1200, height: 400 } });
    await page.setContent(html);
    for (const letters of ['ጥቅ', 'مز']) {
      if (!(await page.evaluate(areDrawn, letters)))
        throw new Error(`No font here has the letters ${letters}.`);
    }
    await page.locator('main').screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

const picture = join(import.meta.dirname, 'first-run.png');
await photograph(terminalPage('npm start', await firstRun()), picture);
process.stdout.write(`Written: ${picture}. Look at it.\n`);
