import { call, type Answer, type Call } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import type { TestApi } from '../../support/app.js';
import { startRegisterApi } from './register-api.js';

const codes = ({ body }: Answer): string[] => body.data.map(({ code }: { code: string }) => code);

const signature = (party: string): object => ({ act: 'SIGNED', party, date: '2026-03-01' });

describe('/instruments', () => {
  let api: TestApi;
  let legal: string;
  let coordinator: string;
  let reviewer: string;
  let registered = 0;

  beforeAll(async () => {
    api = await startRegisterApi();
    legal = await signedIn(api, { role: 'HQ_LEGAL', scope: 'HQ' });
    reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });

  afterAll(() => api?.close());

  const ask = (path: string, options: Call = {}): Promise<Answer> => call(api.url, `/api/v1${path}`, options);
  const get = (path: string, token?: string): Promise<Answer> => ask(path, { token });
  const post = (path: string, token: string | undefined, body: unknown, rev?: number): Promise<Answer> =>
    ask(path, { method: 'POST', token, body, headers: rev === undefined ? {} : { 'if-match': `"r${rev}"` } });
  const draft = (more: object = {}): object => ({
    code: `AGR-PK-T${(registered += 1)}`,
    parties: ['PK'],
    kind: 'INTERGOVERNMENTAL_AGREEMENT',
    title: 'Agreement on mobile service',
    counterpart: 'Government of Pakistan',
    entryIntoForceRule: 'ON_SIGNATURE',
    ...more,
  });
  const registerDraft = async (more: object = {}): Promise<string> =>
    (await post('/instruments', legal, draft(more))).body.id as string;
  const idOf = async (code: string): Promise<string> => {
    const { body } = await get('/instruments?limit=200', legal);
    return body.data.find((each: { code: string }) => each.code === code).id as string;
  };

  const signedDraft = async (): Promise<{ id: string; act: string }> => {
    const id = await registerDraft();
    const { body } = await post(`/instruments/${id}/acts`, legal, { act: 'SIGNED', party: 'HQ' }, 1);
    return { id, act: body.acts[0].id as string };
  };

  describe('GET', () => {
    it('lists the documented instruments of a partner with a computed status', async () => {
      const { status, body } = await get('/instruments?partner=AE&asOf=2026-01-15', legal);
      expect(status).toBe(200);
      expect(body.data).toMatchObject([
        { code: 'AGR-AE-2022', status: 'SIGNED', entryIntoForce: 'UNKNOWN', documentedType: 'memorandum' },
        { code: 'AGR-AE-2026', status: 'DRAFT', possibleStatus: 'DRAFT' },
        { code: 'AGR-ASSOC-2019', partner: 'HQ', status: 'SIGNED' },
      ]);
    });

    it('filters by the status of the day', async () => {
      const answer = await get('/instruments?status=DRAFT&asOf=2018-06-01&limit=200', legal);
      expect(codes(answer)).toContain('AGR-PK-2025');
      expect(codes(answer)).not.toContain('AGR-KR-2016');
    });

    it('pages by cursor in the order of codes', async () => {
      const first = await get('/instruments?limit=15&asOf=2026-01-15', legal);
      const second = await get(
        `/instruments?limit=15&asOf=2026-01-15&cursor=${first.body.page.nextCursor}`,
        legal,
      );
      const all = [...codes(first), ...codes(second)];
      expect(all).toEqual([...new Set(all)].toSorted());
      expect(all.length).toBeGreaterThanOrEqual(22);
    });

    it('gives one instrument with its acts, an entity tag and the acts that are open', async () => {
      const { status, body, headers } = await get(`/instruments/${await idOf('AGR-SN-2025')}`, legal);
      expect([status, headers.get('etag')]).toEqual([200, '"r1"']);
      expect(body.acts.map((act: { act: string; party: string }) => [act.act, act.party])).toEqual([
        ['SIGNED', 'HQ'],
        ['SIGNED', 'SN'],
        ['APPROVED', 'HQ'],
      ]);
      expect(body.openActs).toContain('TERMINATED');
    });

    it('shows a coordinator the instruments of the own country only', async () => {
      const answer = await get('/instruments?limit=200', coordinator);
      expect(new Set(answer.body.data.map((each: { partner: string }) => each.partner))).toEqual(
        new Set(['PK']),
      );
    });

    it('answers 404 for the instrument and for the filter of another country', async () => {
      expect((await get(`/instruments/${await idOf('AGR-ET-2024')}`, coordinator)).status).toBe(404);
      expect((await get('/instruments?partner=ET', coordinator)).status).toBe(404);
      expect((await get('/instruments?partner=ZZ', coordinator)).status).toBe(404);
    });

    it('is closed to callers who are not signed in', async () => {
      expect((await get('/instruments')).status).toBe(401);
    });

    it('misses nothing and repeats nothing when a status is asked for page by page', async () => {
      const asked = 'status=SIGNED&asOf=2026-01-15';
      const whole = codes(await get(`/instruments?${asked}&limit=200`, legal));
      const found: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await get(`/instruments?${asked}&limit=2${cursor}`, legal);
        found.push(...body.data.map(({ code }: any) => code));
        if (!body.page.hasMore) break;
        cursor = `&cursor=${body.page.nextCursor}`;
      }
      expect(whole.length).toBeGreaterThan(4);
      expect(found).toEqual(whole);
    });

    it.each(['status=VALID', 'asOf=2026-02-30', 'partner=pk', 'limit=500'])(
      'refuses the query %s',
      async (query) => {
        expect((await get(`/instruments?${query}`, legal)).status).toBe(400);
      },
    );

    it('refuses an id in another spelling', async () => {
      const id = await idOf('AGR-SN-2025');
      const { status, body } = await get(`/instruments/${id.toUpperCase()}`, legal);
      expect([status, body.code]).toEqual([400, 'invalid-id']);
    });
  });

  describe('POST', () => {
    it('registers an instrument as a draft without acts', async () => {
      const given = draft();
      const { status, body } = await post('/instruments', legal, given);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...given,
        partner: 'PK',
        class: 'TREATY',
        status: 'DRAFT',
        acts: [],
        rev: 1,
      });
    });

    it('refuses a code that is registered', async () => {
      const given = draft();
      await post('/instruments', legal, given);
      const { status, body } = await post('/instruments', legal, given);
      expect([status, body.code]).toEqual([409, 'duplicate']);
    });

    it('refuses a status, which nobody can write', async () => {
      const { status, body } = await post('/instruments', legal, draft({ status: 'IN_FORCE' }));
      expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'unknown-member', '/status']);
    });

    it.each([
      ['no party', { parties: [] }],
      ['an unknown kind', { kind: 'TREATY' }],
      ['a fixed date without the rule', { entryIntoForceOn: '2026-01-01' }],
      ['the rule without its fixed date', { entryIntoForceRule: 'FIXED_DATE' }],
      ['a day that does not exist', { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: '2026-02-30' }],
      ['hidden characters', { title: 'Agree\u202ement' }],
    ])('refuses a draft with %s', async (_what, fault) => {
      expect((await post('/instruments', legal, draft(fault))).status).toBe(422);
    });

    it('answers 404 for a party that is no partner', async () => {
      expect((await post('/instruments', legal, draft({ parties: ['ZZ'] }))).status).toBe(404);
    });

    it('is closed without the permission and without signing in', async () => {
      expect((await post('/instruments', reviewer, draft())).status).toBe(403);
      expect((await post('/instruments', coordinator, draft())).status).toBe(403);
      expect((await post('/instruments', undefined, draft())).status).toBe(401);
    });
  });

  describe('POST /{id}/acts', () => {
    it('brings the instrument into force by the signatures of both sides', async () => {
      const id = await registerDraft();
      await post(`/instruments/${id}/acts`, legal, signature('HQ'), 1);
      const { status, body } = await post(`/instruments/${id}/acts`, legal, signature('PK'), 2);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        status: 'IN_FORCE',
        entryIntoForce: 'ENTERED',
        enteredIntoForceOn: { latest: '2026-03-01' },
        rev: 3,
      });
    });

    it('asks for the entity tag and refuses a stale one', async () => {
      const id = await registerDraft();
      expect((await post(`/instruments/${id}/acts`, legal, signature('HQ'))).status).toBe(428);
      const { status, body } = await post(`/instruments/${id}/acts`, legal, signature('HQ'), 7);
      expect([status, body.currentETag]).toEqual([412, '"r1"']);
    });

    it('refuses an act that the status does not allow and lists those that it does', async () => {
      const id = await registerDraft();
      const { status, body } = await post(
        `/instruments/${id}/acts`,
        legal,
        { act: 'RESUMED', party: 'PK' },
        1,
      );
      expect([status, body.code, body.allowed]).toEqual([
        409,
        'invalid-transition',
        ['INITIALLED', 'SIGNED', 'ACCEDED'],
      ]);
    });

    it('refuses a signature of a day that has not come, with the name of the rule', async () => {
      const id = await registerDraft();
      const body = { act: 'SIGNED', party: 'PK', date: '2030-01-01' };
      const answer = await post(`/instruments/${id}/acts`, legal, body, 1);
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map((fault: { code: string }) => fault.code)).toEqual([
        'act.future-not-flagged',
      ]);
    });

    it.each([
      { act: 'SIGNED' },
      { act: 'SIGNED', party: 'PK', date: '2026-13' },
      { act: 'SIGNED', party: 'PK', when: '2026' },
    ])('refuses the body %j', async (body) => {
      const id = await registerDraft();
      expect((await post(`/instruments/${id}/acts`, legal, body, 1)).status).toBe(422);
    });

    it('answers 404 for an unknown instrument', async () => {
      const path = '/instruments/019aa000-0000-7000-8000-000000000000/acts';
      expect((await post(path, legal, signature('PK'), 1)).status).toBe(404);
    });

    it('is closed without the permission and without signing in', async () => {
      const id = await registerDraft();
      expect((await post(`/instruments/${id}/acts`, coordinator, signature('PK'), 1)).status).toBe(403);
      expect((await post(`/instruments/${id}/acts`, undefined, signature('PK'), 1)).status).toBe(401);
    });
  });

  describe('POST /{id}/acts/{actId}/void', () => {
    it('keeps the act readable with the reason and takes it out of the status', async () => {
      const { id, act } = await signedDraft();
      const { status, body } = await post(
        `/instruments/${id}/acts/${act}/void`,
        legal,
        { reason: 'wrong instrument' },
        2,
      );
      expect(status).toBe(200);
      expect(body.acts).toMatchObject([{ id: act, voidReason: 'wrong instrument' }]);
    });

    it('refuses to void twice', async () => {
      const { id, act } = await signedDraft();
      await post(`/instruments/${id}/acts/${act}/void`, legal, { reason: 'wrong' }, 2);
      const { status, body } = await post(
        `/instruments/${id}/acts/${act}/void`,
        legal,
        { reason: 'wrong' },
        3,
      );
      expect([status, body.code]).toEqual([409, 'act-already-voided']);
    });

    it('refuses to void without a reason', async () => {
      const { id, act } = await signedDraft();
      expect((await post(`/instruments/${id}/acts/${act}/void`, legal, {}, 2)).status).toBe(422);
    });

    it('answers 404 for an act of another instrument', async () => {
      const [{ id }, { act }] = [await signedDraft(), await signedDraft()];
      expect((await post(`/instruments/${id}/acts/${act}/void`, legal, { reason: 'wrong' }, 2)).status).toBe(
        404,
      );
    });

    it('is closed without the permission', async () => {
      const { id, act } = await signedDraft();
      expect(
        (await post(`/instruments/${id}/acts/${act}/void`, reviewer, { reason: 'wrong' }, 2)).status,
      ).toBe(403);
    });
  });
});
