import type { TestApi } from '../../support/app.js';
import { generateSlots, loadReferenceData } from '../../support/reporting.js';
import { acceptReport, handsOf } from '../analytics/accepted-report.js';
import { askerFor, askerWith, signedAgreement, startRegisterApi, type Asker } from './register-api.js';

describe('GET /partners/{code}/brief', () => {
  let api: TestApi;
  let desk: Asker;
  let coordinator: Asker;
  let entry: Asker;
  let agreement: any;
  let accepted: string;

  beforeAll(async () => {
    api = await startRegisterApi();
    await loadReferenceData(api);
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    entry = await askerWith(api, 'DATA_ENTRY', 'PK');
    agreement = await useRegister(await askerWith(api, 'HQ_LEGAL', 'HQ'));
    await useReporting();
  });

  afterAll(() => api?.close());

  /** An agreement with two obligations, a licence and a person. */
  async function useRegister(legal: Asker): Promise<any> {
    const signed = await signedAgreement(legal, { code: 'AGR-PK-BRIEF' });
    const clause = { clauseRef: '3', kind: 'TRAINING', frequency: 'ONCE' };
    const owe = (obliged: string, firstDueOn: string, title: string) => {
      const beneficiary = obliged === 'HQ' ? 'PK' : undefined;
      const obligation = { ...clause, obliged, beneficiary, firstDueOn, title };
      return legal.post(`/instruments/${signed.id}/obligations`, obligation);
    };
    await owe('PK', '2026-11-01', 'Late report');
    await owe('HQ', '2027-01-15', 'Training of trainers');
    await owe('PK', '2027-06-01', 'Far away');
    const grant = { partner: 'PK', instrument: signed.id, component: 'DOST', wording: 'the DOST concept' };
    await legal.post('/licence-grants', { ...grant, validFrom: '2026-03-01' });
    const person = { name: 'A. Liaison', role: 'liaison officer', validFrom: '2026-02-01' };
    await legal.post('/partners/PK/focal-points', person);
    return signed;
  }

  /** The centre of Islamabad reports October, which is accepted today and then corrected; a source went quiet. */
  async function useReporting(): Promise<void> {
    await api.database.admin.query(
      `insert into app.assignment (id, partner, unit, form_code, valid_from)
       values (gen_random_uuid(), 'PK', 'CTR-PK-ISB', 'MONTHLY', '2026-09-01')`,
    );
    await generateSlots(api, 'PK');
    const hands = await handsOf(api, 'PK');
    const report = { unit: 'CTR-PK-ISB', month: '2026-10' };
    accepted = await acceptReport(api, hands, { ...report, cells: { VISITORS: '21000' } });
    await api.database.admin.query(
      `insert into app.source_finding (id, partner, kind, source, month, detail, opened_at)
       values (gen_random_uuid(), 'PK', 'QUIET', 'PK-PULL', '2026-10', '{}', '2026-11-20T00:00:00Z')`,
    );
  }

  const brief = async (query = '', who = desk): Promise<any> =>
    (await who.get(`/partners/PK/brief${query}`)).body;
  const visitors = (body: any): any[] =>
    body.figures.filter(({ indicator }: any) => indicator === 'VISITORS');

  it('tells in one answer what holds, what is due, whom to meet and what took place', async () => {
    const body = await brief();
    expect(body).toMatchObject({ asOf: '2026-11-22', partner: { code: 'PK', status: 'ACTIVE' } });
    const status = Object.fromEntries(body.instruments.map((each: any) => [each.code, each.status]));
    expect(status).toMatchObject({ 'AGR-PK-BRIEF': 'IN_FORCE', 'AGR-PK-2025': 'SIGNED' });
    expect(
      body.obligationsDue.map(({ title, obligedSide, state }: any) => [title, obligedSide, state]),
    ).toEqual([
      ['Late report', 'PARTNER', 'OVERDUE'],
      ['Training of trainers', 'HQ', 'SCHEDULED'],
    ]);
    expect(body.licences.map(({ component }: any) => component).toSorted()).toEqual(['ASAN', 'DOST']);
    expect(body.focalPoints).toMatchObject([{ name: 'A. Liaison', role: 'liaison officer' }]);
    expect(body.authorities.length).toBeGreaterThan(0);
    expect(body.engagements.map(({ kind }: any) => kind)).toEqual(['CEREMONY', 'VISIT']);
    expect(body.centres).toMatchObject([{ code: 'CTR-PK-ISB', status: 'OPERATING' }]);
    expect(body.centres[0].sizes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ institutions: '12' }),
        expect.objectContaining({ services: '64', asOf: expect.objectContaining({ latest: '2026-01-14' }) }),
      ]),
    );
    expect(body.sourceFindings).toMatchObject([{ kind: 'QUIET', source: 'PK-PULL' }]);
    expect(body.meta).toMatchObject({ totals: { obligationsDue: 2, engagements: 2 }, redacted: [] });
  });

  it('gives the figures of the last three months with coverage, as they were known on the day', async () => {
    const today = await brief();
    expect(today.months).toEqual(['2026-08', '2026-09', '2026-10']);
    const october = visitors(today).find(({ period }) => period === '2026-10');
    expect(october).toMatchObject({ value: '21000', coverage: { expected: 1, included: 1 } });
    const yesterday = visitors(await brief('?asOf=2026-11-21')).find(({ period }) => period === '2026-10');
    expect(yesterday).toMatchObject({ value: null, coverage: { expected: 1, included: 0 } });
  });

  it('shows the register as it stood on an earlier day', async () => {
    const body = await brief('?asOf=2026-01-13');
    expect(body.instruments.find(({ code }: any) => code === 'AGR-PK-BRIEF').status).toBe('DRAFT');
    expect(body.engagements.map(({ kind }: any) => kind)).toEqual(['VISIT']);
    expect(body.centres[0].status).not.toBe('OPERATING');
    expect([body.focalPoints, body.sourceFindings, body.licences.length]).toEqual([[], [], 1]);
  });

  it('keeps what was fulfilled later among what was due on the day before', async () => {
    const { body } = await coordinator.get(`/obligation-occurrences?instrument=${agreement.id}`);
    const late = body.data.find(({ title }: any) => title === 'Late report');
    const hand = {
      name: 'submitEvidence',
      evidence: [{ kind: 'URL', reference: 'https://example.org/done' }],
    };
    const path = `/obligation-occurrences/${late.id}/transitions`;
    const { body: handed } = await coordinator.post(path, hand, late.rev);
    await desk.post(path, { name: 'accept' }, handed.rev);
    const states = async (query: string) =>
      (await brief(query)).obligationsDue.map(({ title, state }: any) => `${title}: ${state}`);
    expect(await states('')).toEqual(['Training of trainers: SCHEDULED']);
    expect(await states('?asOf=2026-11-21')).toEqual([
      'Late report: OVERDUE',
      'Training of trainers: SCHEDULED',
    ]);
  });

  it('lists a correction that is open, with its report', async () => {
    expect((await brief()).openCorrections).toEqual([]);
    const reason = 'Two days were counted twice.';
    await coordinator.post('/correction-requests', { submission: accepted, kind: 'ERROR_FIX', reason });
    expect((await brief()).openCorrections).toMatchObject([{ unit: 'CTR-PK-ISB', period: '2026-10' }]);
    expect((await brief('?asOf=2026-11-21')).openCorrections).toEqual([]);
  });

  it('names what a reader lacks the permission for and leaves it out, while empty lists stay', async () => {
    const body = await brief('', entry);
    expect(body).not.toHaveProperty('sourceFindings');
    expect(body.meta.totals).not.toHaveProperty('sourceFindings');
    expect(body.meta.redacted).toEqual(['sourceFindings']);
    expect(body.openQuestions).toEqual([]);
    expect((await brief('', coordinator)).meta.redacted).toEqual([]);
  });

  it('stays small: a list shows 25 entries and says how many there are', async () => {
    await api.database.admin.query(
      `insert into app.engagement (id, partner, kind, title, date_earliest, date_latest, date_precision, until_precision,
          participants, outcomes, sources, recorded_at, recorded_by)
       select gen_random_uuid(), 'ET', 'VISIT', 'Visit ' || n, '2026-05-01', '2026-05-01', 'DAY', 'UNKNOWN', '[]', '{}',
              '[]', now(), 'test' from generate_series(1, 40) n`,
    );
    const { body } = await desk.get('/partners/ET/brief');
    expect(body.engagements).toHaveLength(25);
    expect(body.meta.totals.engagements).toBe(44);
  });

  it('is closed without signing in and to another country, whether the partner exists or not', async () => {
    const ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
    expect((await askerFor(api).get('/partners/PK/brief')).status).toBe(401);
    expect((await ethiopia.get('/partners/PK/brief')).status).toBe(404);
    expect((await ethiopia.get('/partners/NOWHERE/brief')).status).toBe(404);
    expect((await ethiopia.get('/partners/ET/brief')).status).toBe(200);
  });

  it.each(['2026-02-30', 'today'])('refuses %p as a day', async (asOf) => {
    const { status, body } = await desk.get(`/partners/PK/brief?asOf=${asOf}`);
    expect([status, body.code]).toEqual([400, 'invalid-parameter']);
  });
});
