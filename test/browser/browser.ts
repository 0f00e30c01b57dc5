import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];
/** A fresh profile that asks nobody for anything by itself, also as root and without a graphics card. */
const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this machine, or undefined when there is none. */
export function chromiumPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = folders.flatMap((folder) => PROGRAMS.map((program) => join(folder, program)));
  return process.env.CHROMIUM_PATH ?? places.find((path) => existsSync(path));
}

/** `describe`, but skipped by name without a browser; with CI=true it runs, and then fails for want of one. */
export const describeInBrowser =
  chromiumPath() !== undefined || process.env.CI === 'true' ? describe : describe.skip;

/** @throws when this machine has no browser. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('chromium is missing; with CI=true nothing is skipped');
  return chromium.launch({ executablePath, args: QUIET_FLAGS });
}

/** What a page did besides showing itself. */
export interface PageRecord {
  /** Requests to any host but the one under test; each was refused. */
  foreignRequests: string[];
  /** Errors in the console, uncaught exceptions and failed requests of our own. */
  errors: string[];
}

/** Cuts a page off from every host but one and writes down what it tries and what goes wrong. */
export async function confine(page: Page, origin: string): Promise<PageRecord> {
  const record: PageRecord = { foreignRequests: [], errors: [] };
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith('data:') || new URL(url).origin === origin) return route.continue();
    record.foreignRequests.push(url);
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') record.errors.push(message.text());
  });
  page.on('pageerror', (error) => record.errors.push(error.message));
  page.on('response', (answer) => {
    if (answer.status() >= 400) record.errors.push(`${answer.status()} ${answer.url()}`);
  });
  return record;
}
