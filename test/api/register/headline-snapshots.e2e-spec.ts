import { createHash } from 'node:crypto';
import type { TestApi } from '../../support/app.js';
import {
  askerFor,
  askerWith,
  auditOf,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from './register-api.js';

const SNAPSHOTS = '/programme/headline/snapshots';
const codes = (members: any[]): string[] => members.map(({ code }) => code);

describe('headline figures that can be cited', () => {
  let api: TestApi;
  let director: Asker;
  let legal: Asker;
  let auditor: Asker;

  beforeAll(async () => {
    api = await startRegisterApi();
    director = await askerWith(api, 'DIRECTOR', 'HQ');
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    auditor = await askerWith(api, 'AUDITOR', 'HQ');
  });

  afterAll(() => api?.close());

  const freeze = async (asOf: string): Promise<any> => (await director.post(SNAPSHOTS, { asOf })).body;

  it.each([
    ['2020-01-28', 7, '13', false],
    ['2025-02-14', 11, '25', false],
    ['2026-01-15', 16, '30', false],
    ['2026-11-22', 18, 'more than 30', false],
  ])(
    'show on %s the %d partners of the register beside the published %p',
    async (asOf, value, claim, agrees) => {
      const { body } = await director.get(`/programme/headline?asOf=${asOf}`);
      expect(body.partners).toMatchObject({ value, agrees, definitionId: 'partners.v1' });
      expect(body.partners.members).toHaveLength(value);
      expect(body.partners.queryHash).toMatch(/^[0-9a-f]{64}$/);
      expect(body.partners.claims[0]).toMatchObject({ value: claim, source: { url: expect.any(String) } });
    },
  );

  it('freezes what the headline answers, with a hash that anybody can check, and audits it', async () => {
    const { asOf, ...figures } = (await director.get('/programme/headline?asOf=2026-01-15')).body;
    const { status, body } = await director.post(SNAPSHOTS, { asOf });
    expect(status).toBe(201);
    expect(body.content).toEqual({ asOf, figures });
    const hash = createHash('sha256').update(JSON.stringify(body.content)).digest('hex');
    expect(body).toMatchObject({ contentHash: hash, stillHolds: true });
    expect(await auditOf(api, body.id)).toEqual(['headline.freeze']);
  });

  it('is answered the same snapshot when nothing changed since', async () => {
    const first = await freeze('2025-02-14');
    const again = await freeze('2025-02-14');
    expect([again.id, again.takenAt]).toEqual([first.id, first.takenAt]);
    expect((await auditor.get(`${SNAPSHOTS}?asOf=2025-02-14`)).body.data).toHaveLength(1);
    expect(await auditOf(api, first.id)).toEqual(['headline.freeze']);
  });

  it('shows what the register would say today, while content and hash stay', async () => {
    const frozen = await freeze('2026-01-10');
    await signedAgreement(legal, { code: 'AGR-TZ-LATE', parties: ['TZ'] }, '2026-01-09');
    const { body } = await auditor.get(`${SNAPSHOTS}/${frozen.id}`);
    expect([body.contentHash, body.content]).toEqual([frozen.contentHash, frozen.content]);
    expect(body.stillHolds).toBe(false);
    const compared = Object.fromEntries(body.comparison.map((each: any) => [each.figure, each]));
    expect(compared.partners).toMatchObject({ frozen: 16, now: 17, same: false, removed: [] });
    expect(codes(compared.partners.added)).toEqual(['TZ']);
    expect(compared.centresOperating).toMatchObject({ same: true, added: [], claimsChanged: false });
    const later = await freeze('2026-01-10');
    expect(later).toMatchObject({ stillHolds: true, content: { figures: { partners: { value: 17 } } } });
    const { data } = (await auditor.get(`${SNAPSHOTS}?asOf=2026-01-10`)).body;
    expect(data.map(({ id }: any) => id)).toEqual([later.id, frozen.id]);
  });

  it('cannot be changed or removed by the program, nor stored under another hash', async () => {
    const { id } = await freeze('2024-01-01');
    const refused = async (sql: string, who?: string): Promise<string> => {
      const client = await api.database.admin.connect();
      try {
        if (who) await client.query(`set role ${who}`);
        await client.query(sql);
        return 'done';
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        client.release(true);
      }
    };
    const [denied, checked] = ['42501', '23514'];
    const change = `update app.headline_snapshot set content = '{}' where id = '${id}'`;
    expect(await refused(change, 'asan_api')).toBe(denied);
    expect(await refused('delete from app.headline_snapshot', 'asan_worker')).toBe(denied);
    expect(await refused(change)).toBe(checked);
  });

  it('refuses a day to come and a day that does not exist', async () => {
    const { status, body } = await director.post(SNAPSHOTS, { asOf: '2026-11-23' });
    expect([status, body.errors[0].code]).toEqual([422, 'rule-violated']);
    expect((await director.post(SNAPSHOTS, { asOf: '2026-02-30' })).status).toBe(422);
  });

  it('is read by headquarters, frozen by its director alone, and closed to everybody else', async () => {
    const { id } = await freeze('2023-01-01');
    const coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    expect((await legal.post(SNAPSHOTS, { asOf: '2023-01-01' })).status).toBe(403);
    expect((await legal.get(`${SNAPSHOTS}/${id}`)).status).toBe(200);
    expect((await coordinator.get(`${SNAPSHOTS}/${id}`)).status).toBe(403);
    expect((await askerFor(api).get(SNAPSHOTS)).status).toBe(401);
    expect((await legal.get(`${SNAPSHOTS}/019aa000-0000-7000-8000-000000000000`)).status).toBe(404);
  });
});
