import { startApi, type TestApi } from '../../support/app.js';
import { addScopes } from '../../support/people.js';
import { askerFor, askerWith, auditOf, type Asker } from './register-api.js';

const stretches = (body: any): unknown[] =>
  body.intervals.map((one: any) => [one.status, one.validFrom, one.validUntil]);

describe('the register of units', () => {
  let api: TestApi;
  let desk: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await addScopes(api.database, 'ME', 'ET');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    await desk.post('/units', unit({ code: 'NET-ME', type: 'NETWORK', operatingFrom: undefined }));
  });

  afterAll(() => api?.close());

  const unit = (more: object = {}): object => ({
    code: `CTR-ME-${(made += 1)}`,
    partner: 'ME',
    type: 'CENTRE',
    name: 'Kancelarija',
    timeZone: 'Europe/Podgorica',
    operatingFrom: '2026-10-01',
    ...more,
  });
  const register = async (more: object = {}): Promise<string> =>
    (await desk.post('/units', unit(more))).body.code;
  const change = (code: string, status: string, from: string, by = desk) =>
    by.post(`/units/${code}/status-intervals`, { status, from });

  describe('POST /units', () => {
    it('registers a centre within the network, in operation from a day on, with its audit records', async () => {
      const { status, body } = await desk.post('/units', unit({ code: 'CTR-ME-PG', parent: 'NET-ME' }));
      expect(status).toBe(201);
      expect(body).toMatchObject({ code: 'CTR-ME-PG', parents: [{ parent: 'NET-ME', validFrom: null }] });
      expect(stretches(body)).toEqual([['OPERATING', '2026-10-01', null]]);
      expect(await auditOf(api, 'CTR-ME-PG')).toEqual(['unit.register', 'unit.add-interval']);
    });

    it('refuses a code that is on the register', async () => {
      const code = await register();
      const { status, body } = await desk.post('/units', unit({ code }));
      expect([status, body.code]).toEqual([409, 'duplicate']);
    });

    it.each([
      ['a centre with the code of a region', { code: 'REG-ME-X' }, '/code', 'rule-violated'],
      ['the code of another country', { code: 'CTR-ET-X' }, '/code', 'rule-violated'],
      ['a parent that is not registered', { parent: 'REG-ME-NONE' }, '/parent', 'reference-not-found'],
      [
        'itself as its parent',
        { code: 'CTR-ME-SELF', parent: 'CTR-ME-SELF' },
        '/parent',
        'reference-not-found',
      ],
      ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }, '/timeZone', 'validation-failed'],
      ['a day that does not exist', { operatingFrom: '2026-02-30' }, '/operatingFrom', 'invalid-date'],
    ])('refuses %s and stores nothing', async (_what, fault, pointer, code) => {
      const { status, body } = await desk.post('/units', unit({ name: 'Refused', ...fault }));
      expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, pointer, code]);
      const { rowCount } = await api.database.admin.query("select 1 from app.unit where name = 'Refused'");
      expect(rowCount).toBe(0);
    });

    it('refuses a parent of another country as if it did not exist', async () => {
      await desk.post('/units', unit({ code: 'NET-ET', partner: 'ET', type: 'NETWORK' }));
      const { body } = await desk.post('/units', unit({ parent: 'NET-ET' }));
      expect(body.errors[0]).toMatchObject({ pointer: '/parent', code: 'reference-not-found' });
    });

    it('refuses a network within a centre', async () => {
      const parent = await register();
      const { body } = await desk.post('/units', unit({ code: 'REG-ME-IN', type: 'REGION', parent }));
      expect(body.code).toBe('rule-violated');
    });

    it.each(['HQ', 'ZZ'])('answers 404 for %s, which is no partner', async (partner) => {
      expect((await desk.post('/units', unit({ partner }))).status).toBe(404);
    });

    it('is for desks and administrators, and for a desk of one country only there', async () => {
      const [director, coordinator, ethiopia] = await Promise.all([
        askerWith(api, 'DIRECTOR', 'HQ'),
        askerWith(api, 'COORDINATOR', 'ME'),
        askerWith(api, 'HQ_DESK', 'ET'),
      ]);
      const asked = [director, coordinator, ethiopia, askerFor(api)].map((each) =>
        each.post('/units', unit()),
      );
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 403, 404, 401]);
    });
  });

  describe('POST /units/{code}/status-intervals', () => {
    it('ends what lasted on the day on which the new status begins', async () => {
      const code = await register();
      const { status, body } = await change(code, 'SUSPENDED', '2026-11-10');
      expect(status).toBe(201);
      expect(stretches(body)).toEqual([
        ['OPERATING', '2026-10-01', '2026-11-10'],
        ['SUSPENDED', '2026-11-10', null],
      ]);
      expect((await auditOf(api, code)).slice(-2)).toEqual(['unit.end-interval', 'unit.add-interval']);
    });

    it('begins the first status of a unit that has none', async () => {
      const code = await register({ operatingFrom: undefined });
      expect(stretches((await change(code, 'PLANNED', '2027-01-01')).body)).toEqual([
        ['PLANNED', '2027-01-01', null],
      ]);
    });

    it('refuses a beginning before what lasts began, and changes nothing', async () => {
      const code = await register();
      const { status, body } = await change(code, 'CLOSED', '2026-10-01');
      expect([status, body.code]).toEqual([409, 'interval-overlap']);
      const units = await desk.get('/units?partner=ME&limit=200');
      const kept = units.body.data.find((one: any) => one.code === code);
      expect(stretches(kept)).toEqual([['OPERATING', '2026-10-01', null]]);
    });

    it('refuses the status that lasts already', async () => {
      const { status, body } = await change(await register(), 'OPERATING', '2026-11-10');
      expect([status, body.code]).toEqual([422, 'rule-violated']);
    });

    it('lets one of two win who close a unit at once', async () => {
      const code = await register();
      const answers = await Promise.all([
        change(code, 'CLOSED', '2026-11-10'),
        change(code, 'CLOSED', '2026-11-10'),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    });

    it('answers 404 to the desk of another country and for a unit that does not exist', async () => {
      const ethiopia = await askerWith(api, 'HQ_DESK', 'ET');
      expect((await change(await register(), 'CLOSED', '2026-11-10', ethiopia)).status).toBe(404);
      expect((await change('CTR-ME-NONE', 'CLOSED', '2026-11-10')).status).toBe(404);
    });

    it('is closed to a coordinator', async () => {
      const coordinator = await askerWith(api, 'COORDINATOR', 'ME');
      expect((await change(await register(), 'CLOSED', '2026-11-10', coordinator)).status).toBe(403);
    });
  });
});
