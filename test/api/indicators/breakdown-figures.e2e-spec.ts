import { SettableClock } from '#platform';
import { acceptReport, correctReport, type Hands } from '../analytics/accepted-report.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, CORE_CELLS, generateSlots } from '../../support/reporting.js';
import { indicatorsWorld, type IndicatorsWorld } from './indicators-world.js';

const list = (...codes: string[]) => codes.map((code) => ({ code, title: { en: code } }));
const FORM = {
  title: { en: 'Monthly report' },
  core: Object.keys(CORE_CELLS),
  further: [],
  breakdowns: [
    { indicator: 'SERVICES_RENDERED', dimensions: ['SERVICE_GROUP'], total: 'COMPUTED', expected: true },
    { indicator: 'VISITORS', dimensions: ['SERVICE_GROUP', 'AGE'], total: 'ENTERED', expected: false },
  ],
};
const { SERVICES_RENDERED: _computed, ...ENTERED } = CORE_CELLS;
const PARTS = { 'SERVICES_RENDERED~PASSPORT': '700', 'SERVICES_RENDERED~PROPERTY': '500' };
const OF_MONTH = 'period=2026-10&partner=PK';
const AFTER = '2026-11-05T09:00:00Z';

/** Two units whose reports were accepted with parts; the first was corrected in one of them after a release. */
describe('figures by breakdown', () => {
  let world: IndicatorsWorld;
  let director: string;
  let release: any;

  const get = async (path: string) => world.ask('GET', path, director);
  const aggregated = async (query: string) => (await get(`/analytics/aggregate?${query}`)).body.data;
  const valuesOf = async (query: string) =>
    (await aggregated(query)).map(({ breakdown = '_T', value }: any) => [breakdown, value]);

  beforeAll(async () => {
    world = await indicatorsWorld();
    const { api, coordinator, reviewer } = world;
    director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
    await world.published('breakdowns', 'SERVICE_GROUP', {
      title: { en: 'Group' },
      codes: list('PASSPORT', 'PROPERTY'),
    });
    await world.published('breakdowns', 'AGE', { title: { en: 'Age' }, codes: list('YOUNG', 'OLD') });
    await world.published('breakdowns', 'CHANNEL', { title: { en: 'Channel' }, codes: list('WEB') });
    await world.published('forms', 'MONTHLY', FORM);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-A' });
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-B' });
    await generateSlots(api, 'PK');
    const hands: Hands = { coordinator, reviewer, director };
    const reported = { ...ENTERED, ...PARTS, 'VISITORS~PASSPORT~OLD': '30' };
    const report = await accepted(hands, 'CTR-PK-A', reported);
    await accepted(hands, 'CTR-PK-B', {
      ...ENTERED,
      'SERVICES_RENDERED~PASSPORT': '100',
      'SERVICES_RENDERED~PROPERTY': 'NOT_APPLICABLE',
    });
    const order = {
      name: 'october',
      title: 'October',
      from: '2026-10',
      to: '2026-10',
      indicators: ['SERVICES_RENDERED'],
    };
    release = (await world.ask('POST', '/releases', director, order)).body;
    (api.clock as SettableClock).set(AFTER);
    await correctReport(api, hands, report, { 'SERVICES_RENDERED~PASSPORT': '750' });
  });
  afterAll(() => world.close());

  /** A form that adds its total up takes it from nobody, so only what was entered is sent. */
  async function accepted(hands: Hands, unit: string, cells: Record<string, string>): Promise<string> {
    return acceptReport(world.api, hands, { unit, month: '2026-10', cells, only: true });
  }

  it('adds parts up over units, and the same parts as they were known before the correction', async () => {
    const question = `indicator=SERVICES_RENDERED&${OF_MONTH}&breakdown=SERVICE_GROUP&group=partner,period`;
    expect(await valuesOf(question)).toEqual([
      ['PASSPORT', '850'],
      ['PROPERTY', '500'],
    ]);
    expect(await valuesOf(`${question}&asOf=2026-11-05T08:30:00Z`)).toEqual([
      ['PASSPORT', '800'],
      ['PROPERTY', '500'],
    ]);
  });

  it('says of each part how many reports stand behind it', async () => {
    const rows = await aggregated(`indicator=SERVICES_RENDERED&${OF_MONTH}&breakdown=SERVICE_GROUP`);
    expect(rows.map(({ coverage, status }: any) => [coverage.expected, coverage.included, status])).toEqual([
      [2, 2, 'FINAL'],
      [1, 1, 'FINAL'],
    ]);
  });

  it('never counts a part beside its total', async () => {
    expect(await valuesOf(`indicator=SERVICES_RENDERED&${OF_MONTH}`)).toEqual([['_T', '1350']]);
    const overview = (await get('/dashboards/overview?period=2026-10')).body;
    const services = JSON.stringify(overview).match(/"SERVICES_RENDERED"[^}]*?"value":"(\d+)"/);
    expect(services?.[1]).toBe('1350');
    const { body } = await get('/observations?indicator=SERVICES_RENDERED&unit=CTR-PK-A');
    expect(body.data.map(({ breakdown, value }: any) => [breakdown, value])).toEqual([['_T', '1250']]);
  });

  it('gives a part of two dimensions to whoever asks for both', async () => {
    const question = `indicator=VISITORS&${OF_MONTH}&breakdown=SERVICE_GROUP~AGE`;
    expect(await valuesOf(question)).toContainEqual(['PASSPORT~OLD', '30']);
    expect(await valuesOf(`indicator=VISITORS&${OF_MONTH}&breakdown=CHANNEL`)).toEqual([]);
  });

  it('refuses a dimension that nobody defined', async () => {
    const { status, body } = await get(
      `/analytics/aggregate?indicator=VISITORS&period=2026-10&breakdown=SHOE_SIZE`,
    );
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'unknown-breakdown', 'breakdown']);
  });

  it('lists parts of the ledger for a copy of it, each with its own provenance', async () => {
    const { body } = await get('/observations?indicator=SERVICES_RENDERED&unit=CTR-PK-A&parts=true');
    expect(body.data.map(({ breakdown, value }: any) => [breakdown, value])).toEqual([
      ['PROPERTY', '500'],
      ['PASSPORT', '750'],
      ['_T', '1250'],
    ]);
    const explained = (await get(body.data[1].provenance.replace('/api/v1', ''))).body;
    expect(explained.observation.breakdown).toBe('PASSPORT');
    expect(explained.entered).toMatchObject({ cellRev: 2, source: 'FORM' });
    expect(explained.history.map(({ value }: any) => value)).toEqual(['700', '750']);
  });

  it('leaves a release as it was, with an erratum for the part and one for its total', async () => {
    const errata = (await get(`/releases/${release.id}/errata`)).body.data;
    expect(errata.map((one: any) => [one.indicator, one.old.value, one.new.value])).toEqual([
      ['SERVICES_RENDERED', '1200', '1250'],
      ['SERVICES_RENDERED~PASSPORT', '700', '750'],
    ]);
    const { body } = await world.ask('POST', `/releases/${release.id}/verification`, director, {});
    expect([body.equal, body.recomputedChecksum]).toEqual([true, release.checksum]);
  });

  it('tells other systems which part was revised', async () => {
    const { rows } = await world.api.database.admin.query('select payload from app.ledger_event order by id');
    expect(rows.map(({ payload }) => [payload.indicator, payload.breakdown, payload.affectsRelease])).toEqual(
      [
        ['SERVICES_RENDERED', '_T', ['october']],
        ['SERVICES_RENDERED', 'PASSPORT', ['october']],
      ],
    );
  });

  it('keeps one row of a part that did not change', async () => {
    const { rows } = await world.api.database.admin.query(
      "select breakdown, count(*)::int as n from app.observation where unit = 'CTR-PK-A' and indicator = 'SERVICES_RENDERED' group by 1 order by 1",
    );
    expect(rows).toEqual([
      { breakdown: '_T', n: 2 },
      { breakdown: 'PASSPORT', n: 2 },
      { breakdown: 'PROPERTY', n: 1 },
    ]);
  });
});
