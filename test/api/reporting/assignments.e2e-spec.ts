import { setTimeout as pause } from 'node:timers/promises';
import { ReconcilePartner } from '#collection';
import { startApi, type TestApi } from '../../support/app.js';
import { cellsBody, loadReferenceData, slotOf } from '../../support/reporting.js';
import { addScopes, signedIn } from '../../support/people.js';
import { call } from '../../support/client.js';
import { askerFor, askerWith, auditOf, type Asker } from '../register/register-api.js';

/** Long enough for somebody who does not wait to be done. */
const HELD_MS = 500;

const centre = (code: string): object => ({
  code,
  partner: 'PK',
  type: 'CENTRE',
  name: code,
  timeZone: 'Asia/Karachi',
  operatingFrom: '2020-01-01',
});

describe('/assignments', () => {
  let api: TestApi;
  let desk: Asker;
  let coordinator: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'ET', 'ME');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    await desk.post('/units', { ...centre('NET-PK'), type: 'NETWORK' });
  });
  afterAll(() => api?.close());

  const newUnit = async (more: object = {}): Promise<string> => {
    const { body } = await desk.post('/units', { ...centre(`CTR-PK-A${(made += 1)}`), ...more });
    return body.code;
  };
  const assign = (unit: string, from: string, more: object = {}, by = desk) =>
    by.post('/assignments', { unit, form: 'MONTHLY', from, ...more });
  const end = (id: string, until: string, rev = 1, by = desk) =>
    by.post(`/assignments/${id}/end`, { until }, rev);
  const round = () => api.app.get(ReconcilePartner).run('PK');
  const slots = async (unit: string): Promise<unknown[]> => {
    const { rows } = await api.database.admin.query(
      `select aligned_to as month, cancel_reason as reason from app.report_slot where unit = $1 order by 1`,
      [unit],
    );
    return rows.map(({ month, reason }) => (reason ? `${month} ${reason}` : month));
  };

  describe('POST /assignments', () => {
    it('leads to expected reports at the next round', async () => {
      const unit = await newUnit();
      const { status, body } = await assign(unit, '2026-10-01');
      expect(status).toBe(201);
      expect(body).toMatchObject({ partner: 'PK', unit, form: 'MONTHLY', until: null, rev: 1 });
      expect(await slots(unit)).toEqual([]);
      await round();
      expect(await slots(unit)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01', '2027-02']);
      expect(await auditOf(api, body.id)).toEqual(['assignment.add']);
    });

    it('refuses to ask for the same days twice', async () => {
      const unit = await newUnit();
      await assign(unit, '2026-10-01');
      const { status, body } = await assign(unit, '2026-12-01');
      expect([status, body.code]).toEqual([409, 'duplicate']);
    });

    it('waits for somebody else who assigns the unit at the same time, and sees what that one did', async () => {
      const unit = await newUnit();
      const other = await api.database.admin.connect();
      await other.query('begin');
      await other.query('select 1 from app.unit where code = $1 for update', [unit]);
      const second = assign(unit, '2026-11-01');
      await pause(HELD_MS);
      await other.query(
        `insert into app.assignment (id, partner, unit, form_code, valid_from)
         values (gen_random_uuid(), 'PK', $1, 'MONTHLY', '2026-10-01')`,
        [unit],
      );
      await other.query('commit');
      other.release();
      expect((await second).body.code).toBe('duplicate');
    });

    it('asks again from the day on which an earlier assignment ended', async () => {
      const unit = await newUnit();
      await end((await assign(unit, '2026-08-01')).body.id, '2026-10-01');
      expect((await assign(unit, '2026-10-01')).status).toBe(201);
    });

    it.each([
      ['a unit that is not registered', { unit: 'CTR-PK-NONE' }, '/unit', 'reference-not-found'],
      ['a form that is not published', { form: 'WEEKLY' }, '/form', 'reference-not-found'],
      ['sums without a larger unit', { sumsToParent: true }, '/sumsToParent', 'rule-violated'],
      ['a day that does not exist', { from: '2026-02-30' }, '/from', 'invalid-date'],
      ['months of more than five years ago', { from: '2015-01-01' }, '/from', 'invalid-range'],
    ])('refuses %s and names it', async (_what, fault, pointer, code) => {
      const { status, body } = await assign(await newUnit(), '2026-10-01', fault);
      expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, pointer, code]);
    });

    it('refuses a country without calendar, over which its whole round would fail', async () => {
      const unit = { ...centre('CTR-ME-NOCAL'), partner: 'ME', timeZone: 'Europe/Podgorica' };
      await desk.post('/units', unit);
      const { status, body } = await assign('CTR-ME-NOCAL', '2026-10-01');
      expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'no-calendar-assignment', '/unit']);
    });

    it('keeps that the units of a region add up', async () => {
      const unit = await newUnit({ parent: 'NET-PK' });
      expect((await assign(unit, '2026-10-01', { sumsToParent: true })).body.sumsToParent).toBe(true);
    });

    it('is for desks and administrators, and for a desk of one country only there', async () => {
      const unit = await newUnit();
      const ethiopia = await askerWith(api, 'HQ_DESK', 'ET');
      const asked = [coordinator, ethiopia, askerFor(api)].map((by) => assign(unit, '2026-10-01', {}, by));
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 422, 401]);
    });
  });

  describe('POST /assignments/{id}/end', () => {
    it('cancels later reports at once, and keeps the months that began before', async () => {
      const unit = await newUnit();
      const { id } = (await assign(unit, '2026-10-01')).body;
      await round();
      const { status, body } = await end(id, '2026-12-01');
      expect([status, body.until, body.rev]).toEqual([200, '2026-12-01', 2]);
      expect(await slots(unit)).toEqual([
        '2026-10',
        '2026-11',
        '2026-12 NO_ASSIGNMENT',
        '2027-01 NO_ASSIGNMENT',
        '2027-02 NO_ASSIGNMENT',
      ]);
      expect(await auditOf(api, id)).toEqual(['assignment.add', 'assignment.end']);
    });

    it('leaves a report alone in which something was entered', async () => {
      const unit = await newUnit();
      const { id } = (await assign(unit, '2026-10-01')).body;
      await round();
      const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
      const slot = await slotOf(api, token, unit, '2026-10');
      const draft = await askerFor(api, token).post(`/report-slots/${slot.id}/submissions`, undefined);
      await call(api.url, `/api/v1/submissions/${draft.body.id}/cells`, {
        method: 'PATCH',
        token,
        body: cellsBody({ VISITORS: '1' }),
      });
      await end(id, '2026-10-01');
      expect((await slots(unit))[0]).toBe('2026-10');
    });

    it('takes a mistake back altogether, and the same day can be assigned again', async () => {
      const unit = await newUnit();
      const first = (await assign(unit, '2026-10-01')).body;
      await end(first.id, '2026-10-01');
      expect((await assign(unit, '2026-10-01')).body).toMatchObject({ id: first.id, until: null, rev: 3 });
      await round();
      expect((await slots(unit)).slice(0, 2)).toEqual(['2026-10', '2026-11']);
    });

    it('moves an end that was set too early, and expects what it had cancelled', async () => {
      const unit = await newUnit();
      const { id } = (await assign(unit, '2026-10-01')).body;
      await round();
      await end(id, '2026-11-01');
      await end(id, '2026-12-01', 2);
      expect((await slots(unit)).slice(0, 3)).toEqual(['2026-10', '2026-11', '2026-12 NO_ASSIGNMENT']);
    });

    it('refuses an end that would reach a later assignment', async () => {
      const unit = await newUnit();
      const { id } = (await assign(unit, '2026-08-01')).body;
      await end(id, '2026-10-01');
      await assign(unit, '2026-10-01');
      expect((await end(id, '2026-10-02', 2)).body.code).toBe('duplicate');
    });

    it('refuses an end before the beginning', async () => {
      const { id } = (await assign(await newUnit(), '2026-10-01')).body;
      expect((await end(id, '2026-09-30')).body.code).toBe('invalid-range');
    });

    it('needs the revision, and refuses an old one', async () => {
      const { id } = (await assign(await newUnit(), '2026-10-01')).body;
      expect((await desk.post(`/assignments/${id}/end`, { until: '2026-12-01' })).status).toBe(428);
      expect((await end(id, '2026-12-01', 7)).status).toBe(412);
    });

    it('answers 404 to the desk of another country, 403 to a coordinator', async () => {
      const { id } = (await assign(await newUnit(), '2026-10-01')).body;
      const ethiopia = await askerWith(api, 'HQ_DESK', 'ET');
      expect((await end(id, '2026-12-01', 1, ethiopia)).status).toBe(404);
      expect((await end(id, '2026-12-01', 1, coordinator)).status).toBe(403);
    });
  });

  describe('GET /assignments', () => {
    it('pages through a partner’s assignments, and shows one with its revision as ETag', async () => {
      const { body } = await assign(await newUnit(), '2026-10-01');
      const first = await coordinator.get('/assignments?partner=PK&limit=1');
      expect([first.body.data.length, first.body.page.hasMore]).toEqual([1, true]);
      const one = await coordinator.get(`/assignments/${body.id}`);
      expect([one.body.id, one.headers.get('etag')]).toEqual([body.id, '"r1"']);
    });

    it('shows nothing of another country', async () => {
      const { body } = await assign(await newUnit(), '2026-10-01');
      const ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
      expect((await ethiopia.get('/assignments')).body.data).toEqual([]);
      expect((await ethiopia.get('/assignments?partner=PK')).status).toBe(404);
      expect((await ethiopia.get(`/assignments/${body.id}`)).status).toBe(404);
    });
  });
});
