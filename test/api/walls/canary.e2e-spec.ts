import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AUTHENTICATOR,
  Transactions,
  type AuthenticatedCaller,
  type Authenticator,
  type OperationContext,
} from '#platform';
import { PERMISSIONS } from '#identity';
import type { QueryRunner } from 'typeorm';
import { FactsLoader } from '../../../apps/cli/src/facts/facts-loader.js';
import { readFacts } from '../../../apps/cli/src/facts/facts-file.js';
import { SeedModule } from '../../../apps/cli/src/seed.module.js';
import { NestFactory } from '@nestjs/core';
import { describedOperations, type Operation } from '../bad-input/operations.js';
import { startApi, testConfig, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import {
  cellsBody,
  CORE_CELLS,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';
import { canariesOf, fingerprintOf } from './walled-tables.js';

const ETHIOPIA = join(import.meta.dirname, '..', '..', '..', 'config', 'samples', 'ethiopia-upload.csv');
/** Tables whose ids stand in paths. */
const ID_TABLES = [
  'report_slot',
  'submission',
  'review_query',
  'import',
  'job',
  'instrument',
  'instrument_act',
  'claim',
  'observation',
  'service_client',
];

interface Victim {
  ids: string[];
  codes: string[];
}

/** A world with two countries that have used every feature, and a coordinator of one of them. */
async function twoCountries(): Promise<TestApi> {
  const api = await startApi({ now: '2026-11-22T08:00:00Z' });
  await loadReferenceData(api);
  const seed = await NestFactory.createApplicationContext(
    SeedModule.for(testConfig(api.database, {}, 'asan_worker'), api.clock),
    { logger: false },
  );
  await seed.get(FactsLoader).load(await readFacts());
  await seed.close();
  for (const [partner, unit] of [
    ['PK', 'CTR-PK-ISB'],
    ['ET', 'CTR-ET-ADD'],
    ['ET', 'CTR-ET-HAW'],
    ['ET', 'CTR-ET-HOS'],
    ['ET', 'CTR-ET-HAR'],
  ]) {
    await api.database.admin.query(
      `insert into app.assignment (id, partner, unit, form_code, valid_from) values (gen_random_uuid(), $1, $2, 'MONTHLY', '2026-06-01')`,
      [partner, unit],
    );
  }
  await generateSlots(api, 'PK', 'ET');
  await useEverything(api);
  return api;
}

async function useEverything(api: TestApi): Promise<void> {
  const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
  const admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  await call(api.url, '/api/v1/service-clients', {
    method: 'POST',
    token: admin,
    body: { partner: 'ET', code: 'ET-SECRET-SYSTEM', name: 'Canary system', scopes: ['feed:write'] },
  });
  const worker = await startWorker(api);
  const form = new FormData();
  form.set('partner', 'ET');
  form.set('file', new Blob([readFileSync(ETHIOPIA)], { type: 'text/csv' }), 'canary-file-name.csv');
  await fetch(`${api.url}/api/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${coordinator}` },
    body: form,
  });
  await eventually(
    async () =>
      (await api.database.admin.query("select 1 from app.import where state = 'SUCCEEDED'")).rowCount,
  );
  await worker.close();
  const slot = await slotOf(api, coordinator, 'CTR-ET-ADD', 'ETHIOPIAN_MONTH:2019-02');
  await step(api, coordinator, slot.submission.id, { name: 'submit', attestation: true });
  await step(api, reviewer, slot.submission.id, { name: 'startReview' });
  await step(api, reviewer, slot.submission.id, { name: 'accept' });
  const other = await slotOf(api, coordinator, 'CTR-ET-HAW', 'ETHIOPIAN_MONTH:2019-02');
  await step(api, coordinator, other.submission.id, { name: 'submit', attestation: true });
  await step(api, reviewer, other.submission.id, { name: 'startReview' });
  const queries = [
    {
      cell: 'VISITORS',
      reason: 'OTHER',
      text: 'A canary question about Hawassa',
      replyBy: '2026-12-01T00:00:00Z',
    },
  ];
  await step(api, reviewer, other.submission.id, { name: 'return', queries });
  const own = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  const mine = await slotOf(api, own, 'CTR-PK-ISB', '2026-10');
  const draft = await call(api.url, `/api/v1/report-slots/${mine.id}/submissions`, {
    method: 'POST',
    token: own,
  });
  await call(api.url, `/api/v1/submissions/${draft.body.id}/cells`, {
    method: 'PATCH',
    token: own,
    body: cellsBody(CORE_CELLS),
  });
}

async function victimOf(api: TestApi): Promise<Victim> {
  const ids: string[] = [];
  for (const table of ID_TABLES) {
    const scope = table === 'service_client' ? 'scope' : 'partner';
    const { rows } = await api.database.admin.query<{ id: string }>(
      `select id from app.${table} where ${scope} = 'ET' order by id limit 2`,
    );
    if (rows.length === 0)
      throw new Error(`Ethiopia has no row in ${table}: the walk would prove nothing about it.`);
    ids.push(...rows.map((row) => row.id));
  }
  return { ids, codes: ['ET', 'CTR-ET-ADD', 'NET-ET'] };
}

