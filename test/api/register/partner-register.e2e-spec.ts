import type { TestApi } from '../../support/app.js';
import { eventually } from '../../support/worker.js';
import { askerFor, askerWith, auditOf, startRegisterApi, type Asker } from './register-api.js';

describe('the register of partners', () => {
  let api: TestApi;
  let desk: Asker;
  let director: Asker;
  let coordinator: Asker;
  let ethiopia: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startRegisterApi();
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    director = await askerWith(api, 'DIRECTOR', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
  });

  afterAll(() => api?.close());

  const partner = (more: object = {}): object => ({
    code: `REGION${String.fromCharCode(64 + (made += 1))}`,
    kind: 'SUBNATIONAL',
    name: 'A region',
    ...more,
  });
  /** Registers a partner and waits until the one who did may see its scope. */
  const register = async (more: object = {}): Promise<any> => {
    const { body } = await desk.post('/partners', partner(more));
    await eventually(async () => (await desk.get(`/partners/${body.code}`)).status === 200);
    return body;
  };

  describe('POST /partners', () => {
    it('registers a partner with a scope of its own and leaves an audit record', async () => {
      const { status, body } = await desk.post(
        '/partners',
        partner({ code: 'KZ', kind: 'COUNTRY', iso3166: 'KZ', iso3: 'KAZ', name: 'Kazakhstan' }),
      );
      expect(status).toBe(201);
      expect(body).toMatchObject({
        code: 'KZ',
        iso3166: 'KZ',
        status: 'PROSPECT',
        statusReason: null,
        authorities: [],
        rev: 1,
      });
      expect(await auditOf(api, 'KZ')).toEqual(['partner.register']);
      await eventually(async () => (await desk.get('/partners/KZ')).status === 200);
      expect((await coordinator.get('/partners/KZ')).status).toBe(404);
    });

    it('refuses a second partner with the code, or with the kind and ISO code, of one that has not ended', async () => {
      const same = await desk.post('/partners', partner({ code: 'PK' }));
      expect([same.status, same.body.code]).toEqual([409, 'duplicate-partner']);
      const twin = await desk.post('/partners', partner({ code: 'PAK', kind: 'COUNTRY', iso3166: 'PK' }));
      expect([twin.status, twin.body.code]).toEqual([409, 'duplicate-partner']);
      const scopes = await api.database.admin.query("select 1 from app.scope_code where code = 'PAK'");
      expect(scopes.rowCount).toBe(0);
    });

    it('lets one of two win who register the same country at once', async () => {
      const country = (code: string) => partner({ code, kind: 'COUNTRY', iso3166: 'TM' });
      const answers = await Promise.all([
        desk.post('/partners', country('TM')),
        desk.post('/partners', country('TKM')),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    });

    it.each([
      ['a country without ISO code', { kind: 'COUNTRY' }],
      ['a restriction without a reason', { status: 'RESTRICTED' }],
      ['the code of headquarters’ scope in small letters', { code: 'hq' }],
      ['no name', { name: '' }],
      ['a member that nobody knows', { cooperationStatus: 'operating' }],
    ])('refuses %s', async (_what, fault) => {
      expect((await desk.post('/partners', partner(fault))).status).toBe(422);
    });

    it('never makes headquarters a partner', async () => {
      expect((await desk.post('/partners', partner({ code: 'HQ' }))).status).toBe(409);
    });

    it('is for the desks and lawyers of headquarters', async () => {
      const ownDesk = await askerWith(api, 'HQ_DESK', 'PK');
      const asked = await Promise.all(
        [director, coordinator, ownDesk, askerFor(api)].map((each) => each.post('/partners', partner())),
      );
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 401]);
    });
  });

  describe('PATCH /partners/{code}', () => {
    it('restricts a partner with a reason, which goes when the restriction does', async () => {
      const { code } = await register();
      const without = await desk.patch(`/partners/${code}`, { status: 'RESTRICTED' }, 1);
      expect([without.status, without.body.errors[0].pointer]).toEqual([422, '/statusReason']);
      const { body } = await desk.patch(
        `/partners/${code}`,
        { status: 'RESTRICTED', statusReason: 'Sanctions' },
        1,
      );
      expect([body.status, body.statusReason, body.rev]).toEqual(['RESTRICTED', 'Sanctions', 2]);
      const lifted = await desk.patch(`/partners/${code}`, { status: 'ACTIVE' }, 2);
      expect([lifted.body.status, lifted.body.statusReason]).toEqual(['ACTIVE', null]);
      expect(await auditOf(api, code)).toEqual(['partner.register', 'partner.change', 'partner.change']);
    });

    it('refuses to bring an ended partner back beside the one that took its place', async () => {
      const first = await register({ code: 'GEOX', kind: 'COUNTRY', iso3166: 'GE' });
      await desk.patch(`/partners/${first.code}`, { status: 'ENDED', statusReason: 'Merged' }, 1);
      await register({ code: 'GEOY', kind: 'COUNTRY', iso3166: 'GE' });
      const { status, body } = await desk.patch(`/partners/${first.code}`, { status: 'ACTIVE' }, 2);
      expect([status, body.code]).toEqual([409, 'duplicate-partner']);
    });

    it('asks for the current entity tag, and is closed to others', async () => {
      expect((await desk.patch('/partners/PK', { note: 'x' })).status).toBe(428);
      expect((await desk.patch('/partners/PK', { note: 'x' }, 9)).status).toBe(412);
      expect((await coordinator.patch('/partners/PK', { note: 'x' }, 1)).status).toBe(403);
      expect((await desk.patch('/partners/ZZ', { note: 'x' }, 1)).status).toBe(404);
      const ownDesk = await askerWith(api, 'HQ_DESK', 'ET');
      expect((await ownDesk.patch('/partners/PK', { note: 'x' }, 1)).status).toBe(404);
    });
  });

  describe('names and brands', () => {
    const brand = (name: string, validFrom?: string) => ({ kind: 'BRAND', language: 'en', name, validFrom });

    it('follow each other without a gap', async () => {
      const { code } = await register();
      await desk.post(`/partners/${code}/names`, brand('First'));
      const { status, body } = await desk.post(`/partners/${code}/names`, brand('Second', '2026-05-01'));
      expect(status).toBe(201);
      expect(body.data.map(({ name, validFrom, validUntil }: any) => [name, validFrom, validUntil])).toEqual([
        ['First', null, '2026-05-01'],
        ['Second', '2026-05-01', null],
      ]);
    });

    it('refuse one that would not begin after the one in use', async () => {
      const { code } = await register();
      await desk.post(`/partners/${code}/names`, brand('First', '2026-05-01'));
      expect((await desk.post(`/partners/${code}/names`, brand('Second', '2026-05-01'))).status).toBe(422);
      expect((await desk.post(`/partners/${code}/names`, brand('Second'))).status).toBe(422);
    });

    it('are read by the partner, and written by headquarters', async () => {
      expect((await coordinator.get('/partners/PK/names')).body.data).toEqual([]);
      expect((await ethiopia.get('/partners/PK/names')).status).toBe(404);
      expect((await coordinator.post('/partners/PK/names', brand('Own'))).status).toBe(403);
      expect((await askerFor(api).get('/partners/PK/names')).status).toBe(401);
    });
  });

  describe('authorities', () => {
    it('end when their successor begins, as vaguely as that is known', async () => {
      const { code } = await register();
      const first = (
        await desk.post(`/partners/${code}/authorities`, { name: 'Ministry', role: 'operator', from: '2020' })
      ).body.data[0];
      const next = { name: 'Agency', role: 'operator', from: '2024-06', successorOf: first.id };
      const { body } = await desk.post(`/partners/${code}/authorities`, next);
      expect(body.data).toMatchObject([
        { name: 'Ministry', until: { precision: 'MONTH', text: '2024-06' } },
        { name: 'Agency', successorOf: first.id, until: { precision: 'UNKNOWN' } },
      ]);
    });

    it('refuse the same twice, an unknown predecessor and a date that is none', async () => {
      const { code } = await register();
      const path = `/partners/${code}/authorities`;
      await desk.post(path, { name: 'Ministry', role: 'operator' });
      expect((await desk.post(path, { name: 'Ministry', role: 'operator' })).status).toBe(409);
      const successorOf = '019aa000-0000-7000-8000-000000000000';
      expect((await desk.post(path, { name: 'Agency', role: 'operator', successorOf })).status).toBe(404);
      expect((await desk.post(path, { name: 'Agency', role: 'operator', from: '2026-13' })).status).toBe(422);
      expect((await coordinator.post('/partners/PK/authorities', { name: 'Agency', role: 'x' })).status).toBe(
        403,
      );
    });
  });

  describe('focal points', () => {
    it('are people with a role, languages and a time', async () => {
      const { code } = await register();
      const person = {
        name: 'A. Person',
        role: 'liaison',
        languages: ['en', 'ur'],
        email: 'a@example.org',
        validFrom: '2026-01-01',
      };
      const { status, body } = await desk.post(`/partners/${code}/focal-points`, person);
      expect([status, body.languages, body.rev]).toEqual([201, ['en', 'ur'], 1]);
      const ended = await desk.patch(
        `/partners/${code}/focal-points/${body.id}`,
        { validUntil: '2026-06-01' },
        1,
      );
      expect([ended.status, ended.body.validUntil]).toEqual([200, '2026-06-01']);
      const count = async (asOf: string) =>
        (await desk.get(`/partners/${code}/focal-points?asOf=${asOf}`)).body.data.length;
      expect([await count('2026-05-31'), await count('2026-06-01')]).toEqual([1, 0]);
    });

    it('do not end before they begin, nor with an old entity tag', async () => {
      const { code } = await register();
      const { body } = await desk.post(`/partners/${code}/focal-points`, {
        name: 'B',
        role: 'x',
        validFrom: '2026-01-01',
      });
      const path = `/partners/${code}/focal-points/${body.id}`;
      expect((await desk.patch(path, { validUntil: '2026-01-01' }, 1)).status).toBe(422);
      expect((await desk.patch(path, { validUntil: '2026-02-01' }, 2)).status).toBe(412);
      expect((await desk.patch(path, { validUntil: '2026-02-01' })).status).toBe(428);
      expect((await coordinator.patch(path, { validUntil: '2026-02-01' }, 1)).status).toBe(403);
      expect((await coordinator.get(`/partners/${code}/focal-points`)).status).toBe(404);
    });
  });

  describe('GET /partners/{code}/timeline', () => {
    it('puts acts, milestones and what the register recorded in the order of their dates', async () => {
      const { status, body } = await coordinator.get('/partners/PK/timeline');
      expect(status).toBe(200);
      const latest = body.data.map(({ date }: any) => date.latest ?? '9999-12-31');
      expect(latest).toEqual(latest.toSorted());
      const signature = body.data.find(
        ({ reference, title }: any) => reference === 'AGR-PK-2025' && title.startsWith('SIGNED by PK'),
      );
      expect(signature).toMatchObject({
        kind: 'INSTRUMENT_ACT',
        date: { text: '2025-09-10', precision: 'DAY' },
      });
      const milestones = body.data.filter(({ kind }: any) => kind === 'MILESTONE');
      expect(milestones.length).toBeGreaterThan(0);
      expect(milestones.every(({ sources }: any) => sources.length > 0)).toBe(true);
    });

    it('shows a change of status with its reason', async () => {
      const { code } = await register();
      await desk.patch(`/partners/${code}`, { status: 'ENDED', statusReason: 'Merged with another' }, 1);
      const { body } = await desk.get(`/partners/${code}/timeline`);
      expect(body.data.map(({ kind, title, note }: any) => [kind, title, note])).toEqual([
        ['STATUS', 'PROSPECT', null],
        ['STATUS', 'ENDED', 'Merged with another'],
      ]);
    });

    it('is closed to another country and without signing in', async () => {
      expect((await ethiopia.get('/partners/PK/timeline')).status).toBe(404);
      expect((await askerFor(api).get('/partners/PK/timeline')).status).toBe(401);
    });
  });
});
