import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { addScopes, signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { SettableClock } from '#platform';
import { acceptReport, correctReport, handsOf, type Hands } from './accepted-report.js';

const NOW = '2026-11-20T08:00:00.000Z';

describe('GET /analytics/aggregate', () => {
  let api: TestApi;
  let pk: Hands;
  let et: Hands;
  let director: string;

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await loadReferenceData(api);
    // Every partner is there before anybody asks: who may see what is read once a second.
    await addScopes(api.database, 'ZW', 'AF', 'UG', 'UZ');
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-A' });
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-B' });
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-A' });
    await addReportingUnit(api, { partner: 'ID', unit: 'NET-ID', type: 'NETWORK' });
    await addReportingUnit(api, { partner: 'ID', unit: 'CTR-ID-BWI', parent: 'NET-ID' });
    await generateSlots(api, 'PK', 'ET', 'ID');
    pk = await handsOf(api, 'PK');
    et = await handsOf(api, 'ET');
    director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
    const a = { SATISFIED_ANSWERS: '90', SURVEY_ANSWERS: '100', WAIT_MINUTES_MEAN: '10', VISITORS: '900' };
    const b = { SATISFIED_ANSWERS: '10', SURVEY_ANSWERS: '50', WAIT_MINUTES_MEAN: '30', VISITORS: '100' };
    await acceptReport(api, pk, {
      unit: 'CTR-PK-A',
      month: '2026-10',
      cells: { ...a, UNIQUE_CITIZENS: '500' },
    });
    await acceptReport(api, pk, {
      unit: 'CTR-PK-B',
      month: '2026-10',
      cells: { ...b, UNIQUE_CITIZENS: '400' },
    });
    await acceptReport(api, et, { unit: 'CTR-ET-A', month: '2026-10', cells: { VISITORS: '700' } });
    const id = await handsOf(api, 'ID');
    await acceptReport(api, id, { unit: 'NET-ID', month: '2026-10', cells: { VISITORS: '5000' } });
    await acceptReport(api, id, { unit: 'CTR-ID-BWI', month: '2026-10', cells: { VISITORS: '300' } });
  });
  afterAll(() => api.close());
  beforeEach(() => (api.clock as SettableClock).set(NOW));

  const ask = (query: string, token = director): Promise<Answer> =>
    call(api.url, `/api/v1/analytics/aggregate?${query}`, { token });
  const values = ({ body }: Answer) =>
    Object.fromEntries(body.data.map((row: any) => [row.unit ?? row.partner ?? row.indicator, row.value]));

  it('divides sums, weighs means and refuses to add distinct persons (vector 5.1)', async () => {
    const codes = 'SATISFACTION,WAIT_MINUTES_MEAN,UNIQUE_CITIZENS';
    const { status, body } = await ask(`indicator=${codes}&partner=PK&period=2026-10`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      {
        indicator: 'SATISFACTION',
        indicatorVersion: 1,
        partner: 'PK',
        period: '2026-10',
        value: '0.6667',
        numerator: '100',
        denominator: '150',
        coverage: { expected: 2, included: 2, waived: 0, notApplicable: 0 },
        status: 'FINAL',
        obsStatus: 'A',
        flags: [],
        localPeriods: [
          { scheme: 'GREGORIAN_MONTH', label: 'October 2026', start: '2026-10-01', end: '2026-10-31' },
        ],
      },
      { indicator: 'WAIT_MINUTES_MEAN', value: '12.0' },
      { indicator: 'UNIQUE_CITIZENS', value: null, reason: 'not-aggregable' },
    ]);
  });

  it('takes a month-end figure of the last month but one, flagged (vector 5.1)', async () => {
    const staff = (count: string) => ({ STAFF_MONTH_END: count });
    await addReportingUnit(api, { partner: 'UG', unit: 'CTR-UG-A' });
    await generateSlots(api, 'UG');
    const ug = await handsOf(api, 'UG');
    await acceptReport(api, ug, { unit: 'CTR-UG-A', month: '2026-07', cells: staff('40') });
    await acceptReport(api, ug, { unit: 'CTR-UG-A', month: '2026-08', cells: staff('44') });
    const { body } = await ask('indicator=STAFF_MONTH_END&partner=UG&period=2026-07..2026-09&group=partner');
    expect(body.data).toMatchObject([
      {
        period: '2026-07..2026-09',
        value: '44',
        flags: ['stale=1'],
        coverage: { expected: 3, included: 2 },
        status: 'INCOMPLETE',
        localPeriods: [{ label: 'July 2026 – September 2026', start: '2026-07-01', end: '2026-09-30' }],
      },
    ]);
  });

  it('reports coverage and gives no value below the least that is asked for (vector 5.2)', async () => {
    const units = [1, 2, 3, 4, 5, 6].map((number) => `CTR-UZ-${number}`);
    for (const unit of units) await addReportingUnit(api, { partner: 'UZ', unit });
    await generateSlots(api, 'UZ');
    const uz = await handsOf(api, 'UZ');
    for (const unit of units.slice(0, 4)) await acceptReport(api, uz, { unit, month: '2026-10' });
    const cells = { VISITORS: 'NOT_APPLICABLE' };
    await acceptReport(api, uz, { unit: units[4], month: '2026-10', cells });
    const any = await ask('indicator=VISITORS&partner=UZ&period=2026-10');
    expect(any.body.data[0]).toMatchObject({
      value: '4000',
      coverage: { expected: 5, included: 4, waived: 0, notApplicable: 1 },
      status: 'INCOMPLETE',
    });
    const strict = await ask('indicator=VISITORS&partner=UZ&period=2026-10&minCoverage=0.9');
    expect(strict.body.data[0]).toMatchObject({ value: null, reason: 'coverage-too-low' });
  });

  it('answers as it was known at an instant, bit for bit, whatever was corrected since (vector 5.8)', async () => {
    await addReportingUnit(api, { partner: 'AF', unit: 'CTR-AF-A' });
    await generateSlots(api, 'AF');
    const af = await handsOf(api, 'AF');
    const cells = { VISITORS: '100', SERVICES_RENDERED: '100' };
    const report = await acceptReport(api, af, { unit: 'CTR-AF-A', month: '2026-09', cells });
    (api.clock as SettableClock).set('2026-11-20T08:05:00.000Z');
    const question = 'indicator=VISITORS,SATISFACTION&partner=AF&period=2026-09';
    const before = await ask(`${question}&asOf=${NOW}`);
    expect(before.status).toBe(200);
    await correctReport(api, af, report, { VISITORS: '110' });
    const after = await ask(`${question}&asOf=${NOW}`);
    expect(JSON.stringify(after.body)).toBe(JSON.stringify(before.body));
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    expect(after.body).toMatchObject({ data: [{ value: '100' }, {}], meta: { asOf: NOW, watermark: NOW } });
    const at = async (asOf: string) => (await ask(`${question}${asOf}`)).body;
    expect(await at('&asOf=2026-11-20T08:05:00Z')).toMatchObject({ data: [{ value: '110' }, {}] });
    expect(await at('')).toMatchObject({
      data: [{ value: '110' }, {}],
      meta: { asOf: null, watermark: '2026-11-20T08:05:00.000Z' },
    });
    expect(await at('&asOf=2026-11-20T08:04:59.999Z')).toMatchObject({ data: [{ value: '100' }, {}] });
    expect(await at('&asOf=2026-11-20')).toMatchObject({ data: [{ value: '110' }, {}] });
    expect(await at('&asOf=2026-11-19')).toMatchObject({ data: [{ value: null, reason: 'no-data' }, {}] });
  });

  it('counts a network once when one of its centres reports beside it', async () => {
    const answer = await ask('indicator=VISITORS&partner=ID&period=2026-10');
    expect(answer.body.data[0]).toMatchObject({ value: '5000', coverage: { expected: 1, included: 1 } });
    expect(answer.body.meta.structure).toBe('asReported;units=top-most');
  });

  it('lets every unit stand for itself when asked by unit', async () => {
    const answer = await ask('indicator=VISITORS&partner=ID&period=2026-10&group=unit,period');
    expect(values(answer)).toEqual({ 'NET-ID': '5000', 'CTR-ID-BWI': '300' });
    expect(answer.body.data[0]).toMatchObject({ partner: 'ID' });
    expect(answer.body.meta.structure).toBe('asReported;units=each');
  });

  it('counts a named part that the unnamed unit above would otherwise hide', async () => {
    const part = await ask('indicator=VISITORS&unit=CTR-ID-BWI&period=2026-10');
    expect(values(part)).toEqual({ ID: '300' });
    const both = await ask('indicator=VISITORS&unit=CTR-ID-BWI,NET-ID&period=2026-10');
    expect(values(both)).toEqual({ ID: '5000' });
  });

  it('aggregates over every dimension that is not named', async () => {
    const query = 'indicator=VISITORS&partner=PK,ET,ID&period=2026-10..2026-10';
    expect(values(await ask(`${query}&group=indicator`))).toEqual({ VISITORS: '6700' });
    expect(values(await ask(`${query}&group=partner`))).toEqual({ ET: '700', ID: '5000', PK: '1000' });
  });

  it('takes a local period and names it', async () => {
    const { body } = await ask('indicator=VISITORS&period=ETHIOPIAN_MONTH:2019-02');
    expect(body.data).toMatchObject([
      {
        partner: 'ET',
        period: '2026-10',
        value: '700',
        localPeriods: [{ scheme: 'ETHIOPIAN_MONTH', start: '2026-10-11', end: '2026-11-09' }],
      },
    ]);
  });

  it('does not expect the report of a month that is not over', async () => {
    expect((await ask('indicator=VISITORS&partner=PK&period=2026-12')).body.data).toEqual([]);
  });

  it('lists a waived report beside the expected ones, as of when it was waived', async () => {
    await api.database.admin.query(
      `update app.report_slot set waived_at = '2026-11-10T00:00:00Z', waiver_reason = 'flood'
        where unit = 'CTR-PK-B' and aligned_to = '2026-07'`,
    );
    const query = 'indicator=VISITORS&partner=PK&period=2026-07';
    expect((await ask(query)).body.data[0].coverage).toMatchObject({ expected: 1, waived: 1 });
    const earlier = await ask(`${query}&asOf=2026-11-01`);
    expect(earlier.body.data[0].coverage).toMatchObject({ expected: 2, waived: 0 });
  });

  it('answers 304 when nothing changed', async () => {
    const path = '/api/v1/analytics/aggregate?indicator=VISITORS&partner=PK&period=2026-10';
    const first = await call(api.url, path, { token: director });
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await call(api.url, path, { token: director, headers })).status).toBe(304);
  });

  it('writes CSV with a header row, quoted', async () => {
    const answer = await ask('indicator=VISITORS&partner=PK&period=2026-10&format=csv');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.body.split('\r\n')).toEqual([
      '"indicator","indicatorVersion","partner","unit","period","value","numerator","denominator","expected","included","waived","notApplicable","status","obsStatus","flags","reason","breakdown"',
      '"VISITORS","1","PK","","2026-10","1000","","","2","2","0","0","FINAL","A","","",""',
      '',
    ]);
  });

  it('answers CSV to a client that accepts nothing else', async () => {
    const path = '/api/v1/analytics/aggregate?indicator=VISITORS&partner=PK&period=2026-10';
    const answer = await call(api.url, path, { token: director, headers: { accept: 'text/csv' } });
    expect(answer.headers.get('content-type')).toContain('text/csv');
  });

  it('marks invented data', async () => {
    await api.database.admin.query(
      "update app.report_slot set synthetic = true where unit = 'CTR-PK-A' and aligned_to = '2026-08'",
    );
    const { body } = await ask('indicator=VISITORS&partner=PK&period=2026-08');
    expect(body.data[0].flags).toEqual(['SYNTHETIC']);
  });

  describe('walls', () => {
    it('shows a country its own figures only', async () => {
      const answer = await ask('indicator=VISITORS&period=2026-10', et.coordinator);
      expect(values(answer)).toEqual({ ET: '700' });
      const all = await ask('indicator=VISITORS&period=2026-10&group=indicator', et.coordinator);
      expect(values(all)).toEqual({ VISITORS: '700' });
    });

    it.each(['partner=PK', 'partner=ET,PK', 'partner=XX', 'partner=HQ', 'unit=CTR-PK-A', 'unit=CTR-XX-A'])(
      'answers 404 for %s of another country or of none',
      async (foreign) => {
        const answer = await ask(`indicator=VISITORS&period=2026-10&${foreign}`, et.coordinator);
        expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
      },
    );

    it('knows no partner that stands for headquarters', async () => {
      expect((await ask('indicator=VISITORS&period=2026-10&partner=HQ')).status).toBe(404);
    });

    it('does not let another country show in the watermark', async () => {
      const { body } = await ask('indicator=VISITORS&period=2026-07', et.coordinator);
      expect(body.meta.watermark).toBeNull();
    });

    it('narrows to the unit of a person who answers for one unit', async () => {
      const entry = await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK', unit: 'CTR-PK-B' });
      expect(values(await ask('indicator=VISITORS&period=2026-10', entry))).toEqual({ PK: '100' });
      expect((await ask('indicator=VISITORS&period=2026-10&unit=CTR-PK-A', entry)).status).toBe(404);
    });

    it('answers a country without reports with an empty list', async () => {
      const other = await signedIn(api, { role: 'COORDINATOR', scope: 'ZW' });
      expect((await ask('indicator=VISITORS&period=2026-10', other)).body.data).toEqual([]);
    });

    it('is closed without credentials', async () => {
      const answer = await call(api.url, '/api/v1/analytics/aggregate?indicator=VISITORS&period=2026-10');
      expect(answer.status).toBe(401);
    });
  });

  it.each([
    ['period=2026-10', 'indicator', 'invalid-parameter'],
    ['indicator=VISITORS', 'period', 'invalid-parameter'],
    ['indicator=NOPE&period=2026-10', 'indicator', 'unknown-kpi'],
    ['indicator=VISITORS,NOPE&period=2026-10', 'indicator', 'unknown-kpi'],
    ['indicator=visitors&period=2026-10', 'indicator', 'unknown-kpi'],
    ['indicator=VISITORS,&period=2026-10', 'indicator', 'unknown-kpi'],
    ['indicator=VISITORS&period=2026-13', 'period', 'invalid-period'],
    ['indicator=VISITORS&period=2026-10..2026-01', 'period', 'invalid-range'],
    ['indicator=VISITORS&period=2000-01..2026-01', 'period', 'range-too-large'],
    ['indicator=VISITORS&period=2026-10&partner=pk', 'partner', 'unknown-country'],
    ['indicator=VISITORS&period=2026-10&unit=*', 'unit', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&group=month', 'group', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&group=', 'group', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&stage=draft', 'stage', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&minCoverage=1.5', 'minCoverage', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&minCoverage=-0.1', 'minCoverage', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&asOf=2026-02-30', 'asOf', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&asOf=infinity', 'asOf', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&format=xml', 'format', 'invalid-parameter'],
    ['indicator=VISITORS&period=2026-10&asof=2026-10-01', 'asof', 'invalid-parameter'],
  ])('refuses ?%s and names %s', async (query, pointer, code) => {
    const answer = await ask(query);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(answer.body.errors.map((fault: any) => fault.pointer)).toContain(pointer);
  });

  it('names the stages that exist', async () => {
    const { body } = await ask('indicator=VISITORS&period=2026-10&stage=submitted');
    expect(body.errors[0].message).toContain('accepted');
  });
});
