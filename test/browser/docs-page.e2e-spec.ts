import type { Browser, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApi, type TestApi } from '../support/app.js';
import { call } from '../support/client.js';
import { confine, describeInBrowser, launchBrowser, type PageRecord } from './browser.js';

/** The page draws only what is in sight, so everything has to be. */
const HIGH_ENOUGH_FOR_ALL = 40_000;

/** For people to look at; kept with the other leftovers of test runs. */
const PICTURE = join(import.meta.dirname, '..', '..', '.test-data', 'pictures', 'docs-page.png');

describeInBrowser('the documentation page in Chromium, cut off from every other host', () => {
  let api: TestApi;
  let browser: Browser;
  let page: Page;
  let record: PageRecord;
  let policy: string | undefined;

  beforeAll(async () => {
    api = await startApi();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: HIGH_ENOUGH_FOR_ALL } });
    record = await confine(page, api.url);
    const answer = await page.goto(`${api.url}/api/docs`);
    policy = answer?.headers()['content-security-policy'];
    await page.locator('.opblock').first().waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it('shows every operation that the API describes', async () => {
    const { body } = await call(api.url, '/api/openapi.json');
    const described = Object.values(body.paths as Record<string, object>).flatMap((path) =>
      Object.keys(path),
    );
    expect(described.length).toBeGreaterThan(10);
    await page
      .locator('.opblock')
      .nth(described.length - 1)
      .waitFor();
    expect(await page.locator('.opblock').count()).toBe(described.length);
  });

  it('opens an operation with its parameters', async () => {
    const operation = page.locator('.opblock', { hasText: '/api/v1/report-slots' }).first();
    await operation.locator('.opblock-summary').click();
    await operation.locator('.opblock-body').getByText('aligned', { exact: false }).first().waitFor();
    mkdirSync(join(PICTURE, '..'), { recursive: true });
    await operation.screenshot({ path: PICTURE });
    expect(await operation.locator('tr[data-param-name="period"]').count()).toBe(1);
  });

  it('runs under a content security policy that names no other host', () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it('lets the page call the API, which answers a fault in Azerbaijani when asked to', async () => {
    const answer = await page.evaluate(async () => {
      const sent = await fetch('/api/v1/auth/login?lang=az', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'nobody@hq.example', password: 'not the password' }),
      });
      return { status: sent.status, type: sent.headers.get('content-type'), body: await sent.json() };
    });
    expect(answer).toMatchObject({ status: 401, body: { title: 'E-poçt və ya şifrə yanlışdır' } });
    expect(answer.type).toContain('application/problem+json');
    // The refused sign-in is the one fault that this page was asked to make.
    record.errors = record.errors.filter((error) => !/\b401\b/.test(error));
  });

  it('asks no other host for anything', () => {
    expect(record.foreignRequests).toEqual([]);
  });

  it('writes no error to the console', () => {
    expect(record.errors).toEqual([]);
  });
});
