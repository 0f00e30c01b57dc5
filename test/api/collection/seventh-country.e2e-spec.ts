import type { INestApplicationContext } from '@nestjs/common';
import { ReconcilePartner } from '#collection';
import { QUEUE_BACKEND, Schedules, type QueueBackend, type SettableClock } from '#platform';
import { RECONCILE_PARTNER } from '../../../libs/collection/src/rounds/round.jobs.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { startFakePartner, type FakePartner } from '../../support/fake-partner.js';
import { signedIn } from '../../support/people.js';
import { loadReferenceData, slotOf } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';

/**
 * Montenegro is a documented partner without a centre of its own so far. Its system, its codes and its figures here
 * are synthetic. The layout is unlike the six others: two pages, offices in a branch of their own, numbers as texts
 * with a decimal comma, hours instead of minutes, a dash for what is not collected.
 */
const LAYOUT = {
  title: 'Synthetic: Montenegro, offices on pages',
  format: 'JSON',
  orientation: 'NESTED',
  tree: { items: 'kancelarije' },
  period: { where: 'jsonPath', at: 'mjesec', pattern: 'MM/yyyy', scheme: 'GREGORIAN_MONTH' },
  unit: { jsonPath: 'oznaka', map: { 'PG-1': 'CTR-ME-PG', 'NK-1': 'CTR-ME-NK' } },
  numbers: { digits: ['latin'], thousands: '.', decimal: ',' },
  indicators: {
    'promet.posjetioci': 'VISITORS',
    'promet.usluge': 'SERVICES_RENDERED',
    'promet.cekanjeSati': { indicator: 'WAIT_MINUTES_MEAN', factor: '60/1', decimals: 1 },
    'ankete.ukupno': 'SURVEY_ANSWERS',
    zaposleni: 'STAFF_MONTH_END',
  },
  markers: { '-': 'NOT_COLLECTED' },
  nextPage: 'dalje',
  freshness: 'izdato',
};
const PAGES: Record<string, object> = {
  '/izvjestaj?mjesec=2026-10': {
    mjesec: '10/2026',
    izdato: '2026-11-03T07:00:00+01:00',
    dalje: '/izvjestaj?mjesec=2026-10&strana=2',
    kancelarije: [
      {
        oznaka: 'PG-1',
        promet: { posjetioci: '12.480', usluge: '15.002', cekanjeSati: '0,2' },
        ankete: { ukupno: '310' },
        zaposleni: '41',
      },
    ],
  },
  '/izvjestaj?mjesec=2026-10&strana=2': {
    mjesec: '10/2026',
    izdato: '2026-11-03T07:00:00+01:00',
    dalje: null,
    kancelarije: [
      {
        oznaka: 'NK-1',
        promet: { posjetioci: '1.930', usluge: '2.204', cekanjeSati: '0,15' },
        ankete: { ukupno: '-' },
        zaposleni: '9',
      },
    ],
  },
};
const SAMPLE = JSON.stringify({ ...PAGES['/izvjestaj?mjesec=2026-10'], dalje: null });

