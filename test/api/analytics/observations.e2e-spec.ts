import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { SettableClock } from '#platform';
import { acceptReport, correctReport, handsOf, type Hands } from './accepted-report.js';

const T1 = '2026-11-05T08:00:00.000Z';
const T2 = '2026-11-05T08:05:00.000Z';

describe('observations', () => {
  let api: TestApi;
  let pk: Hands;
  let foreign: string;
  let first: string;
  let revision: string;

  beforeAll(async () => {
    api = await startApi({ now: T1 });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-A' });
    await addReportingUnit(api, { partner: 'UG', unit: 'CTR-UG-A' });
    await generateSlots(api, 'PK', 'UG');
    pk = await handsOf(api, 'PK');
    const ug = await handsOf(api, 'UG');
    foreign = ug.coordinator;
    const cells = { VISITORS: '100', SERVICES_RENDERED: '0' };
    first = await acceptReport(api, pk, { unit: 'CTR-PK-A', month: '2026-10', cells });
    await acceptReport(api, ug, { unit: 'CTR-UG-A', month: '2026-10' });
    (api.clock as SettableClock).set(T2);
    revision = await correctReport(api, pk, first, { VISITORS: '110' });
  });
  afterAll(() => api.close());

  const get = (path: string, token = pk.coordinator): Promise<Answer> =>
    call(api.url, `/api/v1/observations${path}`, { token });
  const vintages = ({ body }: Answer) => body.data.map((row: any) => [row.value, row.knownFrom, row.knownTo]);

  describe('GET /observations', () => {
    it('lists what is known now', async () => {
      const answer = await get('?indicator=VISITORS&unit=CTR-PK-A&period=2026-10');
      expect(vintages(answer)).toEqual([['110', T2, null]]);
      expect(answer.body.data[0]).toMatchObject({
        partner: 'PK',
        unit: 'CTR-PK-A',
        indicator: 'VISITORS',
        indicatorVersion: 1,
        period: { id: 'GREGORIAN_MONTH:2026-10', alignedTo: '2026-10', localLabel: 'October 2026' },
        kind: 'NUMBER',
        submission: revision,
        synthetic: false,
      });
    });

    it('lists what was known at an instant, and every vintage on request (vector 5.8)', async () => {
      const query = '?indicator=VISITORS&unit=CTR-PK-A';
      expect(vintages(await get(`${query}&asOf=${T1}`))).toEqual([['100', T1, T2]]);
      expect(vintages(await get(`${query}&includeHistory=true`))).toEqual([
        ['110', T2, null],
        ['100', T1, T2],
      ]);
    });

    it('pages through every row once', async () => {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await get(`?includeHistory=true&limit=2${cursor}`);
        seen.push(...body.data.map((row: any) => row.id));
        cursor = body.page.nextCursor ? `&cursor=${body.page.nextCursor}` : '';
      } while (cursor);
      const { rows } = await api.database.admin.query("select id from app.observation where partner = 'PK'");
      expect(seen.toSorted()).toEqual(rows.map((row) => row.id).toSorted());
    });

    it('shows another country its own rows only', async () => {
      const { body } = await get('?includeHistory=true', foreign);
      expect(new Set(body.data.map((row: any) => row.partner))).toEqual(new Set(['UG']));
      expect((await get('?partner=PK', foreign)).status).toBe(404);
      expect((await get('?unit=CTR-PK-A', foreign)).body.data).toEqual([]);
    });

    it.each([
      ['indicator=NOPE', 'indicator'],
      ['partner=pk', 'partner'],
      ['unit=*', 'unit'],
      ['period=yesterday', 'period'],
      ['asOf=yesterday', 'asOf'],
      ['includeHistory=1', 'includeHistory'],
      ['limit=0', 'limit'],
    ])('refuses ?%s and names %s', async (query, pointer) => {
      const answer = await get(`?${query}`);
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
    });
  });

  describe('GET /observations/{id}/provenance', () => {
    const idOf = async (indicator: string): Promise<string> =>
      (await get(`?indicator=${indicator}&unit=CTR-PK-A`)).body.data[0].id;

    it('tells who entered, submitted and accepted a figure, and what it was before', async () => {
      const id = await idOf('VISITORS');
      const { status, body } = await get(`/${id}/provenance`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        observation: { id, value: '110' },
        indicatorVersion: { code: 'VISITORS', version: 1, definition: { unit: 'persons' } },
        formVersion: { code: 'MONTHLY', version: 1 },
        submission: { id: revision, revision: 2 },
        entered: { at: T2, source: 'FORM', sourceRef: null, cellRev: 2 },
        submitted: { at: T2 },
        accepted: { at: T2 },
        questions: [],
        history: [
          { value: '100', knownFrom: T1, knownTo: T2, submission: first, correction: null },
          {
            id,
            value: '110',
            knownFrom: T2,
            knownTo: null,
            submission: revision,
            correction: { kind: 'ERROR_FIX', reason: 'Two days were counted twice.', at: T2 },
          },
        ],
      });
      expect(body.entered.by.name).toContain('coordinator');
      expect(body.submitted.by).toEqual(body.entered.by);
      // Ten of a hundred more is the director's to accept.
      expect(body.accepted.by.name).toContain('director');
      expect(body.history[1].correction.by).toEqual(body.entered.by);
      expect(body.validation.rules).toContainEqual({
        code: 'R-TYPE',
        version: 1,
        kind: 'TYPE',
        severity: 'BLOCK',
      });
      expect(body.validation.run).toMatchObject({ trigger: 'ACCEPT', at: T2 });
    });

    it('shows the finding about the figure with the reason that was given for it', async () => {
      const { body } = await get(`/${await idOf('SERVICES_RENDERED')}/provenance`);
      expect(body.validation.findings).toMatchObject([
        { rule: 'R-NO-SERVICE', severity: 'EXPLAIN', justification: 'As the centre itself counted it.' },
      ]);
      expect(body.entered).toMatchObject({ at: T1, cellRev: 1 });
    });

    it('shows questions of the review with their answers', async () => {
      const id = await idOf('OPEN_DAYS');
      await api.database.admin.query(
        `insert into app.review_query (id, partner, submission_id, slot_id, cell, reason, text, reply_by, asked_by, asked_at)
         select gen_random_uuid(), 'PK', b.id, b.slot_id, 'OPEN_DAYS', 'OTHER', 'Was there a holiday?', $2, b.decided_by, $2
           from app.submission b where b.id = $1`,
        [first, T1],
      );
      const { body } = await get(`/${id}/provenance`);
      expect(body.questions).toMatchObject([
        { text: 'Was there a holiday?', asked: { at: T1 }, answer: null, answered: { by: null, at: null } },
      ]);
      expect(body.questions[0].asked.by.name).toContain('hq_reviewer');
    });

    it('does not exist for another country, nor when nothing has the id', async () => {
      const id = await idOf('VISITORS');
      const unknown = '5f0c2f4e-6d3b-4c63-9f0a-3f6f1f0f6a11';
      for (const path of [`/${id}/provenance`, `/${unknown}/provenance`]) {
        const answer = await get(path, foreign);
        expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
      }
    });

    it('does not exist for a person who answers for another unit', async () => {
      await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-B' });
      const entry = await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK', unit: 'CTR-PK-B' });
      expect((await get(`/${await idOf('VISITORS')}/provenance`, entry)).status).toBe(404);
    });
  });
});
