import { randomUUID } from 'node:crypto';
import { programContext, Transactions, type Transaction } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addReportingUnit } from '../../../../test/support/reporting.js';
import type { CalendarBook } from './calendar-book.js';
import { CalendarReference } from './calendar-reference.js';
import { seedCalendars } from './calendar-seed.repository.js';

describe(CalendarReference.name, () => {
  let api: TestApi;

  beforeEach(async () => {
    api = await startApi({ now: '2026-11-05T21:30:00Z' });
  });
  afterEach(() => api.close());

  const read = <T>(work: (tx: Transaction) => Promise<T>, scopes = ['HQ', 'PK']): Promise<T> =>
    api.app.get(Transactions).read(programContext('OPERATOR', 'test', scopes, 'test'), work);
  const book = (scopes?: string[]): Promise<CalendarBook> =>
    read((tx) => api.app.get(CalendarReference).book(tx), scopes);
  const run = (sql: string, values: unknown[] = []) => api.database.admin.query(sql, values);
  const renew = () => run('update app.calendar_edition set edition = gen_random_uuid()');
  const addDay = async (day: string, kind: string, recordedAt: string) => {
    await run(
      `insert into app.calendar_day (id, calendar, day, kind, name, source, tentative, recorded_at, origin)
       values ($1, 'PK', $2, $3, 'Election day', 'notification 12', false, $4, 'DESK')`,
      [randomUUID(), day, kind, recordedAt],
    );
    await renew();
  };
  const seed = async () => {
    const client = await api.database.admin.connect();
    const query = async (sql: string, values?: unknown[]) => (await client.query(sql, values)).rows;
    await seedCalendars({ query }).finally(() => client.release());
  };
  const seedAgain = async () => {
    await run('update app.calendar_edition set file_digest = null');
    await seed();
  };

  /** The same transaction, with every statement written down. */
  function listening(tx: Transaction, statements: string[]): Transaction {
    const query = (sql: string, values?: unknown[]) => {
      statements.push(sql);
      return tx.manager.query(sql, values);
    };
    return { ...tx, manager: { query } as unknown as Transaction['manager'] };
  }

  it('knows what the files say once the database is migrated', async () => {
    const known = await book();
    expect(known.assignment('AF', '2026-11-05')).toMatchObject({
      scheme: 'SOLAR_HIJRI_MONTH',
      zone: 'Asia/Kabul',
      workingCalendar: 'AF',
    });
    expect(known.explainDay('AZ', '2026-03-25')).toMatchObject({
      working: false,
      reason: 'Novruz, carried over',
    });
  });

  it('costs one statement while nothing changed', async () => {
    await book();
    const statements: string[] = [];
    await read((tx) => api.app.get(CalendarReference).book(listening(tx, statements)));
    expect(statements).toHaveLength(1);
  });

  it('sees a day that was recorded since', async () => {
    expect((await book()).isWorking('PK', '2026-11-12')).toBe(true);
    await addDay('2026-11-12', 'HOLIDAY', '2026-11-06T08:00:00Z');
    expect((await book()).isWorking('PK', '2026-11-12')).toBe(false);
  });

  it('lets the newer of two sources count', async () => {
    await addDay('2026-11-12', 'WORKING', '2026-11-06T09:00:00Z');
    await addDay('2026-11-12', 'HOLIDAY', '2026-11-06T08:00:00Z');
    expect((await book()).isWorking('PK', '2026-11-12')).toBe(true);
  });

  it('counts working days and tells the local time in the zone of the partner', async () => {
    const known = await book();
    expect(known.addWorkingDays(known.workingCalendarOf('PK', '2026-11-06'), '2026-11-06', 2)).toBe(
      '2026-11-11',
    );
    expect(known.localNow('PK')).toEqual({ date: '2026-11-06', time: '02:30', zone: 'Asia/Karachi' });
  });

  it('keeps the calendar of a unit from those who may not see its partner', async () => {
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-S1' });
    await run(
      `insert into app.unit_calendar_assignment (id, partner, unit, scheme, zone, working_calendar, confirmed, source, recorded_at)
       values ($1, 'PK', 'CTR-PK-S1', 'GREGORIAN_WINDOW_21', 'Asia/Karachi', 'PK', true, 'letter 3', now())`,
      [randomUUID()],
    );
    const schemeFor = async (scopes: string[]) =>
      (await book(scopes)).assignment('PK', '2026-11-05', 'CTR-PK-S1').scheme;
    expect([await schemeFor(['PK']), await schemeFor(['UG'])]).toEqual([
      'GREGORIAN_WINDOW_21',
      'GREGORIAN_MONTH',
    ]);
  });

  describe(seedCalendars.name, () => {
    it('changes nothing while the files are the same', async () => {
      const edition = async () => (await run('select edition from app.calendar_edition')).rows;
      const before = await edition();
      await seed();
      expect(await edition()).toEqual(before);
    });

    it('restores what the files say and keeps what the desk recorded', async () => {
      await addDay('2026-11-12', 'HOLIDAY', '2026-11-06T08:00:00Z');
      await run("delete from app.calendar_day where calendar = 'AZ' and day = '2026-03-25'");
      await seedAgain();
      const known = await book();
      expect([known.isWorking('PK', '2026-11-12'), known.isWorking('AZ', '2026-03-25')]).toEqual([
        false,
        false,
      ]);
    });

    it('leaves a country alone whose calendar the desk changed', async () => {
      await run("update app.calendar_assignment set valid_until = '2026-12-01' where country = 'AF'");
      await run(
        `insert into app.calendar_assignment (id, country, origin, scheme, zone, working_calendar, valid_from, confirmed, source, recorded_at)
         values ($1, 'AF', 'DESK', 'GREGORIAN_MONTH', 'Asia/Kabul', 'AF', '2026-12-01', true, 'decree 7', now())`,
        [randomUUID()],
      );
      await seedAgain();
      expect((await book()).timeline('AF').map(({ scheme, until }) => [scheme, until])).toEqual([
        ['SOLAR_HIJRI_MONTH', '2026-12-01'],
        ['GREGORIAN_MONTH', null],
      ]);
    });
  });
});
