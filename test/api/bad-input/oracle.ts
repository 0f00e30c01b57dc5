import type { TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import type { RawAnswer } from '../../support/raw-http.js';
import type { Operation } from './operations.js';
import { PROBLEM_STATUSES } from './problem-statuses.js';

/** What a bad input is to be answered with. */
export interface Refusal {
  status: number;
  code: string;
}

/** The parts of an answer that every refusal is judged by, however it was fetched. */
interface Judged {
  status: number;
  contentType: string;
  headers: (name: string) => string | null;
  body: any;
}

/** Written by refusals on purpose: the count of wrong passwords. */
const WRITTEN_BY_REFUSALS = ['login_failure'];

/** Rows of every table of the application, to show that a refusal left none behind. */
export async function rowCounts(api: TestApi): Promise<Record<string, number>> {
  const { admin } = api.database;
  const { rows: tables } = await admin.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'app' order by 1",
  );
  const counted = tables.map(({ name }) => name).filter((name) => !WRITTEN_BY_REFUSALS.includes(name));
  const counts = counted.map((name) => `select '${name}' as name, count(*)::int as rows from app.${name}`);
  const { rows } = await admin.query<{ name: string; rows: number }>(counts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

/** Runs a request that must be refused, and judges answer, process and database. */
export async function refused<T extends Answer | RawAnswer>(
  api: TestApi,
  expected: Refusal,
  request: () => Promise<T>,
): Promise<T> {
  const before = await rowCounts(api);
  const answer = await request();
  expectProblem(judged(answer), expected);
  await expectAlive(api);
  expect(await rowCounts(api)).toEqual(before);
  return answer;
}

/** Asserts status, media type and code; the answer shows nothing of the inside. */
export function expectProblem(answer: Judged, expected: Refusal): void {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const { code } = (answer.body ?? {}) as { code?: string };
  expect({ status: answer.status, code, text }).toEqual({ ...expected, text });
  expect(answer.contentType).toMatch(/^application\/problem\+json\b/);
  expect(PROBLEM_STATUSES[expected.code]).toContain(expected.status);
  expect(answer.body).toMatchObject({
    type: `/problems/${expected.code}`,
    title: expect.any(String),
    status: expected.status,
    detail: expect.any(String),
    instance: expect.any(String),
    traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    errors: expect.any(Array),
  });
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|select .* from|FST_ERR|asan_live_[a-z0-9]{12}/i);
  if (expected.status === 401) expect(answer.headers('www-authenticate')).toMatch(/^Bearer/);
  if (expected.status === 405) expect(answer.headers('allow')).toMatch(/GET|POST|PATCH/);
  if ([429, 503].includes(expected.status)) expect(Number(answer.headers('retry-after'))).toBeGreaterThan(0);
}

/** The process that was asked before still answers. */
export async function expectAlive(api: TestApi): Promise<void> {
  const { status, body } = await call(api.url, '/health/live');
  expect([status, body]).toEqual([200, { status: 'up' }]);
}

/** Brings both kinds of answers to one shape. */
export function judged(answer: Answer | RawAnswer): Judged {
  if ('elapsedMs' in answer) {
    const headers = (name: string) => answer.headers[name] ?? null;
    const contentType = headers('content-type') ?? '';
    const isJson = contentType.includes('json') && answer.body !== '';
    return {
      status: answer.status,
      contentType,
      headers,
      body: isJson ? JSON.parse(answer.body) : answer.body,
    };
  }
  const headers = (name: string) => answer.headers.get(name);
  return { status: answer.status, contentType: headers('content-type') ?? '', headers, body: answer.body };
}

/**
 * Asks the same bad thing of many operations and answers the names of those that did not refuse it
 * as they should, each with what it said instead. Nothing may be persisted by any of them.
 */
export async function offenders(
  api: TestApi,
  operations: readonly Operation[],
  expected: Refusal,
  request: (operation: Operation) => Promise<Answer | RawAnswer>,
): Promise<string[]> {
  const before = await rowCounts(api);
  const found: string[] = [];
  for (const operation of operations) {
    const answer = judged(await request(operation));
    try {
      expectProblem(answer, expected);
    } catch {
      found.push(`${operation.name}: ${answer.status} ${answer.contentType} ${JSON.stringify(answer.body)}`);
    }
  }
  await expectAlive(api);
  expect(await rowCounts(api)).toEqual(before);
  return found;
}

/** An answer without what names the request itself: two of them must be the same byte for byte. */
export function indistinct({ status, body }: Answer): string {
  const { traceId: _traceId, instance: _instance, ...rest } = (body ?? {}) as Record<string, unknown>;
  return `${status} ${JSON.stringify(rest)}`;
}
