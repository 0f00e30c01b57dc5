import type { TestApi } from '../../support/app.js';
import { fileDocument } from '../../support/documents.js';
import { signedIn } from '../../support/people.js';
import { askerFor, signedAgreement, startRegisterApi, type Asker } from './register-api.js';

describe('GET /search', () => {
  let api: TestApi;
  let legal: Asker;
  let coordinator: Asker;
  let ethiopia: Asker;
  let instrument: any;

  beforeAll(async () => {
    api = await startRegisterApi();
    const tokenOf = (role: string, scope: string) => signedIn(api, { role, scope });
    const token = await tokenOf('HQ_LEGAL', 'HQ');
    legal = askerFor(api, token);
    coordinator = askerFor(api, await tokenOf('COORDINATOR', 'PK'));
    ethiopia = askerFor(api, await tokenOf('COORDINATOR', 'ET'));
    instrument = await signedAgreement(legal, {
      title: 'Əməkdaşlıq haqqında Anlaşma Memorandumu',
      note: 'Qırmızı İşıq',
    });
    const clause = {
      ref: '7.3',
      effect: 'ORIGINAL',
      heading: 'Отчётность',
      body: 'Сторона представляет отчёт ЕЖЕМЕСЯЧНО.',
    };
    await legal.post(`/instruments/${instrument.id}/clauses`, clause, instrument.rev);
    const filer = { url: api.url, token };
    await fileDocument(filer, {
      title: 'Zebra məruzəsi',
      note: 'Hüquqi rəy',
      classification: 'PARTNER_SHARED',
    });
    await fileDocument(filer, { title: 'Zebra gizli', classification: 'RESTRICTED' });
  });
  afterAll(() => api?.close());

  const titles = async (who: Asker, q: string, more = ''): Promise<string[]> =>
    (await who.get(`/search?q=${encodeURIComponent(q)}${more}`)).body.data.map(({ title }: any) => title);

  it.each([
    ['as it is written', 'Əməkdaşlıq'],
    ['without the letters of the language', 'emekdasliq'],
    ['in capitals', 'ANLAŞMA MEMORANDUMU'],
    ['by the beginning of a word', 'əməkdaş'],
    ['with a dotted capital I', 'İŞIQ'],
    ['with a dotless one', 'ışıq qırmızı'],
  ])('finds an Azerbaijani text %s', async (_how, q) => {
    expect(await titles(coordinator, q)).toContain('Əməkdaşlıq haqqında Anlaşma Memorandumu');
  });

  it.each(['отчет', 'ОТЧЁТ', 'ежемесячно сторона'])(
    'finds a Russian clause by %s, with its instrument',
    async (q) => {
      const { body } = await coordinator.get(`/search?q=${encodeURIComponent(q)}`);
      expect(body.data).toMatchObject([
        { type: 'CLAUSE', title: '7.3 Отчётность', instrument: instrument.id, partner: 'PK' },
      ]);
    },
  );

  it('wants every word', async () => {
    expect(await titles(coordinator, 'əməkdaşlıq zebra')).toEqual([]);
  });

  it('finds the documents that the caller may read, and no others', async () => {
    expect((await titles(legal, 'zebra')).toSorted()).toEqual(['Zebra gizli', 'Zebra məruzəsi']);
    expect(await titles(coordinator, 'zebra')).toEqual(['Zebra məruzəsi']);
    expect(await titles(coordinator, 'huquqi')).toEqual(['Zebra məruzəsi']);
    expect(await titles(ethiopia, 'zebra')).toEqual([]);
  });

  it('finds nothing of another country', async () => {
    expect(await titles(ethiopia, 'emekdasliq')).toEqual([]);
    expect(await titles(ethiopia, 'отчет')).toEqual([]);
  });

  it('finds one sort of things when asked to', async () => {
    expect(await titles(coordinator, 'отчет', '&type=INSTRUMENT')).toEqual([]);
    expect(await titles(coordinator, 'отчет', '&type=CLAUSE')).toHaveLength(1);
  });

  it.each(["zebra' | '!", 'zebra & !x:*', 'zebra <-> (', '\\zebra'])(
    'reads no operators in %j',
    async (q) => {
      expect((await coordinator.get(`/search?q=${encodeURIComponent(q)}`)).status).toBe(200);
    },
  );

  it.each([
    ['nothing', '', 400, 'invalid-parameter'],
    ['no letter', '%26%7C', 400, 'search-empty'],
    ['a type that is not known', 'x&type=SECRET', 400, 'invalid-parameter'],
  ])('refuses to look for %s', async (_what, q, status, code) => {
    expect(await coordinator.get(`/search?q=${q}`)).toMatchObject({ status, body: { code } });
  });

  it('answers nobody who did not sign in', async () => {
    expect((await askerFor(api).get('/search?q=zebra')).status).toBe(401);
  });
});
