import type { TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { holiday, startCalendarWorld } from './calendar-world.js';
import { generateSlots } from '../../support/reporting.js';

/** Pakistan and Afghanistan on 5 November 2026: October waits for its report. */
describe('calendars', () => {
  let api: TestApi;
  let desk: string;
  let coordinator: string;

  // A world that nothing was written into is as good as a new one.
  let isUsed = true;
  beforeEach(async () => {
    if (!isUsed) return;
    await api?.close();
    ({ api, desk, coordinator } = await startCalendarWorld());
    isUsed = false;
  });
  afterAll(() => api.close());

  const get = (path: string, token = coordinator) => call(api.url, `/api/v1${path}`, { token });
  const post = async (path: string, body: unknown, token = desk, headers = {}) => {
    const answer = await call(api.url, `/api/v1${path}`, { method: 'POST', token, body, headers });
    isUsed ||= answer.status === 201;
    return answer;
  };
  const sql = async (text: string) => (await api.database.admin.query(text)).rows;
  const change = (rest: object = {}) => ({
    scheme: 'GREGORIAN_WINDOW_21',
    zone: 'Asia/Karachi',
    workingCalendar: 'PK',
    from: '2026-12-21',
    source: 'Finance Division, circular 4',
    ...rest,
  });

  describe('GET /period-schemes', () => {
    it('lists every scheme with the way in which it meets Gregorian months', async () => {
      const { status, body } = await get('/period-schemes');
      expect(status).toBe(200);
      expect(body.data).toHaveLength(33);
      expect(body.data).toContainEqual({
        code: 'LUNAR_HIJRI_TABLE',
        monthly: false,
        alignment: 'APPORTION',
        needsTable: true,
      });
    });
  });

  describe('GET /units/{code}/calendar-assignments', () => {
    it('tells which calendar a unit reports in', async () => {
      const { body } = await get('/units/CTR-PK-S1/calendar-assignments');
      expect(body.data).toEqual([
        {
          scheme: 'GREGORIAN_MONTH',
          zone: 'Asia/Karachi',
          workingCalendar: 'PK',
          from: null,
          until: null,
          confirmed: false,
          note: null,
          source: 'config/reference/calendars.yaml',
        },
      ]);
    });

    it('does not know a unit of another country', async () => {
      expect((await get('/units/CTR-UG-S1/calendar-assignments')).status).toBe(404);
    });
  });

  describe('POST /units/{code}/calendar-assignments', () => {
    it('changes the calendar of the country through its network', async () => {
      const { status, body } = await post('/units/NET-PK/calendar-assignments', change());
      expect(status).toBe(201);
      expect(body.data).toMatchObject([
        { scheme: 'GREGORIAN_MONTH', from: null, until: '2026-12-21' },
        { scheme: 'GREGORIAN_WINDOW_21', from: '2026-12-21', until: null },
      ]);
      expect((await get('/units/CTR-PK-S1/calendar-assignments')).body.data).toHaveLength(2);
    });

    it('gives a single unit an exception and leaves the country as it is', async () => {
      await post('/units/CTR-PK-S1/calendar-assignments', change({ until: '2027-06-21' }));
      const schemes = async (unit: string) =>
        (await get(`/units/${unit}/calendar-assignments`)).body.data.map((one: any) => one.scheme);
      expect(await schemes('CTR-PK-S1')).toEqual([
        'GREGORIAN_MONTH',
        'GREGORIAN_WINDOW_21',
        'GREGORIAN_MONTH',
      ]);
      expect(await schemes('NET-PK')).toEqual(['GREGORIAN_MONTH']);
    });

    it('leaves a record of before and after', async () => {
      await post('/units/CTR-PK-S1/calendar-assignments', change());
      const [event] = await sql(
        "select partner, entity_id, before, after from app.audit_event where action = 'calendar.assign'",
      );
      expect(event).toMatchObject({ partner: 'PK', entity_id: 'CTR-PK-S1' });
      expect([event.before.assignments.length, event.after.assignments.length]).toEqual([1, 2]);
    });

    it('lets the next round replace the months that have not opened', async () => {
      await post('/units/CTR-PK-S1/calendar-assignments', change({ from: '2026-11-21' }));
      await generateSlots(api, 'PK');
      const rows = await sql(
        `select period_id as id from app.report_slot s join app.period p on p.id = s.period_id
          where unit = 'CTR-PK-S1' and cancelled_at is null order by p.start_date`,
      );
      expect(rows.map(({ id }) => id)).toEqual([
        'GREGORIAN_MONTH:2026-09',
        'GREGORIAN_MONTH:2026-10',
        'GREGORIAN_MONTH:2026-11~2026-11-20',
        'GREGORIAN_WINDOW_21:2026-12',
        'GREGORIAN_WINDOW_21:2027-01',
        'GREGORIAN_WINDOW_21:2027-02',
      ]);
    });

    it.each([
      ['a day of a month whose report is open', { from: '2026-10-10' }, 'calendar-change-too-early'],
      ['a calendar that does not exist', { workingCalendar: 'XX' }, 'unknown-calendar'],
      ['a lunar month that is not announced', { scheme: 'LUNAR_HIJRI_TABLE' }, 'month-not-announced'],
      ['a zone that does not exist', { zone: 'Asia/Atlantis' }, 'validation-failed'],
      ['a day that does not exist', { from: '2026-02-30' }, 'invalid-date'],
      ['an end before the beginning', { until: '2026-12-20' }, 'invalid-range'],
      ['a scheme that does not exist', { scheme: 'MAYA_MONTH' }, 'validation-failed'],
      ['a change without its source', { source: '' }, 'validation-failed'],
    ])('refuses %s and changes nothing', async (_case, rest, code) => {
      const answer = await post('/units/CTR-PK-S1/calendar-assignments', change(rest));
      expect([answer.status, answer.body.code]).toEqual([422, code]);
      expect(await sql('select 1 from app.unit_calendar_assignment')).toEqual([]);
    });

    it('refuses to rewrite the past from the middle', async () => {
      await post('/units/CTR-PK-S1/calendar-assignments', change());
      const answer = await post('/units/CTR-PK-S1/calendar-assignments', change({ from: '2026-12-01' }));
      expect([answer.status, answer.body.code]).toEqual([409, 'calendar-assignment-exists']);
    });

    it('is not for partners', async () => {
      expect((await post('/units/CTR-PK-S1/calendar-assignments', change(), coordinator)).status).toBe(403);
    });
  });

  describe('GET /working-calendars', () => {
    it('lists them with their weekly patterns', async () => {
      const { body } = await get('/working-calendars');
      expect(body.data.map(({ code }: any) => code)).toEqual(['AF', 'AZ', 'ET', 'ID', 'PK', 'UG', 'UZ']);
    });

    it('says of every day whether it is worked, and why not', async () => {
      const { body } = await get('/working-calendars/AZ/days?from=2026-03-19&to=2026-03-21');
      expect(body.data).toMatchObject([
        { date: '2026-03-19', working: true, reason: null, source: null },
        { date: '2026-03-20', working: false, reason: 'Novruz' },
        { date: '2026-03-21', working: false, reason: 'Novruz' },
      ]);
    });

    it.each([
      ['unknown calendar', '/working-calendars/XX/days?from=2026-03-19&to=2026-03-21', 404, 'not-found'],
      ['reversed range', '/working-calendars/AZ/days?from=2026-03-21&to=2026-03-19', 400, 'invalid-range'],
      ['range of years', '/working-calendars/AZ/days?from=2020-01-01&to=2026-03-19', 400, 'range-too-large'],
      ['day that is none', '/working-calendars/AZ/days?from=today&to=2026-03-19', 400, 'invalid-date'],
    ])('refuses an %s', async (_case, path, status, code) => {
      const answer = await get(path);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });
  });

  describe('POST /working-calendars/{code}/overrides', () => {
    it('records a day with its source, and who recorded it', async () => {
      const { status, body } = await post('/working-calendars/PK/overrides', holiday());
      expect([status, body]).toMatchObject([
        201,
        { date: '2026-11-10', working: false, reason: 'Day of mourning' },
      ]);
      expect(
        await sql(
          "select partner, before ->> 'working' as before, after ->> 'working' as after from app.audit_event where action = 'calendar.record-day'",
        ),
      ).toEqual([{ partner: 'HQ', before: 'true', after: 'false' }]);
    });

    it.each([
      ['a half day without closing time', { kind: 'HALF_DAY' }, 'validation-failed'],
      ['a closing time of a holiday', { closesAt: '13:00' }, 'validation-failed'],
      ['a day that does not exist', { date: '2026-02-30' }, 'invalid-date'],
    ])('refuses %s', async (_case, rest, code) => {
      const answer = await post('/working-calendars/PK/overrides', holiday(rest));
      expect([answer.status, answer.body.code]).toEqual([422, code]);
    });

    it('does not know a calendar that does not exist', async () => {
      expect((await post('/working-calendars/XX/overrides', holiday())).status).toBe(404);
    });

    it('is not for partners', async () => {
      expect((await post('/working-calendars/PK/overrides', holiday(), coordinator)).status).toBe(403);
    });
  });

  describe('lunar months', () => {
    const month = (number: number, firstDay: string) => ({
      year: 1448,
      month: number,
      firstDay,
      announced: true,
      source: 'Supreme Court, announcement',
    });

    it('are listed as recorded, the newest word about each', async () => {
      await post('/lunar-months', month(1, '2026-06-16'));
      await post('/lunar-months', { ...month(2, '2026-07-15'), announced: false });
      await api.database.admin.query(
        "update app.lunar_month set recorded_at = recorded_at - interval '1 day'",
      );
      await post('/lunar-months', month(2, '2026-07-16'));
      const { body } = await get('/lunar-months');
      expect(body.data).toMatchObject([
        { month: 1, firstDay: '2026-06-16' },
        { month: 2, firstDay: '2026-07-16', announced: true },
      ]);
    });

    it('are refused when a neighbour would be too short or too long', async () => {
      await post('/lunar-months', month(1, '2026-06-16'));
      const answer = await post('/lunar-months', month(2, '2026-07-14'));
      expect([answer.status, answer.body.code]).toEqual([422, 'lunar-month-length']);
    });
  });

  describe('GET /periods', () => {
    it('gives the thirteenth month of its own, left out of comparisons', async () => {
      const path = '/periods?scheme=ETHIOPIAN_MONTH_SEPARATE&from=2026-08&to=2026-09';
      const { body } = await get(path);
      expect(body.data.map(({ id, days, comparable }: any) => [id, days, comparable])).toEqual([
        ['ETHIOPIAN_MONTH_SEPARATE:2018-12', 30, true],
        ['ETHIOPIAN_MONTH_SEPARATE:2018-13', 5, false],
        ['ETHIOPIAN_MONTH_SEPARATE:2019-01', 30, true],
      ]);
    });

    it('shares a lunar month out to Gregorian months once its bounds are recorded', async () => {
      const path = '/periods/convert?scheme=LUNAR_HIJRI_TABLE&date=2026-06-20';
      expect((await get(path)).body.code).toBe('month-not-announced');
      for (const [month, firstDay] of [
        [1, '2026-06-16'],
        [2, '2026-07-16'],
      ]) {
        const announced = {
          year: 1448,
          month,
          firstDay,
          announced: true,
          source: 'Supreme Court, announcement',
        };
        expect((await post('/lunar-months', announced)).status).toBe(201);
      }
      expect((await get(path)).body).toMatchObject({
        id: 'LUNAR_HIJRI_TABLE:1448-01',
        alignment: 'APPORTION',
        shares: [
          { month: '2026-06', days: 15 },
          { month: '2026-07', days: 15 },
        ],
      });
    });
  });

  describe('POST /deadlines/preview', () => {
    const preview = (body: object, language = 'en') =>
      post('/deadlines/preview', { partner: 'PK', period: 'GREGORIAN_MONTH:2026-02', ...body }, coordinator, {
        'accept-language': language,
      });

    it.each([
      ['az', '28 fev 2026 tarixindən sonra 7-ci iş günü'],
      ['ru', '7-й рабочий день после 28 фев. 2026'],
      ['en', '7th working day after 28 Feb 2026'],
    ])('explains itself in the language of the reader, %s', async (language, sentence) => {
      const { body } = await preview({}, language);
      expect(body.explanation).toContain(sentence);
    });

    it('takes every feature of a rule', async () => {
      const rule = {
        anchor: { kind: 'FIXED_LOCAL_DAY', day: 14 },
        offset: 0,
        unit: 'CALENDAR_DAY',
        roll: 'PRECEDING',
        at: '12:00',
        zone: 'hq',
        calendars: 'UNIT_AND_HQ',
        grace: 90,
      };
      const { status, body } = await preview({ rule });
      expect([status, body]).toMatchObject([
        200,
        {
          dueAt: '2026-03-13T08:00:00Z',
          graceUntil: '2026-03-13T09:30:00Z',
          calendarVersions: [{ code: 'PK' }, { code: 'AZ' }],
        },
      ]);
    });

    it('counts in the calendar of a unit that has its own', async () => {
      await post('/units/CTR-PK-S1/calendar-assignments', change({ zone: 'Asia/Dubai' }));
      const local = async (unit?: string) =>
        (await preview({ period: 'GREGORIAN_MONTH:2027-02', unit })).body.localDueAt.slice(-6);
      expect([await local('CTR-PK-S1'), await local()]).toEqual(['+04:00', '+05:00']);
    });
  });
});
