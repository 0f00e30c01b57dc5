import type { TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { filedVersion, type Filer } from '../../support/documents.js';
import { signedIn } from '../../support/people.js';
import {
  askerFor,
  auditOf,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from '../register/register-api.js';

describe('documents as evidence', () => {
  let api: TestApi;
  let legal: Filer & Asker;
  let coordinator: Filer & Asker;
  let ethiopia: Filer & Asker;
  let instrument: any;

  beforeAll(async () => {
    api = await startRegisterApi();
    const person = async (role: string, scope: string): Promise<Filer & Asker> => {
      const token = await signedIn(api, { role, scope });
      return { url: api.url, token, ...askerFor(api, token) };
    };
    legal = await person('HQ_LEGAL', 'HQ');
    coordinator = await person('COORDINATOR', 'PK');
    ethiopia = await person('COORDINATOR', 'ET');
    instrument = await signedAgreement(legal);
  });
  afterAll(() => api?.close());

  const occurrence = async (): Promise<any> => {
    const obligation = await legal.post(`/instruments/${instrument.id}/obligations`, {
      clauseRef: '4.1',
      obliged: 'PK',
      kind: 'REPORTING',
      title: 'Report of the centre',
      frequency: 'ONCE',
      firstDueOn: '2026-12-10',
    });
    const { body } = await legal.get('/obligation-occurrences?limit=200');
    return body.data.find((each: any) => each.obligation === obligation.body.id);
  };
  const handIn = ({ id, rev }: any, reference: string) =>
    coordinator.post(
      `/obligation-occurrences/${id}/transitions`,
      { name: 'submitEvidence', evidence: [{ kind: 'DOCUMENT', reference }] },
      rev,
    );
  const link = (who: Asker, version: string, subjectType: string, subject: string) =>
    who.post('/evidence-links', { subjectType, subject, version });
  const removal = ({ token }: Filer, id: string) =>
    call(api.url, `/api/v1/document-versions/${id}/removal`, {
      method: 'POST',
      token,
      body: { reason: 'Sent by mistake' },
    });

  it('proves an occurrence of an obligation, and cannot be removed any more', async () => {
    const { version } = await filedVersion(coordinator);
    const handed = await handIn(await occurrence(), version.id);
    expect(handed).toMatchObject({
      status: 200,
      body: { state: 'SUBMITTED_FOR_ACCEPTANCE', evidence: [{ kind: 'DOCUMENT', reference: version.id }] },
    });
    expect(await removal(coordinator, version.id)).toMatchObject({
      status: 409,
      body: { code: 'version-referenced' },
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['of another country', async () => (await filedVersion(ethiopia, { partner: 'ET' })).version.id],
    [
      'that the sender may not read',
      async () => (await filedVersion(legal, { classification: 'RESTRICTED' })).version.id,
    ],
    [
      'that was removed',
      async () => {
        const { version } = await filedVersion(coordinator);
        await removal(coordinator, version.id);
        return version.id;
      },
    ],
    [
      'that is a document and not one of its versions',
      async () => (await filedVersion(coordinator)).document.id,
    ],
    ['with an id in no form', async () => 'nonsense'],
  ])('proves nothing as a version %s', async (_what, reference) => {
    expect(await handIn(await occurrence(), await reference())).toMatchObject({
      status: 422,
      body: { code: 'reference-not-found' },
    });
  });

  it('proves nothing once a scanner condemned it', async () => {
    const { version } = await filedVersion(coordinator);
    await api.database.admin.query(`update app.document_version set scan = 'INFECTED' where id = $1`, [
      version.id,
    ]);
    expect((await handIn(await occurrence(), version.id)).status).toBe(422);
  });

  it('documents several things without being copied', async () => {
    const { document, version } = await filedVersion(legal, { kind: 'INSTRUMENT' });
    const { rev } = (await legal.get(`/instruments/${instrument.id}`)).body;
    await legal.post(
      `/instruments/${instrument.id}/clauses`,
      { ref: 'X.1', effect: 'ORIGINAL', body: 'Text' },
      rev,
    );
    const { rows } = await api.database.admin.query(`select id from app.instrument_clause where ref = 'X.1'`);
    const engagement = await legal.post('/engagements', { partner: 'PK', kind: 'VISIT', title: 'Visit' });
    const linked = await link(legal, version.id, 'instrument', instrument.id);
    expect(linked).toMatchObject({
      status: 201,
      body: { data: [{ kind: 'DOCUMENT', reference: version.id, subject: instrument.id }] },
    });
    expect((await link(legal, version.id, 'instrument-clause', rows[0].id)).status).toBe(201);
    expect((await link(legal, version.id, 'engagement', engagement.body.id)).status).toBe(201);
    const { body } = await legal.get(`/documents/${document.id}/links`);
    expect(body.data.map(({ subjectType }: any) => subjectType)).toEqual([
      'instrument',
      'instrument-clause',
      'engagement',
    ]);
    expect(await auditOf(api, instrument.id)).toContain('evidence.link');
    const listed = await coordinator.get(`/evidence-links?subjectType=instrument&subject=${instrument.id}`);
    expect(listed.body.data).toHaveLength(1);
    expect(
      (await ethiopia.get(`/evidence-links?subjectType=instrument&subject=${instrument.id}`)).body.data,
    ).toEqual([]);
  });

  it('is not tied to what another partner has, nor by another partner', async () => {
    const { version } = await filedVersion(coordinator);
    const foreign = (await filedVersion(ethiopia, { partner: 'ET' })).version;
    for (const [who, id] of [
      [ethiopia, version.id],
      [ethiopia, foreign.id],
      [legal, foreign.id],
    ] as const) {
      expect(await link(who, id, 'instrument', instrument.id)).toMatchObject({
        status: 422,
        body: { code: 'reference-not-found' },
      });
    }
  });
});
