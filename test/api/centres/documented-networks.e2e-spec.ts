import type { TestApi } from '../../support/app.js';
import { askerWith, startRegisterApi, type Asker } from '../register/register-api.js';

describe('the documented networks', () => {
  let api: TestApi;
  let desk: Asker;

  beforeAll(async () => {
    api = await startRegisterApi();
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
  });

  afterAll(() => api?.close());

  const claimsOf = async (centre: string): Promise<any[]> =>
    (await desk.get(`/claims?subjectType=CENTRE&subject=${centre}&limit=200`)).body.data;
  const said = (claims: any[], property: string) =>
    claims.filter((claim) => claim.property === property).map(({ valueText }) => valueText);
  const codesOf = async (partner: string): Promise<string[]> => {
    const { body } = await desk.get(`/centres?partner=${partner}&limit=200`);
    return body.data.map(({ code }: any) => code);
  };

  it('keeps what was planned in Islamabad apart from what opened, each with its sources', async () => {
    const claims = await claimsOf('CTR-PK-ISB');
    expect(said(claims, 'institutionsAtOpening')).toEqual(['12']);
    expect(said(claims, 'servicesAtOpening')).toEqual(expect.arrayContaining(['64', 'over 100 planned']));
    expect(said(claims, 'plannedBeforeOpening')).toEqual([expect.stringMatching(/over 100/)]);
    expect(claims.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  it('keeps both published sizes of Hoima, and says that they contradict each other', async () => {
    const claims = await claimsOf('CTR-UG-HOI');
    const sizes = ['14 state bodies, more than 30 services', '26 ministries and agencies'];
    expect(said(claims, 'institutionsAtOpening')).toEqual(expect.arrayContaining(sizes));
    const [disputed] = claims.filter(({ property }) => property === 'contradiction');
    expect([disputed.status, disputed.valueText]).toEqual(['DISPUTED', expect.stringMatching(/14.*26/)]);
  });

  it.each([
    ['ET', ['CTR-ET-ADD', 'CTR-ET-HAR', 'CTR-ET-HAW', 'CTR-ET-HOS']],
    ['AF', ['CTR-AF-KBL', 'CTR-AF-KDH', 'CTR-AF-KHO', 'CTR-AF-UAE']],
    ['UG', ['CTR-UG-HOI']],
    ['ID', ['CTR-ID-BWI']],
  ])('has the centres of %s', async (partner, codes) => {
    expect(await codesOf(partner)).toEqual(expect.arrayContaining(codes));
  });

  it.each(['ID', 'UZ'])('has the national network of %s above whatever is known of it', async (partner) => {
    const { body } = await desk.get(`/units/tree?partner=${partner}`);
    expect(body.data[0]).toMatchObject({ code: `NET-${partner}`, type: 'NETWORK', depth: 0 });
  });

  it('has the Afghan centre abroad in the zone of the place where it is', async () => {
    const { body } = await desk.get('/centres/CTR-AF-UAE');
    expect(body).toMatchObject({ partner: 'AF', timeZone: 'Asia/Dubai', parents: [{ parent: 'NET-AF' }] });
  });

  it('leaves unknown what no source says', async () => {
    const { body } = await desk.get('/centres/CTR-AF-KDH');
    expect(body).toMatchObject({ city: null, replicationClass: null, openingHours: null });
    const offered = await desk.get('/centres/CTR-PK-ISB/service-offerings');
    expect(offered.body).toMatchObject({ data: [], counts: null });
  });

  it('knows the programmes that Islamabad applies since its opening', async () => {
    const { body } = await desk.get('/centres/CTR-PK-ISB/programmes');
    expect(body.data.map(({ programme, stage, since }: any) => [programme, stage, since])).toEqual([
      ['FRIENDSHIP_CORNER', 'APPLIED', '2026-01-14'],
      ['SOLUTIONS', 'APPLIED', '2026-01-14'],
      ['STANDARDS', 'APPLIED', '2026-01-14'],
      ['VOLUNTEER_PROGRAMME', 'APPLIED', '2026-01-14'],
    ]);
  });
});
