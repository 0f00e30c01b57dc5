import type { TestApi } from '../../support/app.js';
import { generateSlots, loadReferenceData } from '../../support/reporting.js';
import {
  askerFor,
  askerWith,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from '../register/register-api.js';
import { acceptReport, handsOf } from './accepted-report.js';

/** From clause 4.1 of an agreement with Pakistan to the visitors of Islamabad in October 2026. */
describe('GET /trace', () => {
  let api: TestApi;
  let legal: Asker;
  let coordinator: Asker;
  let clause: string;
  let shared: string;

  beforeAll(async () => {
    api = await startRegisterApi();
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    await loadReferenceData(api);
    await api.database.admin.query(
      `insert into app.assignment (id, partner, unit, form_code, valid_from) values (gen_random_uuid(), 'PK', 'CTR-PK-ISB', 'MONTHLY', '2026-06-01')`,
    );
    await generateSlots(api, 'PK');
    const hands = await handsOf(api, 'PK');
    coordinator = askerFor(api, hands.coordinator);
    await acceptReport(api, hands, { unit: 'CTR-PK-ISB', month: '2026-10', cells: { VISITORS: '4321' } });
    clause = await clauseOf(await signedAgreement(legal), 'PK');
    shared = await clauseOf(
      await signedAgreement(legal, { code: 'AGR-TRACE-2', parties: ['PK', 'UG'] }),
      'UG',
    );
  });
  afterAll(() => api?.close());

  /** An agreement with one clause, and an obligation of one partner under it. */
  async function clauseOf({ id, rev }: { id: string; rev: number }, obliged: string): Promise<string> {
    const added = { ref: '4.1', effect: 'ORIGINAL', body: 'The Ministry reports every month.' };
    await legal.post(`/instruments/${id}/clauses`, added, rev);
    const due = { kind: 'REPORTING', title: 'Monthly report', frequency: 'ONCE', firstDueOn: '2026-12-10' };
    await legal.post(`/instruments/${id}/obligations`, { ...due, clauseRef: '4.1', obliged });
    const { rows } = await api.database.admin.query(
      'select id from app.instrument_clause where instrument_id = $1',
      [id],
    );
    return rows[0].id;
  }

  it('leads from the clause to the accepted figures, and on to their provenance', async () => {
    const { status, body } = await coordinator.get(`/trace?clause=${clause}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      partner: 'PK',
      clause: { ref: '4.1', body: 'The Ministry reports every month.' },
    });
    expect(body.obligations).toMatchObject([{ title: 'Monthly report', nextDueOn: '2026-12-10', open: 1 }]);
    expect(body.rollouts.map(({ status }: any) => status)).toEqual(['DOCUMENTED']);
    const centre = body.centres.find(({ unit }: any) => unit === 'CTR-PK-ISB');
    expect(centre).toMatchObject({ period: '2026-10', liveServices: 0 });
    const visitors = centre.figures.find(({ indicator }: any) => indicator === 'VISITORS');
    expect(visitors.value).toBe('4321');
    const { body: provenance } = await coordinator.get(visitors.provenance.replace('/api/v1', ''));
    expect(provenance.observation).toMatchObject({ indicator: 'VISITORS', unit: 'CTR-PK-ISB' });
  });

  it('shows no figure that was not accepted by the day', async () => {
    const { body } = await coordinator.get(`/trace?clause=${clause}&asOf=2026-11-20`);
    expect(body.centres.map(({ period }: any) => period)).not.toContain('2026-10');
  });

  it('asks for the partner where an agreement binds several that the reader may see', async () => {
    const refused = await legal.get(`/trace?clause=${shared}`);
    expect(refused.body).toMatchObject({ code: 'invalid-parameter', errors: [{ pointer: 'partner' }] });
    expect((await legal.get(`/trace?clause=${shared}&partner=UG`)).body.partner).toBe('UG');
    expect((await legal.get(`/trace?clause=${shared}&partner=ET`)).body.code).toBe('not-found');
  });

  it('does not know clauses and partners of others', async () => {
    const uganda = await askerWith(api, 'COORDINATOR', 'UG');
    expect((await uganda.get(`/trace?clause=${clause}`)).body.code).toBe('not-found');
    expect((await coordinator.get(`/trace?clause=${clause}&partner=UG`)).body.code).toBe('not-found');
    expect((await askerFor(api).get(`/trace?clause=${clause}`)).status).toBe(401);
  });
});
