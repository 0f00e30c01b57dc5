import type { Browser, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApi, type TestApi } from '../support/app.js';
import { addPerson, addScopes, PASSWORD } from '../support/people.js';
import { confine, describeInBrowser, launchBrowser, type PageRecord } from './browser.js';

/** For people to look at; kept with the other leftovers of test runs. */
const PICTURE = join(import.meta.dirname, '..', '..', '.test-data', 'pictures', 'operations-page.png');

describeInBrowser('the operations page in Chromium, cut off from every other host', () => {
  let api: TestApi;
  let browser: Browser;
  let page: Page;
  let record: PageRecord;
  let policy: string | undefined;

  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'PK');
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    record = await confine(page, api.url);
    const answer = await page.goto(`${api.url}/operations`);
    policy = answer?.headers()['content-security-policy'];
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  async function addJob(type: string, state: string, problem: object | null = null): Promise<string> {
    const id = randomUUID();
    await api.database.admin.query(
      `insert into app.job (id, partner, type, state, done, total, unit, problem, created_by, created_at, queue, job_name, over_budget_since)
       values ($1, 'PK', $2, $3, 3, 12, 'rows', $4, 'somebody', now(), 'collection', 'pull-source', case when $3 = 'RUNNING' then now() end)`,
      [id, type, state, JSON.stringify(problem)],
    );
    return id;
  }

  async function signIn(role: string, scope: string): Promise<void> {
    const { email } = await addPerson(api.database, { role, scope });
    await page.fill('#email', email);
    await page.fill('#password', PASSWORD);
    await page.click('#sign-in button');
  }

  it('shows nothing before somebody signs in', async () => {
    expect(await page.locator('#board').isVisible()).toBe(false);
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
  });

  it('tells a coordinator that this is not for them', async () => {
    await signIn('COORDINATOR', 'PK');
    await page.locator('#fault', { hasText: /\w/ }).waitFor();
    expect(await page.locator('#board').isVisible()).toBe(false);
    // The refusal is what this page was asked to make.
    record.errors = record.errors.filter((error) => !/\b403\b/.test(error));
  });

  it('shows queues, open jobs and dead letters to an administrator', async () => {
    await addJob('PULL 2026-10', 'RUNNING');
    await addJob('PULL 2026-09', 'FAILED', { code: 'unreachable', detail: '<b>no</b>' });
    await signIn('HQ_ADMIN', 'HQ');
    await page.locator('#dead-letters', { hasText: 'PULL 2026-09' }).waitFor();
    await page.locator('#open-jobs .alarm').waitFor();
    expect(await page.locator('#queues tr').count()).toBe(5);
    expect(await page.locator('#fault').textContent()).toBe('');
    mkdirSync(join(PICTURE, '..'), { recursive: true });
    await page.screenshot({ path: PICTURE, fullPage: true });
  });

  it('orders a failed job again and cancels an open one', async () => {
    await page.locator('#dead-letters button').first().click();
    const repeated = page.locator('#open-jobs tr', { hasText: 'PULL 2026-09' });
    await repeated.waitFor();
    await repeated.locator('button').click();
    await repeated.getByText('CANCELLING').waitFor();
    const { rows } = await api.database.admin.query('select state from app.job where retry_of is not null');
    expect(rows).toEqual([{ state: 'CANCELLING' }]);
  });

  it('forgets the token when somebody signs out', async () => {
    await page.click('#sign-out');
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  });

  it('runs under a content security policy without inline scripts or other hosts', () => {
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe/);
  });

  it('asks no other host for anything and writes no error to the console', () => {
    expect(record).toEqual({ foreignRequests: [], errors: [] });
  });
});
