import { randomUUID } from 'node:crypto';
import { programContext } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addReportingUnit, loadReferenceData } from '../../../../test/support/reporting.js';
import { SlotGenerationService } from './slot-generation.service.js';
import { ScheduledSlots } from './scheduled-slots.service.js';

const OPEN_UNTIL = '2026-10-05T08:00:00Z';

/** Afghanistan on 5 October 2026, in Mizan 1405: Sunbula and what lies before it is open. */
describe(ScheduledSlots.name, () => {
  let api: TestApi;

  beforeEach(async () => {
    api = await startApi({ now: OPEN_UNTIL });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'AF', unit: 'CTR-AF-S1', reportsFrom: '2026-07-23' });
    await generate();
  });
  afterEach(() => api.close());

  const generate = () =>
    api.app.get(SlotGenerationService).generate(programContext('SCHEDULER', 'test', ['AF'], 'test'), 'AF');
  const renew = () => api.database.admin.query('update app.calendar_edition set edition = gen_random_uuid()');
  const decree = async (from: string, change: { scheme?: string; zone?: string }) => {
    const { scheme = 'SOLAR_HIJRI_MONTH', zone = 'Asia/Kabul' } = change;
    await api.database.admin.query(
      "update app.calendar_assignment set valid_until = $1 where country = 'AF'",
      [from],
    );
    await api.database.admin.query(
      `insert into app.calendar_assignment (id, country, origin, scheme, zone, working_calendar, valid_from, confirmed, source, recorded_at)
       values ($1, 'AF', 'DESK', $2, $3, 'AF', $4, true, 'decree 7', now())`,
      [randomUUID(), scheme, zone, from],
    );
    await renew();
  };
  const takeBack = async () => {
    await api.database.admin.query(
      "delete from app.calendar_assignment where country = 'AF' and origin = 'DESK'",
    );
    await api.database.admin.query(
      "update app.calendar_assignment set valid_until = null where country = 'AF'",
    );
    await renew();
  };
  const expected = async () => {
    const { rows } = await api.database.admin.query(
      `select period_id as id from app.report_slot s join app.period p on p.id = s.period_id
        where cancelled_at is null order by p.start_date`,
    );
    return rows.map(({ id }) => id as string);
  };
  const audited = async () => {
    const { rows } = await api.database.admin.query(
      "select action, count(*)::int as count from app.audit_event where entity = 'report_slot' group by 1 order by 1",
    );
    return rows;
  };

  it('replaces only the months that have not opened when a decree changes the calendar', async () => {
    await decree('2026-10-10', { scheme: 'GREGORIAN_MONTH' });
    await generate();
    expect(await expected()).toEqual([
      'SOLAR_HIJRI_MONTH:1405-05',
      'SOLAR_HIJRI_MONTH:1405-06',
      'SOLAR_HIJRI_MONTH:1405-07~2026-10-31',
      'GREGORIAN_MONTH:2026-11',
      'GREGORIAN_MONTH:2026-12',
      'GREGORIAN_MONTH:2027-01',
    ]);
    expect(await audited()).toEqual([{ action: 'slot.replace', count: 4 }]);
  });

  it('marks the month of the change as irregular and not to be compared', async () => {
    await decree('2026-10-10', { scheme: 'GREGORIAN_MONTH' });
    await generate();
    const { rows } = await api.database.admin.query(
      'select id, start_date, end_date, days, comparable from app.period where irregular',
    );
    expect(rows).toEqual([
      {
        id: 'SOLAR_HIJRI_MONTH:1405-07~2026-10-31',
        start_date: '2026-09-23',
        end_date: '2026-10-31',
        days: 39,
        comparable: false,
      },
    ]);
  });

  it('expects the old months again when the decree is taken back', async () => {
    const before = await expected();
    await decree('2026-10-10', { scheme: 'GREGORIAN_MONTH' });
    await generate();
    await takeBack();
    await generate();
    expect(await expected()).toEqual(before);
    expect(await audited()).toEqual([
      { action: 'slot.reinstate', count: 4 },
      { action: 'slot.replace', count: 8 },
    ]);
  });

  it('does not ask twice for days whose report is open already', async () => {
    await decree('2026-08-10', { scheme: 'GREGORIAN_MONTH' });
    await generate();
    expect((await expected()).slice(0, 3)).toEqual([
      'SOLAR_HIJRI_MONTH:1405-05',
      'SOLAR_HIJRI_MONTH:1405-06',
      'GREGORIAN_MONTH:2026-10',
    ]);
  });

  it('moves with the time zone what has not opened, and nothing else', async () => {
    await decree('2026-10-10', { zone: 'Asia/Tashkent' });
    await generate();
    const { rows } = await api.database.admin.query(
      `select s.opens_at <= $1 as open, to_char(s.opens_at at time zone 'UTC', 'HH24:MI') as opens, count(*)::int as count
         from app.report_slot s group by 1, 2 order by 1`,
      [OPEN_UNTIL],
    );
    expect(rows).toEqual([
      { open: false, opens: '19:00', count: 4 },
      { open: true, opens: '19:30', count: 2 },
    ]);
  });

  it('leaves entry open until the day that was granted when the times of a report move', async () => {
    const granted = '2028-06-01T00:00:00.000Z';
    await api.database.admin.query(
      'update app.report_slot set extended_due_at = $1, lock_at = $1 where opens_at > $2',
      [granted, OPEN_UNTIL],
    );
    await decree('2026-10-10', { zone: 'Asia/Tashkent' });
    await generate();
    const { rows } = await api.database.admin.query(
      'select distinct lock_at as "lockAt" from app.report_slot where opens_at > $1',
      [OPEN_UNTIL],
    );
    expect(rows.map(({ lockAt }) => lockAt.toISOString())).toEqual([granted]);
  });

  it('lets a single unit keep a calendar of its own', async () => {
    await addReportingUnit(api, { partner: 'AF', unit: 'CTR-AF-S2', reportsFrom: '2026-09-21' });
    await api.database.admin.query(
      `insert into app.unit_calendar_assignment (id, partner, unit, scheme, zone, working_calendar, confirmed, source, recorded_at)
       values ($1, 'AF', 'CTR-AF-S2', 'GREGORIAN_WINDOW_21', 'Asia/Kabul', 'AF', true, 'letter 3', now())`,
      [randomUUID()],
    );
    await generate();
    const { rows } = await api.database.admin.query(
      "select period_id as id from app.report_slot where unit = 'CTR-AF-S2' order by 1",
    );
    expect(rows.map(({ id }) => id)).toEqual([
      'GREGORIAN_WINDOW_21:2026-10',
      'GREGORIAN_WINDOW_21:2026-11',
      'GREGORIAN_WINDOW_21:2026-12',
      'GREGORIAN_WINDOW_21:2027-01',
    ]);
  });

  it('changes nothing when it runs again', async () => {
    const fingerprint = () =>
      api.database.admin.query(
        "select md5(string_agg(s::text, '|' order by id)) as print from app.report_slot s",
      );
    const before = await fingerprint();
    await generate();
    expect((await fingerprint()).rows).toEqual(before.rows);
  });
});
