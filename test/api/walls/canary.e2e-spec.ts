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
import { RemindPartner } from '#collection';
import { FactsLoader } from '../../../apps/cli/src/facts/facts-loader.js';
import { readFacts } from '../../../apps/cli/src/facts/facts-file.js';
import { SeedModule } from '../../../apps/cli/src/seed.module.js';
import { NestFactory } from '@nestjs/core';
import { describedOperations, type Operation } from '../bad-input/operations.js';
import { startApi, testConfig, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { announced, filedVersion, tus } from '../../support/documents.js';
import { askCorrection, decideCorrection } from '../../support/corrections.js';
import { addPerson, signedIn } from '../../support/people.js';
import {
  cellsBody,
  CORE_CELLS,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';
import { assessedCentre } from '../../support/assessments.js';
import { eventually, startWorker } from '../../support/worker.js';
import { canariesOf, fingerprintOf } from './walled-tables.js';

const ETHIOPIA = join(import.meta.dirname, '..', '..', '..', 'config', 'samples', 'ethiopia-upload.csv');
/** Tables whose ids stand in paths. */
const ID_TABLES = [
  'assignment',
  'report_slot',
  'rule_exemption',
  'indicator_target',
  'definition_note',
  'slot_request',
  'deadline_proposal',
  'submission',
  'review_query',
  'suggestion',
  'correction_request',
  'release',
  'release_erratum',
  'delegation',
  'import',
  'workbook',
  'job',
  'instrument',
  'instrument_act',
  'licence_grant',
  'obligation_occurrence',
  'engagement',
  'rollout',
  'rollout_criterion',
  'gate_condition',
  'rollout_task',
  'rollout_issue',
  'mission',
  'training_event',
  'calendar_feed',
  'document',
  'document_version',
  'document_upload',
  'focal_point',
  'claim',
  'observation',
  'service_client',
  'connector',
  'connector_host',
  'assessment',
  'assessment_finding',
  'corrective_action',
  'certificate',
  'notification',
];

const SIGN_OUT = 'POST /api/v1/auth/logout';

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

/** The agreement with Ethiopia gets an obligation, its partner a person, a brand and a waiver. */
async function useRegister(api: TestApi): Promise<void> {
  const legal = await signedIn(api, { role: 'HQ_LEGAL', scope: 'HQ' });
  const director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
  const post = (path: string, token: string, body: object, headers: Record<string, string> = {}) =>
    call(api.url, `/api/v1${path}`, { method: 'POST', token, body, headers });
  const { body } = await call(api.url, '/api/v1/instruments?partner=ET', { token: legal });
  const path = `/instruments/${body.data[0].id}`;
  const clause = { ref: 'Canary-1', effect: 'ORIGINAL', body: 'A canary clause about Ethiopia' };
  await post(`${path}/clauses`, legal, clause, { 'if-match': `"r${body.data[0].rev}"` });
  const due = { kind: 'REPORTING', title: 'Canary obligation', frequency: 'ONCE', firstDueOn: '2026-12-01' };
  await post(`${path}/obligations`, legal, { ...due, clauseRef: 'Canary-1', obliged: 'ET' });
  const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  const { body: occurrences } = await call(api.url, '/api/v1/obligation-occurrences', { token: coordinator });
  const evidence = [{ kind: 'URL', reference: 'https://canary.example/ethiopia' }];
  const step = `/obligation-occurrences/${occurrences.data[0].id}/transitions`;
  await post(step, coordinator, { name: 'submitEvidence', evidence }, { 'if-match': '"r1"' });
  const reason = 'A canary reason about Ethiopia';
  const time = { validFrom: '2026-11-01', validUntil: '2027-01-01' };
  await post('/legal-basis-waivers', director, { partner: 'ET', component: 'DOST', reason, ...time });
  const visit = {
    partner: 'ET',
    kind: 'VISIT',
    title: 'Canary visit',
    place: 'Canary town',
    outcomes: ['Canary'],
  };
  await post('/engagements', legal, { ...visit, participants: [{ role: 'Canary guest', side: 'PARTNER' }] });
  await post('/partners/ET/focal-points', legal, { name: 'Canary Person', role: 'Canary liaison' });
  await post('/partners/ET/names', legal, { kind: 'BRAND', language: 'am', name: 'Canary brand' });
  await call(api.url, '/api/v1/partners/ET', {
    method: 'PATCH',
    token: legal,
    body: { status: 'RESTRICTED', statusReason: 'Canary restriction' },
    headers: { 'if-match': '"r1"' },
  });
}

/** A rollout in Ethiopia that passed a gate with a condition, was planned anew and waits for somebody. */
async function rollOut(api: TestApi): Promise<void> {
  const desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
  const director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
  const send = async (token: string, path: string, body: object, rev?: number, method = 'POST') =>
    (
      await call(api.url, `/api/v1${path}`, {
        method,
        token,
        body,
        headers: rev === undefined ? {} : { 'if-match': `"r${rev}"` },
      })
    ).body;
  const proposal = { partner: 'ET', title: 'A canary rollout', template: 'NEW_CENTRE', desk: 'Canary desk' };
  let rollout = await send(desk, '/rollouts', { ...proposal, plannedOpening: '2027-06-01' });
  const path = `/rollouts/${rollout.id}`;
  rollout = await send(desk, `${path}/transitions`, { name: 'start' }, rollout.rev);
  const gates = await call(api.url, `/api/v1${path}/gates`, { token: desk });
  const [criterion] = gates.body.criteria;
  const waiver = { name: 'waive', reason: 'A canary waiver of a criterion' };
  await send(director, `/rollout-criteria/${criterion.id}/transitions`, waiver, criterion.rev);
  const summary = 'A canary summary of a gate';
  const preparation = { recommendation: 'CONDITIONAL_GO', summary };
  rollout = await send(desk, `${path}/gates/G0/preparation`, preparation, rollout.rev);
  const conditions = [{ body: 'A canary condition', dueOn: '2026-12-31' }];
  const decision = { decision: 'CONDITIONAL_GO', reason: 'A canary reason of a gate', conditions };
  rollout = await send(director, `${path}/gates/G0/decisions`, decision, rollout.rev);
  const replan = { plannedOpening: '2027-07-01', reasonCode: 'SITE', note: 'A canary note on the plan' };
  await send(desk, `${path}/plan`, replan, rollout.rev, 'PATCH');
  const issue = { title: 'A canary issue', ownerSide: 'PARTNER', openedOn: '2026-11-01' };
  await send(desk, `${path}/issues`, issue);
  const days = { startsOn: '2026-11-09', returnsOn: '2026-11-13' };
  const team = [{ name: 'Canary Traveller', role: 'Canary architect' }];
  const mission = { partner: 'ET', purpose: 'A canary mission', ...days, team, reportDays: 5 };
  await send(desk, '/missions', { ...mission, rollout: rollout.id });
  const held = { startsOn: '2026-11-09', endsOn: '2026-11-13', hours: '37.5', participants: 12 };
  await send(desk, '/training-events', { partner: 'ET', title: 'A canary training', ...held });
}

/** A centre in Ethiopia that offers, opens, closes for a day and runs a programme. */
async function useCentres(api: TestApi): Promise<void> {
  const token = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  const ask = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    call(api.url, `/api/v1${path}`, { method, token, body, headers });
  const source = 'A canary page about Ethiopia';
  await ask('POST', '/partners/ET/services', {
    code: 'CANARY-SERVICE',
    name: 'Canary service',
    language: 'am',
  });
  await ask('POST', '/partners/ET/providers', { code: 'CANARY-OFFICE', name: 'Canary institution' });
  const offering = {
    service: 'CANARY-SERVICE',
    provider: 'CANARY-OFFICE',
    status: 'LIVE',
    from: '2026-01-01',
  };
  const path = '/centres/CTR-ET-ADD';
  await ask('PATCH', `${path}/service-offerings`, { offerings: [offering] }, { 'if-match': '"r1"' });
  await ask('POST', `${path}/opening-weeks`, {
    from: '2026-01-01',
    week: { 1: [{ opens: '07:13', closes: '19:47' }] },
  });
  const closure = { firstDay: '2026-09-11', until: '2026-09-12', reason: 'A canary closure of Addis Ababa' };
  await ask('POST', `${path}/closures`, closure);
  await ask('POST', `${path}/programmes`, { programme: 'MOBILE', stage: 'PLANNED', source });
  await ask('POST', `${path}/volunteer-intakes`, { startsOn: '2026-09-01', volunteers: 41, source });
}

/** A calendar of somebody in Ethiopia. */
async function subscribeCanary(api: TestApi): Promise<void> {
  const token = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  const body = { name: 'A canary calendar of Ethiopia' };
  await call(api.url, '/api/v1/me/calendar-feeds', { method: 'POST', token, body });
}

/** A document of Ethiopia that everybody there may read, with a version, and a further one on its way. */
async function fileCanary(api: TestApi): Promise<void> {
  const legal = { url: api.url, token: await signedIn(api, { role: 'HQ_LEGAL', scope: 'HQ' }) };
  const canary = { partner: 'ET', title: 'A canary document of Ethiopia', classification: 'PUBLIC' };
  const content = Buffer.from('%PDF-1.7 A canary text of Ethiopia');
  const { document } = await filedVersion(legal, canary, { content, name: 'canary-document.pdf' });
  const path = `/api/v1/documents/${document.id}/uploads`;
  await tus(legal, 'POST', path, announced(content, { name: 'canary-upload.pdf' }));
}

async function useEverything(api: TestApi): Promise<void> {
  await useRegister(api);
  await useCentres(api);
  await rollOut(api);
  await fileCanary(api);
  await subscribeCanary(api);
  await assessedCentre(api, 'CTR-ET-ADD', 'Canary');
  const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
  const admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  await call(api.url, '/api/v1/service-clients', {
    method: 'POST',
    token: admin,
    body: { partner: 'ET', code: 'ET-SECRET-SYSTEM', name: 'Canary system', scopes: ['feed:write'] },
  });
  await connectSource(api, admin);
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
  await call(api.url, '/api/v1/workbooks', {
    method: 'POST',
    token: coordinator,
    body: { partner: 'ET', period: 'ETHIOPIAN_MONTH:2019-02', lang: 'am' },
  });
  await eventually(
    async () =>
      (await api.database.admin.query('select 1 from app.workbook where finished_at is not null')).rowCount,
  );
  await worker.close();
  const slot = await slotOf(api, coordinator, 'CTR-ET-ADD', 'ETHIOPIAN_MONTH:2019-02');
  await step(api, coordinator, slot.submission.id, { name: 'submit', attestation: true });
  await step(api, reviewer, slot.submission.id, { name: 'startReview' });
  await step(api, reviewer, slot.submission.id, { name: 'accept' });
  await releaseAndCorrect(api, coordinator, slot.submission.id);
  const other = await slotOf(api, coordinator, 'CTR-ET-HAW', 'ETHIOPIAN_MONTH:2019-02');
  await step(api, coordinator, other.submission.id, { name: 'submit', attestation: true });
  await step(api, reviewer, other.submission.id, { name: 'startReview' });
  await reviewReport(api, coordinator, reviewer, other.submission.id);
  // The return is urgent news, so the round tells the coordinator on whatever day this runs.
  await api.app.get(RemindPartner).run('ET');
  await askForExemption(api, coordinator);
  await defineLocally(api, coordinator);
  await waiveReports(api, coordinator, 'CTR-ET-HOS', 'CTR-ET-HAR');
  await recordHoliday(api);
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

/** A report is sent back with a question and a suggestion, its question answered; a deputy stands in meanwhile. */
async function reviewReport(
  api: TestApi,
  coordinator: string,
  reviewer: string,
  submission: string,
): Promise<void> {
  const post = (path: string, token: string, body: object, headers: Record<string, string> = {}) =>
    call(api.url, `/api/v1${path}`, { method: 'POST', token, body, headers });
  const reason = 'A canary reason for another figure of Hawassa';
  await post(`/submissions/${submission}/suggestions`, reviewer, {
    cell: 'VISITORS',
    value: '76543',
    reason,
  });
  const text = 'A canary question about Hawassa';
  const queries = [{ cell: 'VISITORS', reason: 'OTHER', text, replyBy: '2026-12-01T00:00:00Z' }];
  await step(api, reviewer, submission, { name: 'return', queries });
  const listed = await call(api.url, `/api/v1/submissions/${submission}/queries`, { token: coordinator });
  const [query] = listed.body.data;
  const answer = { answer: 'A canary answer of Hawassa' };
  await post(`/queries/${query.id}/answers`, coordinator, answer, { 'if-match': '"r1"' });
  const { email } = await addPerson(api.database, { role: 'DATA_ENTRY', scope: 'ET' });
  await post('/delegations', coordinator, {
    partner: 'ET',
    deputy: email,
    validFrom: '2026-11-22T08:00:00Z',
    validUntil: '2026-12-01T00:00:00Z',
    reason: 'A canary leave of the coordinator',
  });
}

/** Ethiopia's figures are released, one of them is corrected, and another correction waits for a decision. */
async function releaseAndCorrect(api: TestApi, coordinator: string, submission: string): Promise<void> {
  const director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
  const release = { name: 'canary-release', title: 'Figures of a month', from: '2026-01', to: '2026-12' };
  const published = await call(api.url, '/api/v1/releases', {
    method: 'POST',
    token: director,
    body: { ...release, partners: ['ET'] },
  });
  const order = { kind: 'ERROR_FIX', reason: 'A canary correction of Addis Ababa' };
  const asked = await askCorrection(api, coordinator, submission, order);
  const granted = await decideCorrection(api, director, asked.body);
  const { body: draft } = await call(api.url, `/api/v1/submissions/${granted.body.revision}`, {
    token: coordinator,
  });
  const { rev } = draft.cells.find(({ cell }: any) => cell === 'VISITORS');
  const cells = [{ cell: 'VISITORS', baseRev: rev, value: '65432', explanation: 'A canary explanation' }];
  await call(api.url, `/api/v1/submissions/${draft.id}/cells`, {
    method: 'PATCH',
    token: coordinator,
    body: { cells },
  });
  await step(api, coordinator, draft.id, { name: 'submit', attestation: true });
  const { body: handed } = await call(api.url, `/api/v1/submissions/${draft.id}`, { token: director });
  const acknowledgements = handed.cells.flatMap(({ cell, findings }: any) =>
    findings.filter(({ severity }: any) => severity === 'EXPLAIN').map(({ rule }: any) => ({ rule, cell })),
  );
  await step(api, director, draft.id, { name: 'startReview' });
  await step(api, director, draft.id, { name: 'accept', acknowledgements });
  const accepted = await step(api, director, draft.id, { name: 'accept', acknowledgements });
  if (accepted.status !== 200) throw new Error(JSON.stringify([published.body, accepted.body]));
  await askCorrection(api, coordinator, draft.id, order);
}

/** A layout, a host and a connector of Ethiopia, and a finding about it. */
async function connectSource(api: TestApi, admin: string): Promise<void> {
  const post = (path: string, body: object) =>
    call(api.url, `/api/v1${path}`, { method: 'POST', token: admin, body });
  const layout = {
    title: 'A canary layout of Ethiopia',
    format: 'CSV',
    orientation: 'ROWS_ARE_UNITS',
    period: { where: 'column', at: 'canaryMonth', pattern: 'yyyy-MM', scheme: 'ETHIOPIAN_MONTH' },
    unit: { column: 'canaryUnit' },
    numbers: { digits: ['latin'], thousands: null, decimal: '.' },
    indicators: { canaryVisitors: 'VISITORS' },
  };
  await post('/source-profiles/ET-SECRET-LAYOUT/versions', { document: layout });
  await post('/connector-hosts', { partner: 'ET', host: 'canary.ethiopia.example' });
  const url = 'https://canary.ethiopia.example/kpi?m={month}';
  await post('/connectors', {
    partner: 'ET',
    code: 'ET-CANARY-API',
    profile: 'ASAN-CSV',
    url,
    secret: 'canary-secret',
  });
  await api.database.admin.query(
    `insert into app.source_finding (id, partner, kind, source, month, detail, opened_at)
     values (gen_random_uuid(), 'ET', 'QUIET', 'feed:canary-system', '2026-10', '{"name": "canary-system"}', now())`,
  );
}

/** A day off that became known after reports were open, and a calendar of one centre alone. */
async function recordHoliday(api: TestApi): Promise<void> {
  const desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
  const source = 'A canary document of Ethiopia';
  await call(api.url, '/api/v1/working-calendars/ET/overrides', {
    method: 'POST',
    token: desk,
    body: { date: '2026-11-17', kind: 'HOLIDAY', name: 'A day off for everybody', source: 'A public decree' },
  });
  const zone = 'Africa/Addis_Ababa';
  await call(api.url, '/api/v1/units/CTR-ET-HAW/calendar-assignments', {
    method: 'POST',
    token: desk,
    body: { scheme: 'ETHIOPIAN_MONTH_SEPARATE', zone, workingCalendar: 'ET', from: '2027-07-08', source },
  });
  await generateSlots(api, 'ET');
}

/** A rule that shall be switched off for a centre, and a run of the rules by itself. */
async function askForExemption(api: TestApi, token: string): Promise<void> {
  const reason = 'A canary reason against a rule';
  const body = { unit: 'CTR-ET-HAW', rule: 'R-CHANGE', until: '2027-06-01', reason };
  await call(api.url, '/api/v1/exemptions', { method: 'POST', token, body });
  const slot = await slotOf(api, token, 'CTR-ET-HAW', 'ETHIOPIAN_MONTH:2019-02');
  await call(api.url, `/api/v1/submissions/${slot.submission.id}/validation`, { method: 'POST', token });
}

/** What a centre wants to reach, and what the country counts differently. */
async function defineLocally(api: TestApi, token: string): Promise<void> {
  const target = { unit: 'CTR-ET-HAW', indicator: 'VISITORS', period: '2027-01', value: '87654' };
  await call(api.url, '/api/v1/targets', { method: 'POST', token, body: { targets: [target] } });
  const text = 'A canary definition of visitors in Ethiopia';
  const note = { partner: 'ET', indicator: 'VISITORS', from: '2026-10', text };
  await call(api.url, '/api/v1/definition-notes', { method: 'POST', token, body: note });
}

/** Asks for waivers, and grants the first: one request waits, one has changed its slot. */
async function waiveReports(api: TestApi, coordinator: string, ...units: string[]): Promise<void> {
  const desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
  const requests: string[] = [];
  for (const unit of units) {
    const slot = await slotOf(api, coordinator, unit, 'ETHIOPIAN_MONTH:2019-02');
    const { body } = await call(api.url, `/api/v1/report-slots/${slot.id}/waiver`, {
      method: 'POST',
      token: coordinator,
      body: { code: 'TECHNICAL_FAILURE', reason: `A canary reason about ${unit}` },
    });
    requests.push(body.id);
  }
  await call(api.url, `/api/v1/slot-requests/${requests[0]}/decision`, {
    method: 'POST',
    token: desk,
    body: { decision: 'GRANT', reason: 'A canary decision about a waiver' },
    headers: { 'if-match': '"r1"' },
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
  return { ids, codes: ['ET', 'CTR-ET-ADD', 'NET-ET', 'ET-SECRET-LAYOUT'] };
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
async function walk(
  api: TestApi,
  token: string,
  enough = Infinity,
): Promise<{ leaks: string[]; failures: string[] }> {
  const canaries = await canariesOf(api.database.admin, 'ET', 'PK');
  const victim = await victimOf(api);
  const leaks: string[] = [];
  const failures: string[] = [];
  let asked = 0;
  const operations = (await describedOperations(api)).filter((one) => !one.isPublic);
  // Signing out would end the walk: every door behind it would be closed for that reason alone.
  for (const operation of operations.filter((one) => one.name !== SIGN_OUT)) {
    if (leaks.length > enough) return { leaks, failures };
    for (const { path, body } of attempts(operation, victim)) {
      const headers: Record<string, string> =
        operation.needsRevision || operation.method !== 'GET' ? { 'if-match': '"r1"' } : {};
      const answer = await call(api.url, path, { method: operation.method, token, body, headers });
      asked += 1;
      if (answer.status >= 500 || answer.status === 401) failures.push(`${operation.name}: ${answer.status}`);
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
    scopeStatement(ctx: OperationContext, readOnly: boolean): string;
  };
  const scopeStatement = transactions.scopeStatement.bind(transactions);
  transactions.scopeStatement = (ctx, readOnly) =>
    scopeStatement(ctx.actor.kind === 'AUTHENTICATION' ? ctx : { ...ctx, scopes: ['PK'] }, readOnly);
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
    expect((await walk(api, token, 10)).leaks.length).toBeGreaterThan(10);
  }, 180_000);
});
