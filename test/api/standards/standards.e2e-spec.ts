import { startApi, type TestApi } from '../../support/app.js';
import { loadStandards } from '../../support/assessments.js';
import { addReportingUnit } from '../../support/reporting.js';
import { askerWith, auditOf, type Asker } from '../register/register-api.js';

const titles = { en: 'Hygiene', az: 'Gigiyena' };
const item = (code: string, more: object = {}) => ({ code, titles, ...more });
const document = (more: object = {}) => ({
  parameters: [
    {
      code: 'P1',
      titles,
      criteria: [
        {
          code: 'P1.1',
          titles,
          items: [item('A', { critical: true }), item('B', { scale: 'POINTS', max: 4 })],
        },
      ],
    },
  ],
  grades: [
    { grade: 'GOOD', from: '50' },
    { grade: 'POOR', from: '0' },
  ],
  criticalCap: 'POOR',
  certificate: { grade: 'GOOD', months: 12 },
  ...more,
});
const standard = (more: object = {}) => ({
  titles,
  illustrative: true,
  source: 'made up for a test',
  document: document(),
  ...more,
});

describe('standards', () => {
  let api: TestApi;
  let admin: Asker;
  let other: Asker;
  let assessor: Asker;
  let director: Asker;
  let coordinator: Asker;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-22T08:00:00Z' });
    await loadStandards(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB' });
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-ADD' });
    await addReportingUnit(api, { partner: 'PK', unit: 'REG-PK-N', type: 'REGION' });
    admin = await askerWith(api, 'HQ_ADMIN', 'HQ');
    other = await askerWith(api, 'HQ_ADMIN', 'HQ');
    assessor = await askerWith(api, 'ASSESSOR', 'HQ');
    director = await askerWith(api, 'DIRECTOR', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
  });
  afterAll(() => api?.close());

  const put = (path: string, body: unknown, rev: number, who = admin) => who.put(path, body, rev);
  const tree = (version: number) => admin.get(`/standards/HYGIENE/versions/${version}/tree`);
  const publish = (who: Asker, version: number, rev: number) =>
    who.post(`/standards/HYGIENE/versions/${version}/transitions`, { name: 'publish' }, rev);

  it('ship with the index, marked as illustrative, and are loaded once', async () => {
    await loadStandards(api);
    const { body } = await coordinator.get('/standards');
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({ code: 'ASAN-INDEX', state: 'PUBLISHED', illustrative: true });
  });

  it('begin as drafts that a second person publishes', async () => {
    const drafted = await admin.post('/standards/HYGIENE/versions', standard());
    expect(drafted.status).toBe(201);
    expect(drafted.body).toMatchObject({ version: 1, state: 'DRAFT' });
    expect((await admin.post('/standards/HYGIENE/versions', standard())).body.code).toBe('duplicate');
    expect((await publish(admin, 1, 1)).body.code).toBe('four-eyes');
    expect((await publish(other, 1, 9)).status).toBe(412);
    expect((await publish(other, 1, 1)).body).toMatchObject({ state: 'PUBLISHED' });
    expect(await auditOf(api, 'HYGIENE@1')).toEqual(['standard.draft', 'standard.publish']);
  });

  it('never change once published, not even by a statement of our own', async () => {
    expect((await put('/standards/HYGIENE/versions/1', standard(), 2)).body.code).toBe('invalid-transition');
    const byHand = api.database.admin.query(
      `update app.standard_version set tree = '{}' where code = 'HYGIENE' and version = 1`,
    );
    await expect(byHand).rejects.toThrow('a published standard never changes');
  });

  it('go out of use when the next version comes into force; its writers are remembered', async () => {
    await admin.post('/standards/HYGIENE/versions', standard());
    const revised = await put(
      '/standards/HYGIENE/versions/2',
      standard({ source: 'a better text' }),
      1,
      other,
    );
    expect(revised.body.source).toBe('a better text');
    expect((await publish(other, 2, 2)).body.code).toBe('four-eyes');
    const third = await askerWith(api, 'HQ_ADMIN', 'HQ');
    expect((await publish(third, 2, 2)).body.state).toBe('PUBLISHED');
    expect((await tree(1)).body.state).toBe('RETIRED');
  });

  it('are refused with every fault and its place', async () => {
    const faulty = document({
      parameters: [
        {
          code: 'P1',
          titles,
          weight: '50',
          criteria: [{ code: 'P1', titles, items: [item('A', { scale: 'STARS' })] }],
        },
      ],
    });
    const { status, body } = await admin.post('/standards/OTHER/versions', standard({ document: faulty }));
    expect(status).toBe(422);
    expect(body.errors.map((fault: any) => `${fault.code} ${fault.pointer}`)).toEqual([
      'weights-not-100 /document/parameters',
      'validation-failed /document/parameters/0/criteria/0/items/0/scale',
      'duplicate-code /document/parameters/0/criteria/0/code',
    ]);
  });

  it('are written by administrators alone', async () => {
    expect((await director.post('/standards/OTHER/versions', standard())).status).toBe(403);
    expect((await coordinator.get('/standards/HYGIENE/versions')).status).toBe(200);
    expect((await coordinator.get('/standards/NONE/versions')).body.code).toBe('not-found');
    expect((await coordinator.get('/standards/HYGIENE/versions/9/tree')).body.code).toBe('not-found');
  });

  describe('assessments by them', () => {
    const begin = async (unit = 'CTR-PK-ISB', kind = 'SITE') => {
      const who = kind === 'SELF' ? coordinator : assessor;
      const { body } = await who.post('/assessments', { unit, kind, standard: 'HYGIENE' });
      await who.post(`/assessments/${body.id}/transitions`, { name: 'start' }, 1);
      return body.id as string;
    };

    it('take the version in force, and centres only', async () => {
      const planned = await assessor.post('/assessments', {
        unit: 'CTR-PK-ISB',
        kind: 'SITE',
        standard: 'HYGIENE',
      });
      expect(planned.body).toMatchObject({ version: 2, state: 'PLANNED', steps: ['start'] });
      const region = await assessor.post('/assessments', {
        unit: 'REG-PK-N',
        kind: 'SITE',
        standard: 'HYGIENE',
      });
      expect(region.body.errors[0].pointer).toBe('/unit');
      const nowhere = await assessor.post('/assessments', {
        unit: 'CTR-XX-1',
        kind: 'SITE',
        standard: 'HYGIENE',
      });
      expect(nowhere.body.code).toBe('not-found');
    });

    it('are made by their own side', async () => {
      const own = { unit: 'CTR-PK-ISB', kind: 'SELF', standard: 'HYGIENE' };
      expect((await coordinator.post('/assessments', own)).status).toBe(201);
      expect((await coordinator.post('/assessments', { ...own, kind: 'SITE' })).status).toBe(403);
      expect((await assessor.post('/assessments', own)).status).toBe(403);
      expect((await coordinator.post('/assessments', { ...own, unit: 'CTR-ET-ADD' })).body.code).toBe(
        'not-found',
      );
    });

    it('refuse answers that do not fit, all at once, and keep none of the patch', async () => {
      const id = await begin();
      const items = [
        { item: 'A', value: 1 },
        { item: 'NONE', value: 1 },
        { item: 'B', value: 5 },
        { item: 'A', value: 0 },
      ];
      const { status, body } = await assessor.patch(`/assessments/${id}/items`, { items }, 2);
      expect(status).toBe(422);
      expect(body.errors.map((fault: any) => `${fault.code} ${fault.pointer}`)).toEqual([
        'unknown-item /items/1/item',
        'out-of-scale /items/2/value',
        'duplicate-item /items/3/item',
      ]);
      expect((await assessor.get(`/assessments/${id}`)).body.items).toEqual([]);
    });

    it('cannot be completed with open items', async () => {
      const id = await begin();
      const items = [{ item: 'A', value: 1 }];
      expect((await assessor.patch(`/assessments/${id}/items`, { items }, 1)).status).toBe(412);
      expect((await assessor.patch(`/assessments/${id}/items`, { items })).status).toBe(428);
      await assessor.patch(`/assessments/${id}/items`, { items }, 2);
      const refused = await assessor.post(`/assessments/${id}/transitions`, { name: 'complete' }, 3);
      expect(refused.body).toMatchObject({ code: 'guard-failed', errors: [{ pointer: '/items/B' }] });
      const reason = { item: 'B', notApplicable: 'There is no such room.' };
      await assessor.patch(`/assessments/${id}/items`, { items: [reason] }, 3);
      const completed = await assessor.post(`/assessments/${id}/transitions`, { name: 'complete' }, 4);
      expect(completed.body).toMatchObject({ state: 'DRAFT_REPORT', score: '100.00', grade: 'GOOD' });
    });

    it('are capped by a critical failure and then carry no certificate', async () => {
      const id = await begin('CTR-PK-ISB', 'SELF');
      const items = [
        { item: 'A', value: 0 },
        { item: 'B', value: 4 },
      ];
      await coordinator.patch(`/assessments/${id}/items`, { items }, 2);
      const { body } = await coordinator.post(`/assessments/${id}/transitions`, { name: 'complete' }, 3);
      expect(body).toMatchObject({ score: '50.00', grade: 'POOR', failedCritical: ['A'] });
    });

    it('carry no certificate from whoever led them', async () => {
      const { body } = await director.post('/assessments', {
        unit: 'CTR-PK-ISB',
        kind: 'SITE',
        standard: 'HYGIENE',
      });
      const take = (who: Asker, name: string, rev: number, more: object = {}) =>
        who.post(`/assessments/${body.id}/transitions`, { name, ...more }, rev);
      await take(director, 'start', 1);
      const items = [
        { item: 'A', value: 1 },
        { item: 'B', value: 4 },
      ];
      await director.patch(`/assessments/${body.id}/items`, { items }, 2);
      await take(director, 'complete', 3);
      await take(director, 'share', 4);
      await take(coordinator, 'respond', 5, { statement: 'We agree.' });
      expect((await take(assessor, 'finalise', 6)).body.state).toBe('FINAL');
      const order = { assessmentId: body.id, scope: 'all services' };
      expect((await director.post('/certificates', order)).body.code).toBe('four-eyes');
      const second = await askerWith(api, 'DIRECTOR', 'HQ');
      expect((await second.post('/certificates', order)).status).toBe(201);
    });

    it('stay out of sight of other countries', async () => {
      const id = await begin('CTR-ET-ADD');
      expect((await coordinator.get(`/assessments/${id}`)).body.code).toBe('not-found');
      expect((await coordinator.get(`/assessments/${id}/gap`)).status).toBe(404);
      expect((await coordinator.get('/assessments?partner=ET')).status).toBe(404);
      const { body } = await coordinator.get('/assessments?limit=200');
      expect(new Set(body.data.map((one: any) => one.partner))).toEqual(new Set(['PK']));
    });
  });
});