describe('a seventh country with a layout not seen before', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let partner: FakePartner;
  let desk: string;
  let admin: string;

  beforeAll(async () => {
    ensureParserIsBuilt();
    partner = await startFakePartner((path) => ({ body: JSON.stringify(PAGES[path]) }));
    const environment = { EGRESS_ALLOW: partner.host };
    api = await startApi({ now: '2026-11-03T08:00:00Z', environment });
    worker = await startWorker(api, environment);
    await loadReferenceData(api);
    await registerCountry();
  });
  afterAll(async () => {
    await partner?.close();
    await worker?.close();
    await api?.close();
  });

  /** Register, calendar and assignments, which come before any source: all of it by calls, in this order. */
  async function registerCountry(): Promise<void> {
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const country = { kind: 'COUNTRY', iso3166: 'ME', iso3: 'MNE', name: 'Montenegro', status: 'ACTIVE' };
    await create('/partners', { code: 'ME', ...country });
    // Who may see a new scope is remembered for a second.
    await eventually(
      async () => (await call(api.url, '/api/v1/partners/ME', { token: desk })).status === 200,
    );
    const ours = { partner: 'ME', timeZone: 'Europe/Podgorica', operatingFrom: '2026-09-01' };
    await create('/units', { ...ours, code: 'NET-ME', type: 'NETWORK', name: 'Mreža kancelarija' });
    const office = { ...ours, type: 'CENTRE', parent: 'NET-ME' };
    await create('/units', { ...office, code: 'CTR-ME-PG', name: 'Podgorica' });
    await create('/units', { ...office, code: 'CTR-ME-NK', name: 'Nikšić' });
    await create('/units/NET-ME/calendar-assignments', {
      scheme: 'GREGORIAN_MONTH',
      zone: 'Europe/Podgorica',
      workingCalendar: 'AZ',
      from: '2020-01-01',
      source: 'Synthetic assignment of a test',
    });
    await create('/assignments', { unit: 'CTR-ME-PG', form: 'MONTHLY', from: '2026-10-01' });
    await create('/assignments', { unit: 'CTR-ME-NK', form: 'MONTHLY', from: '2026-10-01' });
  }

  /** Asks for something that has to work, by the desk. */
  async function create(path: string, body: object): Promise<any> {
    const answer = await post(path, desk, body);
    expect([path, answer.status, answer.body.errors]).toEqual([path, 201, undefined]);
    return answer.body;
  }

  const post = (path: string, token: string, body?: object, tag?: string): Promise<Answer> =>
    call(api.url, `/api/v1${path}`, {
      method: 'POST',
      token,
      body,
      headers: tag === undefined ? {} : { 'if-match': tag },
    });

  async function dryRun(): Promise<any> {
    const form = new FormData();
    form.set('file', new Blob([SAMPLE], { type: 'application/json' }), 'sample.json');
    const answer = await fetch(`${api.url}/api/v1/source-profiles/ME-API/versions/1/dry-run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk}` },
      body: form,
    });
    return answer.json();
  }

  async function cellsOf(unit: string, month = '2026-10'): Promise<Record<string, string>> {
    const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'ME' });
    const slot = await slotOf(api, coordinator, unit, month);
    if (!slot?.submission) return {};
    const { body } = await call(api.url, `/api/v1/submissions/${slot.submission.id}`, { token: coordinator });
    const filled = body.cells.filter((cell: any) => cell.kind !== 'MISSING');
    return Object.fromEntries(filled.map((cell: any) => [cell.cell, cell.value ?? cell.kind]));
  }

  it('is connected by configuration through the API alone, and its month arrives', async () => {
    await create('/source-profiles/ME-API/versions', { document: LAYOUT });
    expect(await dryRun()).toMatchObject({
      period: 'GREGORIAN_MONTH:2026-10',
      understood: 5,
      rejected: 0,
      unmapped: [],
    });
    expect(
      (await post('/source-profiles/ME-API/versions/1/publication', admin, undefined, '"r1"')).status,
    ).toBe(200);

    expect((await post('/connector-hosts', admin, { partner: 'ME', host: partner.host })).status).toBe(201);
    const { id } = await create('/connectors', {
      partner: 'ME',
      code: 'ME-API',
      profile: 'ME-API',
      url: `${partner.url}/izvjestaj?mjesec={month}`,
      secret: 'synthetic-token',
      daysAfterPeriod: 2,
    });
    expect((await post(`/connectors/${id}/approval`, admin, undefined, '"r1"')).status).toBe(200);

    await post(`/connectors/${id}/test-run`, desk, { month: '2026-10' });
    const tested = await eventually(async () => {
      const { body } = await call(api.url, `/api/v1/connectors/${id}/runs`, { token: desk });
      return body.data[0];
    });
    expect(tested).toMatchObject({
      status: 'TESTED',
      problem: null,
      dryRun: { understood: 10, rejected: 0 },
    });

    const { headers } = await call(api.url, `/api/v1/connectors/${id}`, { token: desk });
    await call(api.url, `/api/v1/connectors/${id}`, {
      method: 'PATCH',
      token: desk,
      body: { enabled: true },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(await worker.get(ReconcilePartner).run('ME')).toMatchObject({ slotsAdded: 10, pullsOrdered: 1 });
    await eventually(async () => {
      const { rows } = await api.database.admin.query("select state from app.import where partner = 'ME'");
      return rows[0]?.state === 'SUCCEEDED';
    });
    expect(await cellsOf('CTR-ME-PG')).toEqual({
      VISITORS: '12480',
      SERVICES_RENDERED: '15002',
      WAIT_MINUTES_MEAN: '12',
      SURVEY_ANSWERS: '310',
      STAFF_MONTH_END: '41',
    });
    expect(await cellsOf('CTR-ME-NK')).toMatchObject({
      VISITORS: '1930',
      WAIT_MINUTES_MEAN: '9',
      SURVEY_ANSWERS: 'NOT_COLLECTED',
    });
  });

  it('can push its next month instead, by a service client that an administrator makes', async () => {
    (api.clock as SettableClock).set('2026-12-02T08:00:00Z');
    await worker.get(ReconcilePartner).run('ME');
    // The sessions of November have ended.
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const client = { partner: 'ME', code: 'ME-MIS', name: 'Synthetic system', scopes: ['feed:write'] };
    const { id } = (await post('/service-clients', admin, client)).body;
    const { key } = (await post(`/service-clients/${id}/keys`, admin)).body;
    const pushed = await post('/feeds/report-values', key, {
      period: 'GREGORIAN_MONTH:2026-11',
      source: 'MIS',
      asOf: '2026-12-02T07:00:00Z',
      rows: [{ unit: 'CTR-ME-PG', indicator: 'VISITORS', value: '13010' }],
    });
    expect(pushed.status).toBe(202);
    await eventually(async () => (await cellsOf('CTR-ME-PG', '2026-11')).VISITORS === '13010');
  });

  it('is visited every hour from now on, without a start of the worker', async () => {
    const queue = worker.get<QueueBackend>(QUEUE_BACKEND, { strict: false }).queue(RECONCILE_PARTNER.queue);
    await worker.get(Schedules, { strict: false }).look();
    const found = await queue.getJobSchedulers();
    await queue.close();
    expect(found.find(({ key }) => key === 'reconcile-ME')).toMatchObject({ tz: 'Europe/Podgorica' });
  });
});
