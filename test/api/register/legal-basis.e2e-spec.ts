import { LegalBasis } from '#partnerships';
import { programContext, Transactions } from '#platform';
import type { TestApi } from '../../support/app.js';
import {
  askerFor,
  askerWith,
  auditOf,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from './register-api.js';

describe('the legal basis', () => {
  let api: TestApi;
  let legal: Asker;
  let director: Asker;
  let coordinator: Asker;
  let ethiopia: Asker;

  beforeAll(async () => {
    api = await startRegisterApi();
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    director = await askerWith(api, 'DIRECTOR', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
  });

  afterAll(() => api?.close());

  /** What a centre asks within its own transaction before it opens. */
  const requireBasis = (component: 'ASAN' | 'MOBILE' | 'DOST' | 'BRAND', on = '2026-11-22') =>
    api.app
      .get(Transactions, { strict: false })
      .run(programContext('OPERATOR', 'test', ['PK', 'HQ'], 'request'), (tx) =>
        api.app.get(LegalBasis, { strict: false }).require(tx, { partner: 'PK', component, on }),
      );
  const grant = (instrument: string, more: object = {}) => ({
    partner: 'PK',
    instrument,
    component: 'BRAND',
    wording: 'The name and its sign may be used',
    ...more,
  });
  const waiver = (more: object = {}) => ({
    partner: 'PK',
    component: 'DOST',
    reason: 'The approval is signed and on its way',
    validFrom: '2026-11-01',
    validUntil: '2027-01-01',
    ...more,
  });

  it('is missing for a partner whose only instrument is signed but not in force (409)', async () => {
    await expect(requireBasis('ASAN')).rejects.toMatchObject({
      kind: 'CONFLICT',
      code: 'legal-basis-missing',
      extensions: { instruments: [{ code: 'AGR-PK-2025', status: 'SIGNED' }] },
    });
    const { body } = await coordinator.get('/legal-basis?partner=PK&component=ASAN');
    expect(body).toMatchObject({
      covered: false,
      instruments: [{ code: 'AGR-PK-2025', covers: false }],
      waiver: null,
    });
  });

  it('is replaced by the director’s waiver, visibly and for its time only', async () => {
    await expect(requireBasis('DOST')).rejects.toMatchObject({ code: 'legal-basis-missing' });
    const { status, body } = await director.post('/legal-basis-waivers', waiver());
    expect([status, body.reason]).toEqual([201, waiver().reason]);
    expect(await requireBasis('DOST')).toMatchObject({ covered: true, waiver: { id: body.id } });
    await expect(requireBasis('DOST', '2027-01-01')).rejects.toMatchObject({ code: 'legal-basis-missing' });
    expect((await coordinator.get('/legal-basis-waivers?partner=PK&component=DOST')).body.data).toMatchObject(
      [{ id: body.id }],
    );
    expect((await coordinator.get('/legal-basis?partner=PK&component=DOST')).body).toMatchObject({
      covered: true,
      waiver: { id: body.id, reason: waiver().reason },
    });
    expect(await auditOf(api, body.id)).toEqual(['legal-basis.waive']);
  });

  it('is an instrument in force that grants the component', async () => {
    const { id, code } = await signedAgreement(legal);
    const { status, body } = await legal.post('/licence-grants', grant(id, { component: 'MOBILE' }));
    expect([status, body.instrumentCode, body.validUntil]).toEqual([201, code, null]);
    expect(await requireBasis('MOBILE')).toMatchObject({
      covered: true,
      instruments: [{ code, status: 'IN_FORCE', covers: true }],
    });
    await expect(requireBasis('MOBILE', '2026-02-28')).rejects.toMatchObject({ code: 'legal-basis-missing' });
    expect(await auditOf(api, body.id)).toEqual(['licence.grant']);
  });

  describe('licence grants', () => {
    it('are listed by partner, component and day', async () => {
      const { id } = await signedAgreement(legal);
      await legal.post(
        '/licence-grants',
        grant(id, { component: 'STANDARDS', validFrom: '2026-04-01', validUntil: '2026-08-01' }),
      );
      const count = async (asOf: string) =>
        (await legal.get(`/licence-grants?partner=PK&component=STANDARDS&asOf=${asOf}`)).body.data.length;
      expect([await count('2026-03-31'), await count('2026-04-01'), await count('2026-08-01')]).toEqual([
        0, 1, 0,
      ]);
    });

    it('carry the words of the facts on which they rest', async () => {
      const { body } = await coordinator.get('/licence-grants?component=ASAN');
      expect(body.data).toMatchObject([
        {
          partner: 'PK',
          instrumentCode: 'AGR-PK-2025',
          wording: 'implementation of the ASAN experience in Pakistan',
        },
      ]);
    });

    it('end on a day, with the entity tag', async () => {
      const { id } = await signedAgreement(legal);
      const { body } = await legal.post('/licence-grants', grant(id, { validFrom: '2026-04-01' }));
      expect((await legal.patch(`/licence-grants/${body.id}`, { validUntil: '2026-04-01' }, 1)).status).toBe(
        422,
      );
      const { status, body: ended } = await legal.patch(
        `/licence-grants/${body.id}`,
        { validUntil: '2026-09-01' },
        1,
      );
      expect([status, ended.validUntil, ended.wording, ended.rev]).toEqual([
        200,
        '2026-09-01',
        body.wording,
        2,
      ]);
      expect((await legal.patch(`/licence-grants/${body.id}`, { conditions: 'x' }, 1)).status).toBe(412);
      expect((await legal.patch(`/licence-grants/${body.id}`, { conditions: 'x' })).status).toBe(428);
      expect(await auditOf(api, body.id)).toEqual(['licence.grant', 'licence.limit']);
    });

    it('are refused twice, to somebody who is no party, and with an empty validity', async () => {
      const { id } = await signedAgreement(legal);
      await legal.post('/licence-grants', grant(id));
      const again = await legal.post('/licence-grants', grant(id));
      expect([again.status, again.body.code]).toEqual([409, 'duplicate']);
      expect((await legal.post('/licence-grants', grant(id, { partner: 'ET' }))).status).toBe(422);
      const empty = { component: 'DOST', validFrom: '2026-04-01', validUntil: '2026-04-01' };
      expect((await legal.post('/licence-grants', grant(id, empty))).status).toBe(422);
      expect(
        (await legal.post('/licence-grants', grant('019aa000-0000-7000-8000-000000000000'))).status,
      ).toBe(404);
    });

    it('are recorded by headquarters only', async () => {
      const { id } = await signedAgreement(legal);
      expect((await coordinator.post('/licence-grants', grant(id))).status).toBe(403);
      expect((await askerFor(api).post('/licence-grants', grant(id))).status).toBe(401);
    });
  });

  it('is waived by the director alone', async () => {
    const asked = await Promise.all(
      [legal, coordinator, askerFor(api)].map((each) => each.post('/legal-basis-waivers', waiver())),
    );
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 401]);
  });

  it.each([
    ['without a reason', { reason: undefined }],
    ['with an empty reason', { reason: 'ok' }],
    ['that ends when it begins', { validUntil: '2026-11-01' }],
    ['without an end', { validUntil: undefined }],
  ])('is not waived %s', async (_what, fault) => {
    expect((await director.post('/legal-basis-waivers', waiver(fault))).status).toBe(422);
  });

  it('shows another country nothing', async () => {
    expect((await ethiopia.get('/legal-basis?partner=PK&component=ASAN')).status).toBe(404);
    expect((await ethiopia.get('/licence-grants?partner=PK')).body.data).toEqual([]);
    expect((await ethiopia.get('/legal-basis-waivers?partner=PK')).body.data).toEqual([]);
  });
});
