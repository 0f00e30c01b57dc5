import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import type { TestApi } from '../../support/app.js';
import { startRegisterApi } from './register-api.js';

interface Coded {
  code: string;
  reason?: string;
}

const codes = (members: Coded[]): string[] => members.map(({ code }) => code).toSorted();

describe('GET /programme/headline', () => {
  let api: TestApi;
  let director: string;

  beforeAll(async () => {
    api = await startRegisterApi();
    director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
  });

  afterAll(() => api?.close());

  const headline = (query: string, token?: string): Promise<Answer> =>
    call(api.url, `/api/v1/programme/headline${query}`, { token });

  it('counts in January 2020 what was certainly signed by then and names what is uncertain', async () => {
    const { status, body } = await headline('?asOf=2020-01-28', director);
    expect(status).toBe(200);
    expect(codes(body.partners.members)).toEqual(['ICESCO', 'ID', 'KR', 'ME', 'TR', 'UG', 'UZ']);
    expect(codes(body.partners.undetermined)).toEqual(['AF', 'MA']);
    expect(body.partners.claims.map((claim: { value: string }) => claim.value)).toEqual(['13']);
    expect([body.partners.value, body.partners.agrees]).toEqual([7, false]);
  });

  it('does not count in mid-February 2025 what was signed on some day of that month', async () => {
    const { body } = await headline('?asOf=2025-02-14', director);
    expect(body.partners.value).toBe(11);
    expect(codes(body.partners.undetermined)).toEqual(['AF', 'CO', 'MA', 'SO']);
    expect(body.partners.claims[0]).toMatchObject({ value: '25', wording: '25 agreements' });
  });

  it('shows the published 30 of January 2026 beside its own count', async () => {
    const { body } = await headline('?asOf=2026-01-15', director);
    expect(body.partners).toMatchObject({ value: 16, agrees: false });
    expect(body.partners.claims[0]).toMatchObject({
      value: '30',
      asOf: { latest: '2026-01-14' },
      source: { publisher: '1news.az', publishedOn: '2026-01-15', url: expect.stringMatching(/^https:/) },
    });
    expect(body.organisations.value).toBe(2);
    expect(body.countries.value).toBe(14);
  });

  it('finds the six countries with operating centres that were published', async () => {
    const { body } = await headline('?asOf=2026-01-15', director);
    const { members, claims, agrees } = body.countriesWithOperatingCentres;
    expect(codes(members)).toEqual(['AF', 'ET', 'ID', 'PK', 'UG', 'UZ']);
    expect([claims[0].value, agrees]).toEqual(['6', true]);
  });

  it('leaves centres without a documented opening out of the count and names them', async () => {
    const { body } = await headline('?asOf=2026-01-15', director);
    expect(body.centresOperating.value).toBe(14);
    expect(codes(body.centresOperating.undetermined)).toEqual([
      'CTR-AF-KBL',
      'CTR-AF-KDH',
      'CTR-AF-KHO',
      'CTR-AF-UAE',
      'CTR-ET-DIR',
    ]);
  });

  it('says nothing is certainly in force where no source gives the rule', async () => {
    const { body } = await headline('?asOf=2026-01-15', director);
    expect(body.instrumentsInForce.value).toBe(0);
    expect(body.instrumentsInForce.undetermined).toHaveLength(21);
    expect(body.instrumentsInForce.undetermined[0].reason).toBe('entry-into-force-unknown');
  });

  it('counts today also what is documented without a date', async () => {
    const { body } = await headline('', director);
    expect(body.asOf).toBe('2026-11-22');
    expect(body.partners).toMatchObject({ value: 18, undetermined: [], agrees: false });
    expect(body.partners.claims[0].value).toBe('more than 30');
    expect(body.centresOperating.value).toBe(19);
  });

  it('gives the same hash for the same question and another one for another day', async () => {
    const [first, again, other] = await Promise.all(
      ['?asOf=2026-01-15', '?asOf=2026-01-15', '?asOf=2025-02-14'].map((query) => headline(query, director)),
    );
    expect(first.body.partners.queryHash).toBe(again.body.partners.queryHash);
    expect(first.body.partners.queryHash).not.toBe(other.body.partners.queryHash);
  });

  it('is closed to callers who are not signed in', async () => {
    expect((await headline('')).status).toBe(401);
  });

  it('is closed to a coordinator, whose figures would be partial', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    expect((await headline('', token)).status).toBe(403);
  });

  it.each(['2026-02-30', 'today', '2026-1-1', ''])('refuses %p as a day', async (asOf) => {
    const { status, body } = await headline(`?asOf=${asOf}`, director);
    expect([status, body.code]).toEqual([400, 'invalid-parameter']);
  });
});