/** Every way in which an operation can be asked about the victim. */
function attempts(operation: Operation, victim: Victim): Array<{ path: string; body?: unknown }> {
  const targets = operation.template.includes('{')
    ? /\{\w*id\}/i.test(operation.template)
      ? victim.ids
      : victim.codes
    : [''];
  const paths = targets.map((target) => operation.template.replace(/\{\w+\}/g, target));
  const queries = [
    {},
    { partner: 'ET' },
    { unit: 'CTR-ET-ADD' },
    { partner: 'ET', unit: 'CTR-ET-HAW' },
    { subjectType: 'PARTNER', subject: 'ET' },
  ].map((variant) => ({
    ...operation.requiredQuery,
    ...(operation.query.includes('period') ? { period: '2026-10' } : {}),
    ...Object.fromEntries(Object.entries(variant).filter(([name]) => operation.query.includes(name))),
  }));
  const distinct = [
    ...new Map(queries.map((query) => [new URLSearchParams(query).toString(), query])).keys(),
  ];
  const bodies = operation.takesJson ? bodiesOf(operation, victim) : [undefined];
  return paths.flatMap((path) =>
    distinct.flatMap((query) => bodies.map((body) => ({ path: query ? `${path}?${query}` : path, body }))),
  );
}

function bodiesOf(operation: Operation, victim: Victim): unknown[] {
  const foreign: Record<string, unknown> = { ...operation.body };
  if ('partner' in foreign) foreign.partner = 'ET';
  if (!('submission' in foreign)) return [operation.body, foreign];
  return victim.ids.map((id) => ({
    ...foreign,
    submission: id,
    reason: 'A reason that is long enough.',
    kind: 'ERROR_FIX',
  }));
}

/** Asks everything about Ethiopia as somebody from Pakistan; answers what leaked, and where. */
async function walk(api: TestApi, token: string): Promise<{ leaks: string[]; failures: string[] }> {
  const canaries = await canariesOf(api.database.admin, 'ET', 'PK');
  const victim = await victimOf(api);
  const leaks: string[] = [];
  const failures: string[] = [];
  let asked = 0;
  for (const operation of (await describedOperations(api)).filter((one) => !one.isPublic)) {
    for (const { path, body } of attempts(operation, victim)) {
      const headers: Record<string, string> =
        operation.needsRevision || operation.method !== 'GET' ? { 'if-match': '"r1"' } : {};
      const answer = await call(api.url, path, { method: operation.method, token, body, headers });
      asked += 1;
      if (answer.status >= 500) failures.push(`${operation.name}: ${answer.status}`);
      const told = `${JSON.stringify(answer.body)} ${[...answer.headers].join(' ')}`;
      for (const found of leaked(told, canaries, `${path} ${JSON.stringify(body ?? '')}`))
        leaks.push(`${operation.name} told ${found}`);
    }
  }
  expect(asked).toBeGreaterThan(100);
  expect(canaries.size).toBeGreaterThan(300);
  return { leaks, failures };
}

function leaked(told: string, canaries: ReadonlySet<string>, asked: string): string[] {
  const words = new Set(told.match(/[\w.-]+/g) ?? []);
  return [...canaries].filter(
    (canary) =>
      !asked.includes(canary) &&
      (/^[\w.-]+$/.test(canary) ? words.has(canary) : told.includes(JSON.stringify(canary).slice(1, -1))),
  );
}

/** Every guard and service believes that the caller is headquarters; only the policies know better. */
function disableGuardsAndServices(api: TestApi): void {
  const everywhere = ['AF', 'ET', 'HQ', 'PK'];
  const authenticator = api.app.get<Authenticator>(AUTHENTICATOR, { strict: false });
  const authenticate = authenticator.authenticate.bind(authenticator);
  authenticator.authenticate = async (request) => {
    const caller = (await authenticate(request)) as AuthenticatedCaller;
    return {
      ...caller,
      grants: new Map(Object.keys(PERMISSIONS).map((permission) => [permission, everywhere])),
      unitsOf: undefined,
    };
  };
  const transactions = api.app.get(Transactions, { strict: false }) as unknown as {
    enterScope(runner: QueryRunner, ctx: OperationContext, readOnly: boolean): Promise<void>;
  };
  const enterScope = transactions.enterScope.bind(transactions);
  transactions.enterScope = (runner, ctx, readOnly) =>
    enterScope(runner, ctx.actor.kind === 'AUTHENTICATION' ? ctx : { ...ctx, scopes: ['PK'] }, readOnly);
}

async function disablePolicies(api: TestApi): Promise<void> {
  const { rows } = await api.database.admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relrowsecurity`,
  );
  for (const { name } of rows)
    await api.database.admin.query(`alter table app.${name} disable row level security`);
}

describe('a coordinator of Pakistan asks about Ethiopia through every route', () => {
  let api: TestApi;
  let token: string;

  beforeEach(async () => {
    api = await twoCountries();
    token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  }, 120_000);
  afterEach(() => api.close());

  it('learns nothing and changes nothing', async () => {
    const before = await fingerprintOf(api.database.admin, 'ET');
    expect(await walk(api, token)).toEqual({ leaks: [], failures: [] });
    expect(await fingerprintOf(api.database.admin, 'ET')).toEqual(before);
  }, 180_000);

  it('learns nothing with every guard and service filter disabled: the policies hold alone', async () => {
    disableGuardsAndServices(api);
    const before = await fingerprintOf(api.database.admin, 'ET');
    // A write that only a policy refuses is a defect of ours above it, and loud on purpose.
    expect((await walk(api, token)).leaks).toEqual([]);
    expect(await fingerprintOf(api.database.admin, 'ET')).toEqual(before);
  }, 180_000);

  it('learns nothing with every policy disabled: the services hold alone', async () => {
    await disablePolicies(api);
    const before = await fingerprintOf(api.database.admin, 'ET');
    expect(await walk(api, token)).toEqual({ leaks: [], failures: [] });
    expect(await fingerprintOf(api.database.admin, 'ET')).toEqual(before);
  }, 180_000);

  it('would be noticed: with both locks off the walk finds leaks', async () => {
    await disablePolicies(api);
    disableGuardsAndServices(api);
    expect((await walk(api, token)).leaks.length).toBeGreaterThan(10);
  }, 180_000);
});
