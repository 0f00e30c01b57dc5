import type { TestApi } from '../../support/app.js';
import {
  askerFor,
  askerWith,
  auditOf,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from './register-api.js';

const visit = (more: object = {}): object => ({
  partner: 'PK',
  kind: 'PRESENTATION',
  title: 'Presentation of the model',
  date: '2026-05-12',
  until: '2026-05-13',
  place: 'Baku',
  participants: [
    { role: 'Minister', side: 'PARTNER', name: 'A. Person' },
    { role: 'chairman', side: 'HQ' },
  ],
  outcomes: ['a second visit was agreed'],
  sources: [{ url: 'https://example.org/news', title: 'News', publisher: 'Example', publishedOn: '2026-05' }],
  ...more,
});

describe('engagements', () => {
  let api: TestApi;
  let desk: Asker;
  let legal: Asker;
  let coordinator: Asker;
  let ethiopia: Asker;

  beforeAll(async () => {
    api = await startRegisterApi();
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
  });

  afterAll(() => api?.close());

  const rows = async (): Promise<number> =>
    (await api.database.admin.query('select count(*)::int as n from app.engagement')).rows[0].n;

  it('hold the documented opening in Islamabad with who, where, what came of it and every source', async () => {
    const { body } = await coordinator.get('/engagements?kind=CEREMONY');
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      partner: 'PK',
      date: { earliest: '2026-01-14', latest: '2026-01-14', precision: 'DAY' },
      place: 'Islamabad',
      participants: [{ name: 'Shehbaz Sharif', role: 'Prime Minister', side: 'PARTNER' }],
      outcomes: ['centre opened: 12 institutions, 64 services', 'DOST concept presented'],
    });
    expect(body.data[0].sources.map(({ publisher }: any) => publisher)).toEqual([
      '1news.az',
      'MENAFN / Trend',
      'Daily Mithan',
    ]);
  });

  it('keep a date known to the month, a range and an unknown one as they are', async () => {
    const { body } = await desk.get('/engagements?limit=200');
    const dateOf = (partner: string, start: string) =>
      body.data.find((each: any) => each.partner === partner && each.title.startsWith(start)).date;
    expect(dateOf('SO', 'Somali')).toMatchObject({ earliest: '2025-07-01', precision: 'MONTH' });
    expect(dateOf('TZ', 'Prelim')).toMatchObject({ earliest: '2023-08-03', latest: '2023-08-05' });
    expect(dateOf('UG', 'Seven')).toMatchObject({ latest: null, precision: 'UNKNOWN' });
  });

  it('come newest first, page by page, and end with those without a date', async () => {
    const all = (await desk.get('/engagements?limit=200')).body.data;
    const paged: any[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await desk.get(
        `/engagements?limit=4${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      paged.push(...body.data);
      cursor = body.page.nextCursor;
    }
    expect(paged).toEqual(all);
    const days = all.map(({ date }: any) => date.latest ?? '');
    expect(days).toEqual(days.toSorted().toReversed());
    expect(days.at(-1)).toBe('');
  });

  it('are told apart by the day on which they had certainly taken place', async () => {
    const titles = async (asOf: string) =>
      (await desk.get(`/engagements?partner=PK&asOf=${asOf}`)).body.data.map(({ kind }: any) => kind);
    expect(await titles('2026-01-13')).toEqual(['VISIT']);
    expect(await titles('2026-01-14')).toEqual(['CEREMONY', 'VISIT']);
  });

  it('are recorded with the audit and read back by id', async () => {
    const { status, body } = await desk.post('/engagements', visit());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      date: { latest: '2026-05-12' },
      until: { latest: '2026-05-13' },
      participants: [{ name: 'A. Person' }, { name: null, role: 'chairman', side: 'HQ' }],
    });
    expect((await coordinator.get(`/engagements/${body.id}`)).body).toEqual(body);
    expect(await auditOf(api, body.id)).toEqual(['engagement.record']);
  });

  it.each([
    ['2026-11-23', undefined, '/date'],
    ['2026-05-12', '2026-05-11', '/until'],
    ['2026-11-22', '2026-11-23', '/until'],
  ])('refuse a plan and an end before the beginning: %p to %p', async (date, until, pointer) => {
    const before = await rows();
    const { status, body } = await desk.post('/engagements', visit({ date, until }));
    expect([status, body.errors[0].code, body.errors[0].pointer]).toEqual([422, 'rule-violated', pointer]);
    expect(await rows()).toBe(before);
  });

  it('refuse a day that does not exist, an address that is none and a participant without office', async () => {
    for (const wrong of [
      { date: '2026-02-30' },
      { sources: [{ url: 'javascript:alert(1)', title: 'x', publisher: 'x' }] },
      { participants: [{ side: 'HQ', name: 'A. Person' }] },
    ]) {
      expect((await desk.post('/engagements', visit(wrong))).status).toBe(422);
    }
  });

  it('are closed without signing in, without the permission and to another country', async () => {
    const { body } = await desk.post('/engagements', visit());
    expect((await askerFor(api).get('/engagements')).status).toBe(401);
    expect((await coordinator.post('/engagements', visit())).status).toBe(403);
    expect((await ethiopia.get(`/engagements/${body.id}`)).status).toBe(404);
    expect((await ethiopia.get('/engagements?partner=PK')).status).toBe(404);
    const { body: list } = await ethiopia.get('/engagements?limit=200');
    expect(new Set(list.data.map(({ partner }: any) => partner))).toEqual(new Set(['ET']));
  });

  describe('as proof', () => {
    /** Hands in an engagement for what one side owes by an agreement with Pakistan. */
    const handIn = async (who: Asker, side: object, reference: string) => {
      const { id } = await signedAgreement(legal);
      const due = { kind: 'DELIVERABLE', title: 'Opening', frequency: 'ONCE', firstDueOn: '2026-12-01' };
      await legal.post(`/instruments/${id}/obligations`, { clauseRef: '2', ...due, ...side });
      const { body } = await who.get(`/obligation-occurrences?instrument=${id}`);
      const [occurrence] = body.data;
      return who.post(
        `/obligation-occurrences/${occurrence.id}/transitions`,
        { name: 'submitEvidence', evidence: [{ kind: 'ENGAGEMENT', reference }] },
        occurrence.rev,
      );
    };
    const ceremony = async (who: Asker): Promise<string> =>
      (await who.get('/engagements?kind=CEREMONY')).body.data[0].id;

    it('show that an obligation of their partner was performed', async () => {
      const opening = await ceremony(coordinator);
      const { status, body } = await handIn(coordinator, { obliged: 'PK' }, opening);
      expect(status).toBe(200);
      expect(body.evidence).toMatchObject([{ kind: 'ENGAGEMENT', reference: opening }]);
    });

    it('are refused when they were with another partner, and when there are none', async () => {
      const side = { obliged: 'HQ', beneficiary: 'PK' };
      for (const reference of [await ceremony(ethiopia), 'no-such-thing']) {
        const { status, body: problem } = await handIn(desk, side, reference);
        expect([status, problem.errors[0].code]).toEqual([422, 'reference-not-found']);
      }
    });
  });
});
