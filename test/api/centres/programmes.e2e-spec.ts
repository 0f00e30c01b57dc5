import { startApi, type TestApi } from '../../support/app.js';
import { addScopes } from '../../support/people.js';
import { askerFor, askerWith, auditOf, type Asker } from '../register/register-api.js';

const SOURCE = 'Report of a visit, page 3';

describe('programmes of a centre', () => {
  let api: TestApi;
  let coordinator: Asker;
  let desk: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await addScopes(api.database, 'PK', 'ET');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
  });

  afterAll(() => api?.close());

  const centre = async (): Promise<string> => {
    const code = `CTR-PK-P${(made += 1)}`;
    await desk.post('/units', { code, partner: 'PK', type: 'CENTRE', name: code, timeZone: 'Asia/Karachi' });
    return code;
  };
  const step = (more: object = {}) => ({ programme: 'MOBILE', stage: 'PLANNED', source: SOURCE, ...more });
  const intake = (more: object = {}) => ({
    startsOn: '2026-09-01',
    volunteers: 40,
    hours: '1250.5',
    source: SOURCE,
    ...more,
  });

  it('keeps every stage that a programme reached, an unknown day first', async () => {
    const code = await centre();
    await coordinator.post(`/centres/${code}/programmes`, step({ stage: 'APPLIED', since: '2026-10-01' }));
    const { status, body } = await coordinator.post(`/centres/${code}/programmes`, step());
    expect(status).toBe(201);
    expect(body.data.map(({ stage, since, source }: any) => [stage, since, source])).toEqual([
      ['PLANNED', null, SOURCE],
      ['APPLIED', '2026-10-01', SOURCE],
    ]);
    expect((await auditOf(api, code)).slice(-2)).toEqual(['centre.programme', 'centre.programme']);
  });

  it('keeps intakes of volunteers and their hours', async () => {
    const code = await centre();
    const { status, body } = await coordinator.post(`/centres/${code}/volunteer-intakes`, intake());
    expect([status, body.intakes]).toEqual([201, [{ ...intake(), hours: '1250.50' }]]);
    expect((await auditOf(api, code)).at(-1)).toBe('centre.volunteer-intake');
  });

  it.each([
    ['programmes', step()],
    ['volunteer-intakes', intake()],
  ])('refuses to record the same twice in %s', async (kind, body) => {
    const code = await centre();
    await coordinator.post(`/centres/${code}/${kind}`, body);
    const again = await coordinator.post(`/centres/${code}/${kind}`, body);
    expect([again.status, again.body.code]).toEqual([409, 'duplicate']);
  });

  it.each([
    ['programmes', step({ programme: 'ROBOTS' })],
    ['programmes', { ...step(), source: undefined }],
    ['volunteer-intakes', intake({ volunteers: 0 })],
    ['volunteer-intakes', intake({ hours: '1,5' })],
  ])('refuses a record in %s that says %j', async (kind, body) => {
    expect((await coordinator.post(`/centres/${await centre()}/${kind}`, body)).status).toBe(422);
  });

  it('is closed to another country, to readers and to nobody signed in', async () => {
    const code = await centre();
    const ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
    const auditor = await askerWith(api, 'AUDITOR', 'HQ');
    const asked = [ethiopia, auditor, askerFor(api)].flatMap((by) => [
      by.post(`/centres/${code}/programmes`, step()),
      by.post(`/centres/${code}/volunteer-intakes`, intake()),
    ]);
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 403, 403, 401, 401]);
    expect((await ethiopia.get(`/centres/${code}/programmes`)).status).toBe(404);
  });
});
