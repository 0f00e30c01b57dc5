import { startApi, type TestApi } from '../../support/app.js';
import { addScopes } from '../../support/people.js';
import { loadReferenceData } from '../../support/reporting.js';
import { askerFor, askerWith, auditOf, type Asker } from '../register/register-api.js';

const HOURS = [{ opens: '09:00', closes: '18:00' }];
const MONDAY_TO_SATURDAY = { 1: HOURS, 2: HOURS, 3: HOURS, 4: HOURS, 5: HOURS, 6: HOURS };

describe('opening hours and closures', () => {
  let api: TestApi;
  let coordinator: Asker;
  let ethiopia: Asker;
  let desk: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'ET');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
  });

  afterAll(() => api?.close());

  const centre = async (): Promise<string> => {
    const code = `CTR-PK-H${(made += 1)}`;
    const unit = { code, partner: 'PK', type: 'CENTRE', name: code, timeZone: 'Asia/Karachi' };
    await desk.post('/units', unit);
    return code;
  };
  const setWeek = (code: string, week: object = MONDAY_TO_SATURDAY, from = '2026-01-01', by = coordinator) =>
    by.post(`/centres/${code}/opening-weeks`, { from, week });
  const close = (code: string, firstDay: string, until: string, by = coordinator) =>
    by.post(`/centres/${code}/closures`, { firstDay, until, reason: 'Flood' });
  const october = (code: string, by = coordinator) =>
    by.get(`/centres/${code}/open-days?from=2026-10-01&until=2026-11-01`);

  it('counts the worked days of a centre of which no hours are known', async () => {
    const { status, body } = await october(await centre());
    // October 2026 has 22 days from Monday to Friday.
    expect([status, body.count, body.weeks, body.closures]).toEqual([200, 22, [], []]);
  });

  it('leaves out days without hours and closed days, and adds none that nobody works', async () => {
    const code = await centre();
    const { 5: _friday, ...week } = MONDAY_TO_SATURDAY;
    expect((await setWeek(code, week)).status).toBe(201);
    const closed = await close(code, '2026-10-07', '2026-10-09');
    expect([closed.status, closed.body.closures]).toEqual([
      201,
      [{ firstDay: '2026-10-07', until: '2026-10-09', reason: 'Flood' }],
    ]);
    const { body } = await october(code);
    // 22 worked days, less five Fridays and two closed days; the Saturdays with hours are not worked.
    expect(body.count).toBe(15);
    expect(body.days.slice(0, 3)).toEqual(['2026-10-01', '2026-10-05', '2026-10-06']);
    expect((await auditOf(api, code)).slice(-2)).toEqual(['centre.set-hours', 'centre.close-days']);
  });

  it('lets new hours begin on a day and keeps the old ones before', async () => {
    const code = await centre();
    await setWeek(code);
    await setWeek(code, { 1: HOURS }, '2026-10-19');
    // Twelve days from Thursday the 1st to Friday the 16th, then two Mondays.
    expect((await october(code)).body.count).toBe(14);
  });

  it.each([
    ['hours before those that are recorded', (code: string) => setWeek(code, {}, '2025-12-31')],
    ['a closure within another one', (code: string) => close(code, '2026-10-08', '2026-10-10')],
  ])('refuses %s', async (_what, write) => {
    const code = await centre();
    await setWeek(code);
    await close(code, '2026-10-07', '2026-10-09');
    const { status, body } = await write(code);
    expect([status, body.code]).toEqual([409, 'interval-overlap']);
  });

  it.each([
    ['an eighth weekday', { 8: HOURS }],
    ['an hour that does not exist', { 1: [{ opens: '25:00', closes: '26:00' }] }],
    ['hours that end before they begin', { 1: [{ opens: '18:00', closes: '09:00' }] }],
    ['hours that are a text', { 1: '09:00-18:00' }],
    ['hours that are nothing', { 1: [null] }],
  ])('refuses %s', async (_what, week) => {
    expect((await setWeek(await centre(), week)).status).toBe(422);
  });

  it.each(['from=2026-10-01&until=2026-10-01', 'from=2026-10-01&until=2028-10-01', 'from=2026-10-01'])(
    'refuses the days %s',
    async (query) => {
      expect((await coordinator.get(`/centres/${await centre()}/open-days?${query}`)).status).toBe(400);
    },
  );

  it('is closed to another country, to readers and to nobody signed in', async () => {
    const code = await centre();
    const auditor = await askerWith(api, 'AUDITOR', 'HQ');
    const answers = [ethiopia, auditor, askerFor(api)].flatMap((by) => [
      setWeek(code, MONDAY_TO_SATURDAY, '2026-01-01', by),
      close(code, '2026-10-07', '2026-10-09', by),
    ]);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 403, 403, 401, 401]);
    expect((await october(code, ethiopia)).status).toBe(404);
  });
});
