import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData, slotOf } from '../../support/reporting.js';
import { SettableClock } from '#platform';
import { acceptReport, correctReport, handsOf, type Hands } from './accepted-report.js';

const NOW = '2026-11-20T08:00:00.000Z';

describe('dashboards', () => {
  let api: TestApi;
  let pk: Hands;
  let foreign: string;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00.000Z' });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-A' });
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-B' });
    await addReportingUnit(api, { partner: 'UG', unit: 'CTR-UG-A' });
    await generateSlots(api, 'PK', 'UG');
    pk = await handsOf(api, 'PK');
    await acceptReport(api, pk, { unit: 'CTR-PK-A', month: '2026-09', cells: { VISITORS: '800' } });
    const october = await acceptReport(api, pk, { unit: 'CTR-PK-A', month: '2026-10' });
    (api.clock as SettableClock).set(NOW);
    pk = await handsOf(api, 'PK');
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'UG' });
    await correctReport(api, pk, october, { VISITORS: '900' });
    const slot = await slotOf(api, pk.coordinator, 'CTR-PK-B', '2026-10');
    await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token: pk.coordinator,
    });
    await api.database.admin.query(
      `update app.report_slot set waived_at = '2026-11-10T00:00:00Z', waiver_reason = 'flood'
        where unit = 'CTR-PK-B' and aligned_to = '2026-09'`,
    );
  });
  afterAll(() => api.close());

  const get = (path: string, token = pk.reviewer): Promise<Answer> =>
    call(api.url, `/api/v1/dashboards/${path}`, { token });

  describe('GET /dashboards/overview', () => {
    const figure = ({ body }: Answer, list: string, indicator: string, partner?: string) =>
      body[list].find((row: any) => row.indicator === indicator && row.partner === partner);

    it('shows the headline figures of every partner beside the month before', async () => {
      const answer = await get('overview?period=2026-10');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ period: '2026-10', previousPeriod: '2026-09' });
      expect(answer.body.indicators).toHaveLength(12);
      expect(answer.body.figures).toHaveLength(24);
      expect(figure(answer, 'figures', 'VISITORS', 'PK')).toEqual({
        indicator: 'VISITORS',
        partner: 'PK',
        value: '900',
        previous: '800',
        coverage: { expected: 2, included: 1, waived: 0, notApplicable: 0 },
        status: 'INCOMPLETE',
        previousStatus: 'FINAL',
        flags: [],
      });
      expect(figure(answer, 'figures', 'VISITORS', 'UG')).toMatchObject({ value: null, reason: 'no-data' });
      expect(figure(answer, 'programme', 'VISITORS')).toMatchObject({
        value: '900',
        coverage: { expected: 3, included: 1 },
      });
    });

    it('counts the reports of the month', async () => {
      const { body } = await get('overview?period=2026-10');
      expect(body.slots).toEqual({
        expected: 3,
        received: 1,
        accepted: 1,
        onTime: 1,
        onTimeExtended: 1,
        waived: 0,
      });
      expect(body.partners).toEqual([
        { partner: 'PK', expected: 2, received: 1, accepted: 1, onTime: 1, onTimeExtended: 1, waived: 0 },
        { partner: 'UG', expected: 1, received: 0, accepted: 0, onTime: 0, onTimeExtended: 0, waived: 0 },
      ]);
    });

    it('lists every waived report with its reason', async () => {
      const { body } = await get('overview?period=2026-09');
      expect(body.waivers).toEqual([
        {
          slot: expect.any(String),
          partner: 'PK',
          unit: 'CTR-PK-B',
          code: null,
          reason: 'flood',
          since: '2026-11-10T00:00:00.000Z',
        },
      ]);
    });

    it('lists no waiver of another country', async () => {
      expect((await get('overview?period=2026-09', foreign)).body.waivers).toEqual([]);
    });

    it('counts waived reports beside the expected ones', async () => {
      const { body } = await get('overview?period=2026-09');
      expect(body.partners[0]).toMatchObject({ partner: 'PK', expected: 1, waived: 1 });
    });

    it('shows another country nothing of this one', async () => {
      const { body } = await get('overview?period=2026-10', foreign);
      expect(JSON.stringify(body)).not.toContain('PK');
      expect(body.slots.expected).toBe(1);
    });

    it.each([
      '',
      '?period=',
      '?period=2026-13',
      '?period=2026-01..2026-02',
      '?period=GREGORIAN_MONTH:2026-10',
    ])('refuses %s and names the period', async (query) => {
      const answer = await get(`overview${query}`);
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, 'period']);
    });
  });

  describe('GET /dashboards/status-wall', () => {
    const states = ({ body }: Answer, unit: string) =>
      Object.fromEntries(
        body.units
          .find((row: any) => row.unit === unit)
          .cells.map((cell: any) => [cell.period, [cell.state, cell.timeliness]]),
      );

    it('shows how every report of the months stands', async () => {
      const answer = await get('status-wall?periods=4&to=2026-11');
      expect(answer.body.periods).toEqual(['2026-08', '2026-09', '2026-10', '2026-11']);
      expect(states(answer, 'CTR-PK-A')).toEqual({
        '2026-08': ['LATE', 'OVERDUE'],
        '2026-09': ['ACCEPTED', 'LATE'],
        '2026-10': ['REVISED', 'ON_TIME'],
        '2026-11': ['NOT_DUE', 'PENDING'],
      });
      expect(states(answer, 'CTR-PK-B')).toMatchObject({
        '2026-09': ['WAIVED', null],
        '2026-10': ['LATE', 'OVERDUE'],
      });
    });

    it('adds up the reports of each month that is over', async () => {
      const { body } = await get('status-wall?periods=3&to=2026-11');
      expect(body.totals).toEqual([
        { period: '2026-09', expected: 2, received: 1, accepted: 1, onTime: 0, onTimeExtended: 0, waived: 1 },
        { period: '2026-10', expected: 3, received: 1, accepted: 1, onTime: 1, onTimeExtended: 1, waived: 0 },
        { period: '2026-11', expected: 0, received: 0, accepted: 0, onTime: 0, onTimeExtended: 0, waived: 0 },
      ]);
    });

    it('ends with the last month that is over and shows twelve', async () => {
      const { body } = await get('status-wall');
      expect([body.periods.length, body.periods[0], body.periods[11]]).toEqual([12, '2025-11', '2026-10']);
    });

    it('narrows to a partner', async () => {
      const { body } = await get('status-wall?partner=UG');
      expect(body.units.map((row: any) => row.unit)).toEqual(['CTR-UG-A']);
    });

    it('shows another country nothing of this one', async () => {
      expect(JSON.stringify((await get('status-wall', foreign)).body)).not.toContain('PK');
      expect((await get('status-wall?partner=PK', foreign)).status).toBe(404);
    });

    it.each([
      ['periods=0', 'periods'],
      ['periods=37', 'periods'],
      ['periods=1.5', 'periods'],
      ['to=2026-13', 'to'],
      ['to=now', 'to'],
      ['partner=*', 'partner'],
    ])('refuses ?%s and names %s', async (query, pointer) => {
      const answer = await get(`status-wall?${query}`);
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
    });
  });
});
