import { SettableClock } from '#platform';
import { acceptReport, correctReport, handsOf } from '../analytics/accepted-report.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';

const T1 = '2026-11-05T08:00:00.000Z';
const BETWEEN = '2026-11-05T08:02:00.000Z';
const T2 = '2026-11-05T08:05:00.000Z';
const T3 = '2026-11-05T08:10:00.000Z';
const FIGURE = 'indicator=VISITORS&unit=CTR-PK-A';

/** Test vector 5.8: 100 is accepted at t1 and corrected to 110 at t2, with a release between them. */
describe('a figure that was corrected after a release', () => {
  let api: TestApi;
  let coordinator: string;
  let director: string;
  let foreign: string;
  let release: any;
  let revision: string;

  const get = (path: string, token = coordinator): Promise<Answer> =>
    call(api.url, `/api/v1/${path}`, { token });
  const valueAt = async (asOf: string): Promise<string> => {
    const period = 'indicator=VISITORS&period=2026-10&partner=PK&group=partner,period';
    const { body } = await get(`analytics/aggregate?${period}&asOf=${asOf}`);
    return body.data[0].value;
  };
  const changes = async (query: string): Promise<unknown[]> =>
    (await get(`observations?${FIGURE}&${query}`)).body.data.map((row: any) => [row.action, row.value]);

  beforeAll(async () => {
    api = await startApi({ now: T1 });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-A' });
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-A' });
    await generateSlots(api, 'PK');
    const hands = await handsOf(api, 'PK');
    coordinator = hands.coordinator;
    director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    const spec = {
      unit: 'CTR-PK-A',
      month: '2026-10',
      cells: { VISITORS: '100', OPEN_DAYS: 'NOT_AVAILABLE' },
    };
    const report = await acceptReport(api, hands, spec);
    (api.clock as SettableClock).set(BETWEEN);
    const order = { name: 'october', title: 'October', from: '2026-10', to: '2026-10' };
    release = (await call(api.url, '/api/v1/releases', { method: 'POST', token: director, body: order }))
      .body;
    (api.clock as SettableClock).set(T2);
    revision = await correctReport(api, { ...hands, director }, report, { VISITORS: '110' });
    (api.clock as SettableClock).set(T3);
  });
  afterAll(() => api.close());

  it('is 100 for whoever asks as of an instant before t2', async () => {
    expect([await valueAt(T1), await valueAt('2026-11-05T08:04:59.999Z')]).toEqual(['100', '100']);
  });

  it('is 110 from t2 on', async () => {
    expect([await valueAt(T2), await valueAt(T3)]).toEqual(['110', '110']);
  });

  it('is a row to delete and a row to put in its place for whoever asks what changed after t1', async () => {
    expect(await changes(`updatedAfter=${T1}`)).toEqual([
      ['Delete', '100'],
      ['Replace', '110'],
    ]);
  });

  it('is new for whoever asks what changed before t1 was', async () => {
    expect(await changes('updatedAfter=2026-11-04')).toEqual([['Replace', '110']]);
    expect(await changes('updatedAfter=2026-11-04&includeHistory=true')).toEqual([
      ['Delete', '100'],
      ['Replace', '110'],
    ]);
    expect(await changes(`updatedAfter=2026-11-04&asOf=${BETWEEN}`)).toEqual([['Replace', '100']]);
  });

  it('is no change for whoever asks after t2', async () => {
    expect(await changes(`updatedAfter=${T2}`)).toEqual([]);
  });

  it('pages through changes once, each pair in order', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await get(`observations?updatedAfter=${T1}&includeHistory=true&limit=1${cursor}`);
      seen.push(...body.data.map((row: any) => [row.indicator, row.action]));
      cursor = body.page.nextCursor ? `&cursor=${body.page.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual([
      ['VISITORS', 'Delete'],
      ['VISITORS', 'Replace'],
    ]);
  });

  it('refuses an instant that is none', async () => {
    const { status, body } = await get('observations?updatedAfter=yesterday');
    expect([status, body.errors[0].pointer]).toEqual([400, 'updatedAfter']);
  });

  it('leaves the release with its checksum, and with one erratum', async () => {
    const { body } = await get(`releases/${release.id}`, director);
    expect(body).toEqual(release);
    const figures = await get(`releases/${release.id}/figures?format=csv`, director);
    expect(figures.body).toContain('VISITORS,1,GREGORIAN_MONTH:2026-10,2026-10,NUMBER,100,false');
    const errata = await get(`releases/${release.id}/errata`, director);
    expect(errata.body.data).toEqual([
      {
        id: expect.any(String),
        partner: 'PK',
        unit: 'CTR-PK-A',
        indicator: 'VISITORS',
        period: 'GREGORIAN_MONTH:2026-10',
        old: { kind: 'NUMBER', value: '100' },
        new: { kind: 'NUMBER', value: '110' },
        reasonKind: 'ERROR_FIX',
        reason: 'Two days were counted twice.',
        submission: revision,
        recordedAt: T2,
      },
    ]);
  });

  it('can be released again from the ledger, byte by byte', async () => {
    const path = `/api/v1/releases/${release.id}/verification`;
    const { body } = await call(api.url, path, { method: 'POST', token: director, body: {} });
    expect([body.equal, body.recomputedChecksum]).toEqual([true, release.checksum]);
  });

  it('names the release in the event', async () => {
    const { rows } = await api.database.admin.query('select payload from app.ledger_event');
    expect(rows.map(({ payload }) => [payload.indicator, payload.affectsRelease])).toEqual([
      ['VISITORS', ['october']],
    ]);
  });

  it('hides the errata from another country', async () => {
    expect((await get(`releases/${release.id}/errata`, foreign)).body.data).toEqual([]);
    expect((await get(`releases/${release.id}/figures`, foreign)).body.data).toEqual([]);
    expect((await get(`observations?updatedAfter=${T1}`, foreign)).body.data).toEqual([]);
  });
});
