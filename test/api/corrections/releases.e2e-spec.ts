import { createHash, randomUUID } from 'node:crypto';
import { programContext, Transactions } from '#platform';
import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { acceptReport, correctReport, handsOf, type Hands } from '../analytics/accepted-report.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { startApi, type TestApi } from '../../support/app.js';

const NOW = '2026-11-05T08:00:00.000Z';
const SCOPE = { from: '2026-10', to: '2026-10' };

describe('releases', () => {
  let api: TestApi;
  let pk: Hands;
  let director: string;
  let reports: Record<string, string>;
  let released: any;

  const post = (token: string | undefined, path: string, body: object = {}): Promise<Answer> =>
    call(api.url, `/api/v1/${path}`, { method: 'POST', token, body });
  const get = (token: string, path: string): Promise<Answer> => call(api.url, `/api/v1/${path}`, { token });
  const publish = (order: object, token = director): Promise<Answer> =>
    post(token, 'releases', { title: 'Figures of a test', ...SCOPE, name: `r-${randomUUID()}`, ...order });
  const verify = async (id: string): Promise<any> =>
    (await post(director, `releases/${id}/verification`)).body;
  const rows = async (sql: string, values: unknown[] = []): Promise<any[]> =>
    (await api.database.admin.query(sql, values)).rows;

  /** The accepted revision of a unit's report. */
  const newest = async (unit: string): Promise<string> => {
    const sql = `select b.id from app.submission b join app.report_slot s on s.id = b.slot_id
                  where s.unit = $1 and b.state = 'ACCEPTED'`;
    return (await rows(sql, [unit]))[0].id;
  };

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await loadReferenceData(api);
    const units = { PK: ['CTR-PK-A', 'CTR-PK-B'], UG: ['CTR-UG-A'] };
    for (const [partner, codes] of Object.entries(units))
      for (const unit of codes) await addReportingUnit(api, { partner, unit });
    await generateSlots(api, 'PK', 'UG');
    pk = await handsOf(api, 'PK');
    const ug = await handsOf(api, 'UG');
    director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
    const month = '2026-10';
    reports = {
      a: await acceptReport(api, pk, { unit: 'CTR-PK-A', month, cells: { WAIT_MINUTES_MEAN: '12.50' } }),
      b: await acceptReport(api, pk, { unit: 'CTR-PK-B', month }),
      ug: await acceptReport(api, ug, { unit: 'CTR-UG-A', month, cells: { OPEN_DAYS: 'NOT_APPLICABLE' } }),
    };
    released = (await publish({ name: 'october-2026', title: 'October 2026' })).body;
  });
  afterAll(() => api.close());

  describe('POST /releases', () => {
    it('freezes every official figure of the months with the watermark of the ledger', async () => {
      const [{ n, last }] = await rows(
        'select count(*)::int as n, max(known_from) as last from app.observation where known_to is null',
      );
      expect(released).toMatchObject({
        name: 'october-2026',
        partners: ['PK', 'UG'],
        indicators: null,
        figures: n,
        watermark: last.toISOString(),
        publishedAt: NOW,
      });
    });

    it('leaves an audit record at headquarters', async () => {
      const found = await rows('select partner, action from app.audit_event where entity_id = $1', [
        released.id,
      ]);
      expect(found).toContainEqual({ partner: 'HQ', action: 'release.publish' });
    });

    it('is limited to the indicators and partners that were named', async () => {
      const { status, body } = await publish({ indicators: ['VISITORS'], partners: ['PK'] });
      expect([status, body.figures, body.partners, body.indicators]).toEqual([201, 2, ['PK'], ['VISITORS']]);
    });

    it('refuses a name that is taken', async () => {
      const { status, body } = await publish({ name: 'october-2026' });
      expect([status, body.code]).toEqual([409, 'name-taken']);
    });

    it('refuses to release nothing', async () => {
      const { status, body } = await publish({ from: '2025-01', to: '2025-12' });
      expect([status, body.code]).toEqual([409, 'nothing-to-release']);
    });

    it.each([
      ['months the wrong way round', { from: '2026-11', to: '2026-10' }, 'invalid-range', '/to'],
      ['more than ten years', { from: '2010-01', to: '2026-10' }, 'invalid-range', '/to'],
      ['an indicator that nobody knows', { indicators: ['NOPE'] }, 'unknown-kpi', '/indicators/0'],
      ['a month that is none', { from: '2026-13' }, 'invalid-period', '/from'],
      ['a name with blanks', { name: 'October 2026' }, 'validation-failed', '/name'],
      ['no partner at all', { partners: [] }, 'validation-failed', '/partners'],
    ])('refuses %s', async (_what, order, code, pointer) => {
      const { status, body } = await publish(order);
      expect([status, body.errors[0].pointer, body.code]).toEqual([422, pointer, code]);
    });

    it('does not know a partner out of scope', async () => {
      expect((await publish({ partners: ['XX'] })).status).toBe(404);
    });

    it.each(['HQ_REVIEWER', 'HQ_ADMIN', 'AUDITOR'])('is not for %s', async (role) => {
      expect((await publish({}, await signedIn(api, { role, scope: 'HQ' }))).status).toBe(403);
    });

    it('is not for coordinators, nor for nobody', async () => {
      expect((await publish({}, pk.coordinator)).status).toBe(403);
      expect((await post(undefined, 'releases', {})).status).toBe(401);
    });
  });

  describe('GET /releases/{id}/figures', () => {
    it('answers the very bytes of the checksum as CSV', async () => {
      const { status, body, headers } = await get(director, `releases/${released.id}/figures?format=csv`);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
      expect(createHash('sha256').update(body).digest('hex')).toBe(released.checksum);
    });

    it('writes each number in one way only, and no number as an empty cell', async () => {
      const { body } = await get(director, `releases/${released.id}/figures?format=csv`);
      const lines = body.split('\r\n');
      expect(lines).toEqual(
        expect.arrayContaining([
          'PK,CTR-PK-A,WAIT_MINUTES_MEAN,1,GREGORIAN_MONTH:2026-10,2026-10,NUMBER,12.5,false',
          'UG,CTR-UG-A,OPEN_DAYS,1,GREGORIAN_MONTH:2026-10,2026-10,NOT_APPLICABLE,,false',
        ]),
      );
      expect(lines.slice(1, -1)).toEqual(lines.slice(1, -1).toSorted());
    });

    it('pages through every figure once', async () => {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await get(director, `releases/${released.id}/figures?limit=7${cursor}`);
        seen.push(...body.data.map(({ unit, indicator }: any) => `${unit} ${indicator}`));
        cursor = body.page.nextCursor ? `&cursor=${body.page.nextCursor}` : '';
      } while (cursor);
      expect([seen.length, new Set(seen).size]).toEqual([released.figures, released.figures]);
    });

    it('shows a partner its own figures only', async () => {
      const { body } = await get(pk.coordinator, `releases/${released.id}/figures?limit=200`);
      expect(new Set(body.data.map(({ partner }: any) => partner))).toEqual(new Set(['PK']));
      const { body: header } = await get(pk.coordinator, `releases/${released.id}`);
      expect(header.partners).toEqual(['PK']);
    });

    it('hides a release of others from a partner', async () => {
      const { body } = await publish({ partners: ['UG'] });
      const paths = ['', '/figures', '/figures?format=csv', '/errata'].map(
        (path) => `releases/${body.id}${path}`,
      );
      const answers = await Promise.all(paths.map((path) => get(pk.coordinator, path)));
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      const list = await get(pk.coordinator, 'releases');
      expect(list.body.data.map(({ id }: any) => id)).not.toContain(body.id);
    });
  });

  describe('POST /releases/{id}/verification', () => {
    it('makes a release again, also after a figure of it was corrected', async () => {
      const { body } = await publish({ partners: ['PK'] });
      await correctReport(api, { ...pk, director }, reports.a, { VISITORS: '1001' });
      expect(await verify(body.id)).toEqual({
        equal: true,
        checksum: body.checksum,
        recomputedChecksum: body.checksum,
        keptChecksum: body.checksum,
        differences: [],
        verifiedAt: NOW,
      });
    });

    it('takes nothing into the past of a release, though the clock stands still', async () => {
      const { body } = await publish({ partners: ['PK'], indicators: ['VISITORS'] });
      await correctReport(api, { ...pk, director }, reports.b, { VISITORS: '1002' });
      const [{ known_from }] = await rows(
        "select known_from from app.observation where unit = 'CTR-PK-B' and indicator = 'VISITORS' and known_to is null",
      );
      expect(known_from.toISOString() > body.watermark).toBe(true);
      expect((await verify(body.id)).equal).toBe(true);
    });

    it('notices a ledger row that was tampered with', async () => {
      const { body } = await publish({ partners: ['UG'] });
      await rows(
        "update app.observation set value = 1001 where unit = 'CTR-UG-A' and indicator = 'VISITORS'",
      );
      const answer = await verify(body.id);
      expect(answer).toMatchObject({ equal: false, keptChecksum: body.checksum });
      expect(answer.recomputedChecksum).not.toBe(body.checksum);
      expect(answer.differences).toEqual([
        {
          partner: 'UG',
          unit: 'CTR-UG-A',
          indicator: 'VISITORS',
          period: 'GREGORIAN_MONTH:2026-10',
          released: '1000',
          recomputed: '1001',
        },
      ]);
      await rows(
        "update app.observation set value = 1000 where unit = 'CTR-UG-A' and indicator = 'VISITORS'",
      );
    });

    it('notices a kept figure that was tampered with', async () => {
      const { body } = await publish({ partners: ['UG'] });
      await rows("update app.release_figure set value = 7 where release_id = $1 and indicator = 'VISITORS'", [
        body.id,
      ]);
      expect(await verify(body.id)).toMatchObject({ equal: false, recomputedChecksum: body.checksum });
    });

    it('can be repeated for whatever was released while a correction was being accepted', async () => {
      const order = { partners: ['PK'], indicators: ['VISITORS'] };
      const releases = Array.from({ length: 6 }, async () => (await publish(order)).body.id);
      await correctReport(api, { ...pk, director }, await newest('CTR-PK-A'), { VISITORS: '1003' });
      const ids = await Promise.all(releases);
      const answers = await Promise.all(ids.map((id) => verify(id)));
      expect(answers.map(({ equal }) => equal)).toEqual(ids.map(() => true));
    });

    it('is for auditors and not for partners', async () => {
      const auditor = await signedIn(api, { role: 'AUDITOR', scope: 'HQ' });
      const answers = await Promise.all(
        [pk.coordinator, auditor].map((token) => post(token, `releases/${released.id}/verification`)),
      );
      expect(answers.map(({ status }) => status)).toEqual([403, 200]);
      expect(answers[1].body.equal).toBe(true);
    });
  });

  it.each([
    ['release', "title = ''"],
    ['release_figure', 'value = 1'],
    ['release_erratum', 'new_value = 1'],
  ])('leaves its programs no right to change %s', async (table, change) => {
    const ctx = programContext('OPERATOR', 'test', ['HQ', 'PK'], 'test');
    const forge = (sql: string) => api.app.get(Transactions).run(ctx, (tx) => tx.manager.query(sql));
    await expect(forge(`delete from app.${table}`)).rejects.toThrow(/permission denied/);
    await expect(forge(`update app.${table} set ${change}`)).rejects.toThrow(/permission denied/);
  });
});
