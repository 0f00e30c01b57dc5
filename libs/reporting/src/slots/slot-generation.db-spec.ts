import { randomUUID } from 'node:crypto';
import { programContext } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addReportingUnit, loadReferenceData, type UnitSpec } from '../../../../test/support/reporting.js';
import { SlotGenerationService } from './slot-generation.service.js';

describe(SlotGenerationService.name, () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
  });
  afterAll(() => api.close());
  afterEach(() =>
    api.database.admin.query(
      'truncate app.report_slot, app.assignment, app.unit_status_interval, app.unit_parent, app.unit cascade',
    ),
  );

  const generate = (partner = 'PK') =>
    api.app
      .get(SlotGenerationService)
      .generate(programContext('SCHEDULER', 'test', [partner], 'test'), partner);
  const add = (spec: Partial<UnitSpec> = {}) =>
    addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-S1', reportsFrom: '2026-09-01', ...spec });
  const months = async (unit = 'CTR-PK-S1') =>
    (
      await api.database.admin.query(
        'select aligned_to as month from app.report_slot where unit = $1 order by 1',
        [unit],
      )
    ).rows.map(({ month }) => month as string);
  const interval = (status: string, from: string, until: string | null) =>
    api.database.admin.query(
      `insert into app.unit_status_interval (id, partner, unit, status, from_earliest, from_latest, from_precision,
                                             until_earliest, until_latest, until_precision)
       values ($1, 'PK', 'CTR-PK-S1', $2, $3, $3, 'DAY', $4, $4, $5)`,
      [randomUUID(), status, from, until, until === null ? 'UNKNOWN' : 'DAY'],
    );
  const replaceIntervals = () =>
    api.database.admin.query("delete from app.unit_status_interval where unit = 'CTR-PK-S1'");

  it('makes a slot for every month up to three ahead', async () => {
    await add();
    expect(await generate()).toBe(6);
    expect(await months()).toEqual(['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02']);
  });

  it('adds none when it runs again', async () => {
    await add();
    await generate();
    expect(await generate()).toBe(0);
    expect(await months()).toHaveLength(6);
  });

  it('adds each slot once when two run together', async () => {
    await add();
    const added = await Promise.all([generate(), generate(), generate()]);
    expect(added.reduce((sum, n) => sum + n, 0)).toBe(6);
    expect(await months()).toHaveLength(6);
  });

  it('adds only what is missing', async () => {
    await add();
    await generate();
    await api.database.admin.query("delete from app.report_slot where aligned_to = '2026-10'");
    expect(await generate()).toBe(1);
  });

  it('leaves the times of a slot that has opened alone', async () => {
    await add();
    await generate();
    await api.database.admin.query(
      "update app.report_slot set due_at = '2026-11-30T00:00:00Z', rev = 7 where opens_at <= '2026-11-05T08:00:00Z'",
    );
    await generate();
    const { rows } = await api.database.admin.query(
      "select distinct rev, due_at from app.report_slot where opens_at <= '2026-11-05T08:00:00Z'",
    );
    expect(rows).toEqual([{ rev: 7, due_at: new Date('2026-11-30T00:00:00Z') }]);
  });

  it('expects nothing of a partner without assignments, nor of another partner', async () => {
    await add();
    await add({ partner: 'UG', unit: 'CTR-UG-S1' });
    expect(await generate('UZ')).toBe(0);
    expect(await generate('PK')).toBe(6);
    expect(await months('CTR-UG-S1')).toEqual([]);
  });

  it('expects nothing of a centre that is suspended the whole month', async () => {
    await add();
    await replaceIntervals();
    await interval('OPERATING', '2020-01-01', '2026-10-01');
    await interval('SUSPENDED', '2026-10-01', '2026-12-01');
    await interval('OPERATING', '2026-12-01', null);
    await generate();
    expect(await months()).toEqual(['2026-09', '2026-12', '2027-01', '2027-02']);
  });

  it('expects a report of a month in which a centre operated one day', async () => {
    await add();
    await replaceIntervals();
    await interval('OPERATING', '2020-01-01', '2026-10-02');
    await interval('CLOSED', '2026-10-02', null);
    await generate();
    expect(await months()).toEqual(['2026-09', '2026-10']);
  });

  it('expects nothing of a centre before it opens', async () => {
    await add({ operatingFrom: '2026-12-15' });
    await generate();
    expect(await months()).toEqual(['2026-12', '2027-01', '2027-02']);
  });

  it('expects a report of a network whatever the state of its centres', async () => {
    await add({ type: 'NETWORK' });
    await replaceIntervals();
    await generate();
    expect(await months()).toHaveLength(6);
  });

  it('freezes the bounds of an Ethiopian month', async () => {
    await add({ partner: 'ET', unit: 'CTR-ET-S1', reportsFrom: '2026-10-11' });
    await generate('ET');
    const { rows } = await api.database.admin.query(
      `select p.start_date::text as start, p.end_date::text as end, s.opens_at from app.report_slot s
         join app.period p on p.id = s.period_id where s.period_id = 'ETHIOPIAN_MONTH:2019-02'`,
    );
    expect(rows).toEqual([
      { start: '2026-10-11', end: '2026-11-09', opens_at: new Date('2026-11-09T21:00:00Z') },
    ]);
  });
});
