import { startApi, type TestApi } from '../../support/app.js';
import { addScopes } from '../../support/people.js';
import { askerFor, askerWith, auditOf, type Asker } from '../register/register-api.js';

describe('services, institutions and what centres offer', () => {
  let api: TestApi;
  let desk: Asker;
  let coordinator: Asker;
  let ethiopia: Asker;
  let made = 0;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await addScopes(api.database, 'PK', 'ET');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
    for (const code of ['NADRA', 'POLICE']) {
      await coordinator.post('/partners/PK/providers', { code, name: `Institution ${code}`, kind: 'STATE' });
    }
  });

  afterAll(() => api?.close());

  const service = async (more: object = {}, by = coordinator) => {
    const code = `S-${(made += 1)}`;
    const answer = await by.post('/partners/PK/services', {
      code,
      name: `Service ${code}`,
      language: 'en',
      ...more,
    });
    return { code, ...answer };
  };
  const map = (canonical: string, quality = 'EXACT') => ({ mapping: { canonical, quality } });
  const centre = async (partner = 'PK'): Promise<string> => {
    const code = `CTR-${partner}-S${(made += 1)}`;
    await desk.post('/units', { code, partner, type: 'CENTRE', name: code, timeZone: 'Asia/Karachi' });
    return code;
  };
  const offering = (of: string, status: string, from: string, provider = 'NADRA') => ({
    service: of,
    provider,
    status,
    from,
  });
  const offer = async (code: string, offerings: object[], by = coordinator) => {
    const { body } = await desk.get(`/centres/${code}`);
    return by.patch(`/centres/${code}/service-offerings`, { offerings }, body.rev);
  };

  describe('the catalogue and local services', () => {
    it('shows the catalogue with what is retired', async () => {
      const { body } = await coordinator.get('/services');
      const retired = body.data.find(({ code }: any) => code === 'BUSINESS_PERMIT_PAPER');
      expect(retired).toMatchObject({
        retiredOn: '2026-01-01',
        replacedBy: 'TRADE_PERMIT',
        illustrative: true,
      });
    });

    it('maps a local service to the catalogue, with an audit record', async () => {
      const { code, status, body } = await service(map('PASSPORT_ISSUE', 'NARROWER'));
      expect([status, body.mapping]).toEqual([201, { canonical: 'PASSPORT_ISSUE', quality: 'NARROWER' }]);
      expect(await auditOf(api, code)).toEqual(['service.register']);
    });

    it('refuses a mapping to a retired service and names what replaced it', async () => {
      const { status, body } = await service(map('BUSINESS_PERMIT_PAPER'));
      expect([status, body.code, body.replacedBy]).toEqual([409, 'service-retired', 'TRADE_PERMIT']);
    });

    it('refuses a mapping to a service that the catalogue does not have', async () => {
      const { status, body } = await service(map('TIME_TRAVEL'));
      expect([status, body.errors[0].pointer]).toEqual([422, '/mapping/canonical']);
    });

    it('maps two local services to one canonical service', async () => {
      const answers = [await service(map('ID_CARD_ISSUE')), await service(map('ID_CARD_ISSUE'))];
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    });

    it('changes a mapping later, and a name without the mapping', async () => {
      const { code } = await service();
      const path = `/partners/PK/services/${code}`;
      const mapped = await coordinator.patch(path, map('DRIVING_LICENCE'), 1);
      expect(mapped.body).toMatchObject({ rev: 2, mapping: { canonical: 'DRIVING_LICENCE' } });
      const renamed = await coordinator.patch(path, { name: 'Another name' }, 2);
      expect(renamed.body).toMatchObject({ name: 'Another name', mapping: { canonical: 'DRIVING_LICENCE' } });
      expect((await coordinator.patch(path, map('BUSINESS_PERMIT_PAPER'), 3)).body.code).toBe(
        'service-retired',
      );
      expect((await coordinator.patch(path, { name: 'Stale' }, 1)).status).toBe(412);
    });

    it('refuses a code that is taken', async () => {
      const { code } = await service();
      const again = await coordinator.post('/partners/PK/services', { code, name: 'Twice', language: 'en' });
      expect([again.status, again.body.code]).toEqual([409, 'duplicate']);
    });

    it('is closed to readers, to other countries and to nobody signed in', async () => {
      const auditor = await askerWith(api, 'AUDITOR', 'HQ');
      const answers = [
        await service({}, auditor),
        await service({}, ethiopia),
        await service({}, askerFor(api)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 404, 401]);
      expect((await ethiopia.get('/partners/PK/services')).status).toBe(404);
      expect((await ethiopia.get('/partners/PK/providers')).status).toBe(404);
    });
  });

  describe('PATCH /centres/{code}/service-offerings', () => {
    it('saves several offerings at once and answers planned against live', async () => {
      const [a, b, c] = [(await service()).code, (await service()).code, (await service()).code];
      const code = await centre();
      const { status, body } = await offer(code, [
        offering(a, 'LIVE', '2026-01-14'),
        offering(a, 'LIVE', '2026-01-14', 'POLICE'),
        offering(b, 'LIVE', '2026-01-14'),
        offering(c, 'PLANNED', '2026-01-14', 'POLICE'),
      ]);
      expect(status).toBe(200);
      expect(body.counts).toMatchObject({
        planned: 1,
        live: 2,
        announced: 3,
        providersLive: 2,
        providers: 2,
      });
      expect((await auditOf(api, code)).at(-1)).toBe('centre.offer');
    });

    it('saves none of them when one is wrong', async () => {
      const { code: known } = await service();
      const code = await centre();
      const wrong = [offering(known, 'LIVE', '2026-01-14'), offering('NONE', 'LIVE', '2026-01-14', 'NOBODY')];
      const { status, body } = await offer(code, wrong);
      expect([status, body.errors.map(({ pointer }: any) => pointer)]).toEqual([
        422,
        ['/offerings/1/service', '/offerings/1/provider'],
      ]);
      expect((await desk.get(`/centres/${code}/service-offerings`)).body).toMatchObject({ data: [], rev: 1 });
    });

    it('counts as of a day what was planned before and is live now', async () => {
      const { code: of } = await service();
      const code = await centre();
      await offer(code, [offering(of, 'PLANNED', '2026-01-01')]);
      await offer(code, [offering(of, 'LIVE', '2026-03-01')]);
      await offer(code, [offering(of, 'PAUSED', '2026-05-01')]);
      const countsOn = async (day: string) => {
        const { body } = await coordinator.get(`/service-offerings/counts?partner=PK&asOf=${day}`);
        const row = body.data.find(({ unit }: any) => unit === code);
        return row && [row.planned, row.live, row.paused, row.announced];
      };
      expect(await countsOn('2025-12-31')).toBeUndefined();
      expect(await countsOn('2026-02-28')).toEqual([1, 0, 0, 1]);
      expect(await countsOn('2026-03-01')).toEqual([0, 1, 0, 1]);
      expect(await countsOn('2026-05-01')).toEqual([0, 0, 1, 1]);
    });

    it.each([
      ['a status that begins before what is recorded', 'LIVE', '2025-12-01', 'interval-overlap'],
      ['a status that cannot follow', 'PAUSED', '2026-03-01', 'invalid-transition'],
    ])('refuses %s', async (_what, status, from, problem) => {
      const { code: of } = await service();
      const code = await centre();
      await offer(code, [offering(of, 'PLANNED', '2026-01-01')]);
      const answer = await offer(code, [offering(of, status, from)]);
      expect([answer.status, answer.body.code]).toEqual([409, problem]);
    });

    it('lets one of two win who change a centre at once', async () => {
      const { code: of } = await service();
      const code = await centre();
      const body = { offerings: [offering(of, 'LIVE', '2026-01-01')] };
      const patch = () => coordinator.patch(`/centres/${code}/service-offerings`, body, 1);
      const answers = await Promise.all([patch(), patch()]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    });

    it('is closed to another country', async () => {
      const { code: of } = await service();
      const answer = await offer(await centre(), [offering(of, 'LIVE', '2026-01-01')], ethiopia);
      expect(answer.status).toBe(404);
    });
  });

  describe('GET /data-quality/unmapped-services', () => {
    it('lists what is live and mapped to nothing, with the centres', async () => {
      const [unmapped, mapped, planned] = [
        await service(),
        await service(map('PASSPORT_ISSUE')),
        await service(),
      ];
      const code = await centre();
      await offer(code, [
        offering(unmapped.code, 'LIVE', '2026-01-01'),
        offering(mapped.code, 'LIVE', '2026-01-01'),
        offering(planned.code, 'PLANNED', '2026-01-01'),
      ]);
      const { body } = await coordinator.get('/data-quality/unmapped-services?partner=PK');
      const found = body.data.filter(({ centres }: any) => centres.includes(code));
      expect(found.map((each: any) => [each.code, each.centres])).toEqual([[unmapped.code, [code]]]);
    });

    it('shows nothing of another country', async () => {
      expect((await ethiopia.get('/data-quality/unmapped-services')).body.data).toEqual([]);
      expect((await ethiopia.get('/data-quality/unmapped-services?partner=PK')).status).toBe(404);
    });
  });
});
