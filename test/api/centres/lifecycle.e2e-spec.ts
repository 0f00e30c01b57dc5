import { loadReferenceData } from '../../support/reporting.js';
import type { TestApi } from '../../support/app.js';
import {
  askerFor,
  askerWith,
  auditOf,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from '../register/register-api.js';

describe('the life of a centre', () => {
  let api: TestApi;
  let desk: Asker;
  let director: Asker;
  let legal: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startRegisterApi();
    await loadReferenceData(api);
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    director = await askerWith(api, 'DIRECTOR', 'HQ');
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    for (const partner of ['PK', 'UG']) {
      await desk.post(`/partners/${partner}/services`, { code: 'ID', name: 'Identity card', language: 'en' });
      await desk.post(`/partners/${partner}/providers`, { code: 'OFFICE', name: 'The office' });
    }
  });

  afterAll(() => api?.close());

  /** A centre that is planned from 2026-01-01, and stands one step before its opening when asked so. */
  const centre = async ({ partner = 'PK', ready = false, live = false } = {}): Promise<string> => {
    const code = `CTR-${partner}-L${(made += 1)}`;
    const unit = { code, partner, type: 'CENTRE', name: code, timeZone: 'Asia/Karachi' };
    await desk.post('/units', unit);
    await desk.post(`/units/${code}/status-intervals`, { status: 'PLANNED', from: '2026-01-01' });
    if (ready) {
      await take(code, 'startWorks', '2026-02-01');
      await take(code, 'handOver', '2026-03-01');
    }
    if (live) await goLive(code);
    return code;
  };
  const revOf = async (code: string): Promise<number> => (await desk.get(`/centres/${code}`)).body.rev;
  const take = async (code: string, name: string, on: string, more: object = {}, by = desk) =>
    by.post(`/centres/${code}/transitions`, { name, on, ...more }, await revOf(code));
  const goLive = async (code: string) => {
    const offerings = [{ service: 'ID', provider: 'OFFICE', status: 'LIVE', from: '2026-01-01' }];
    return desk.patch(`/centres/${code}/service-offerings`, { offerings }, await revOf(code));
  };
  const waive = (partner: string) =>
    director.post('/legal-basis-waivers', {
      partner,
      component: 'ASAN',
      reason: 'The approval is signed and on its way',
      validFrom: '2026-01-01',
      validUntil: '2027-01-01',
    });
  const statuses = (body: any) => body.intervals.map((one: any) => [one.status, one.validFrom]);

  describe('POST /centres/{code}/transitions', () => {
    it('takes a centre from the plan to the eve of its opening, each step with an audit record', async () => {
      const code = await centre();
      await take(code, 'startWorks', '2026-02-01');
      const { status, body } = await take(code, 'handOver', '2026-03-01');
      expect(status).toBe(200);
      expect(statuses(body)).toEqual([
        ['PLANNED', '2026-01-01'],
        ['UNDER_CONSTRUCTION', '2026-02-01'],
        ['PRE_OPENING', '2026-03-01'],
      ]);
      expect(body).toMatchObject({ status: 'PRE_OPENING', rev: 3 });
      const actions = (await auditOf(api, code)).filter((action) => action.startsWith('centre.'));
      expect(actions).toEqual(['centre.startWorks', 'centre.handOver']);
    });

    it('refuses a step out of turn and names the possible ones', async () => {
      const code = await centre();
      const { status, body } = await take(code, 'open', '2026-02-01');
      expect([status, body.code, body.allowed]).toEqual([409, 'invalid-transition', ['startWorks']]);
      expect(await revOf(code)).toBe(1);
    });

    it('does not open a centre whose only instrument is signed but not in force (vector 5.11)', async () => {
      const code = await centre({ ready: true, live: true });
      const { status, body } = await take(code, 'open', '2026-04-01');
      expect([status, body.code]).toEqual([409, 'legal-basis-missing']);
      expect((await desk.get(`/centres/${code}?asOf=2026-04-01`)).body.status).toBe('PRE_OPENING');
    });

    it('opens it with a waiver of the director, which stays visible', async () => {
      const code = await centre({ partner: 'UG', ready: true, live: true });
      expect((await take(code, 'open', '2026-04-01')).body.code).toBe('legal-basis-missing');
      const waiver = await waive('UG');
      const { status, body } = await take(code, 'open', '2026-04-01');
      expect(status).toBe(200);
      expect(body.intervals.at(-1)).toMatchObject({
        status: 'OPERATING',
        basisInstrument: null,
        basisWaiver: waiver.body.id,
      });
    });

    it('opens it by an instrument in force that grants the model, and names it', async () => {
      const agreement = await signedAgreement(legal, { code: 'AGR-PK-CENTRE' }, '2026-03-01');
      const granted = await legal.post('/licence-grants', {
        partner: 'PK',
        instrument: agreement.id,
        component: 'ASAN',
        wording: 'The model may be used in centres',
      });
      expect([agreement.code, granted.status]).toEqual(['AGR-PK-CENTRE', 201]);
      const code = await centre({ ready: true, live: true });
      const { body } = await take(code, 'open', '2026-04-01');
      expect(body.intervals.at(-1)).toMatchObject({
        status: 'OPERATING',
        basisInstrument: 'AGR-PK-CENTRE',
        basisWaiver: null,
      });
    });

    it('does not open a centre without a live service', async () => {
      await waive('PK');
      const code = await centre({ ready: true });
      const { status, body } = await take(code, 'open', '2026-04-01');
      expect([status, body.code, body.errors[0].code]).toEqual([422, 'guard-failed', 'live-service-missing']);
    });

    it('suspends a centre with a reason and an expected end, and lets it open again', async () => {
      await waive('PK');
      const code = await centre({ ready: true, live: true });
      await take(code, 'open', '2026-04-01');
      const lacking = await take(code, 'suspend', '2026-05-01');
      expect(lacking.body.errors.map((each: any) => each.code)).toEqual([
        'reason-missing',
        'expected-end-missing',
      ]);
      const more = { reason: 'Flood', expectedUntil: '2026-06-01' };
      const { body } = await take(code, 'suspend', '2026-05-01', more);
      expect(body.intervals.at(-1)).toMatchObject({ note: 'Flood', expectedUntil: '2026-06-01' });
      expect((await take(code, 'reopen', '2026-05-20')).body.status).toBe('OPERATING');
    });

    it('closes a centre in favour of another one and keeps its history when it opens again', async () => {
      await waive('PK');
      const [code, successor] = [await centre({ ready: true, live: true }), await centre()];
      await take(code, 'open', '2026-04-01');
      const stranger = await take(code, 'close', '2026-05-01', { successor: 'CTR-ET-ADD' });
      expect(stranger.body.errors[0]).toMatchObject({ pointer: '/successor', code: 'reference-not-found' });
      const closed = await take(code, 'close', '2026-05-01', { successor });
      expect(closed.body.intervals.at(-1)).toMatchObject({ status: 'CLOSED', successor });
      const { body } = await take(code, 'reopen', '2026-07-01');
      expect(statuses(body).slice(-3)).toEqual([
        ['OPERATING', '2026-04-01'],
        ['CLOSED', '2026-05-01'],
        ['OPERATING', '2026-07-01'],
      ]);
    });

    it('refuses a revision that is not the newest', async () => {
      const code = await centre();
      const body = { name: 'startWorks', on: '2026-02-01' };
      expect((await desk.post(`/centres/${code}/transitions`, body, 7)).status).toBe(412);
      expect((await desk.post(`/centres/${code}/transitions`, body)).status).toBe(428);
    });

    it('is for desks, and for a desk of one country only there', async () => {
      const code = await centre();
      const ethiopia = await askerWith(api, 'HQ_DESK', 'ET');
      const asked = [director, ethiopia, askerFor(api)].map((by) =>
        take(code, 'startWorks', '2026-02-01', {}, by),
      );
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 404, 401]);
    });
  });

  it('does not let the register of statuses go round the conditions of an opening', async () => {
    const code = await centre({ ready: true, live: true });
    const order = { status: 'OPERATING', from: '2026-04-01' };
    const { status, body } = await desk.post(`/units/${code}/status-intervals`, order);
    expect([status, body.code]).toEqual([409, 'invalid-transition']);
  });

  describe('PATCH /centres/{code}', () => {
    it('says how a centre came about and what people call it in their script', async () => {
      const code = await centre();
      const change = {
        replicationClass: 'REPLICATED',
        countsTowards: ['HEADLINE'],
        brands: [{ language: 'ur', name: 'آسان خدمت مرکز' }],
      };
      const { status, body } = await desk.patch(`/centres/${code}`, change, 1);
      expect(status).toBe(200);
      expect(body).toMatchObject({ ...change, rev: 2 });
      expect((await auditOf(api, code)).at(-1)).toBe('centre.classify');
    });

    it('keeps what is not said', async () => {
      const code = await centre();
      await desk.patch(`/centres/${code}`, { replicationClass: 'INSPIRED' }, 1);
      const { body } = await desk.patch(`/centres/${code}`, { countsTowards: null }, 2);
      expect(body).toMatchObject({ replicationClass: 'INSPIRED', countsTowards: null, brands: [] });
    });

    it.each([
      ['a class that does not exist', { replicationClass: 'COPIED' }],
      [
        'two names in one language',
        {
          brands: [
            { language: 'ur', name: 'A' },
            { language: 'ur', name: 'B' },
          ],
        },
      ],
    ])('refuses %s', async (_what, change) => {
      expect((await desk.patch(`/centres/${await centre()}`, change, 1)).status).toBe(422);
    });

    it('is closed to a coordinator and to another country', async () => {
      const [coordinator, ethiopia] = [
        await askerWith(api, 'COORDINATOR', 'PK'),
        await askerWith(api, 'HQ_DESK', 'ET'),
      ];
      const code = await centre();
      const change = { replicationClass: 'SUPPORTED' };
      expect((await coordinator.patch(`/centres/${code}`, change, 1)).status).toBe(403);
      expect((await ethiopia.patch(`/centres/${code}`, change, 1)).status).toBe(404);
    });
  });

  describe('GET /centres/totals', () => {
    it('states the classes that a total includes', async () => {
      const all = await desk.get('/centres/totals?partner=ET');
      expect(all.body.meta).toEqual({
        asOf: '2026-11-22',
        towards: 'NETWORK',
        classes: ['SUPPORTED', 'REPLICATED', 'INSPIRED', 'UNDOCUMENTED'],
      });
      const { byClass, total } = all.body.data[0];
      expect(total).toBe(Object.values<number>(byClass).reduce((sum, each) => sum + each, 0));
      const one = await desk.get('/centres/totals?partner=ET&class=UNDOCUMENTED');
      expect(one.body.meta.classes).toEqual(['UNDOCUMENTED']);
      expect(one.body.data[0].total).toBe(byClass.UNDOCUMENTED);
    });

    it('shows nothing of another country', async () => {
      const coordinator = await askerWith(api, 'COORDINATOR', 'ET');
      expect((await coordinator.get('/centres/totals?partner=PK')).status).toBe(404);
      const { body } = await coordinator.get('/centres/totals');
      expect(body.data.map(({ partner }: any) => partner)).toEqual(['ET']);
    });
  });
});
