import { ObligationCalendar } from '#partnerships';
import { programContext } from '#platform';
import type { TestApi } from '../../support/app.js';
import {
  askerFor,
  askerWith,
  auditOf,
  draftAgreement,
  signedAgreement,
  startRegisterApi,
  type Asker,
} from './register-api.js';

const page = { kind: 'URL', reference: 'https://example.org/report', note: 'published' };

describe('obligations', () => {
  let api: TestApi;
  let legal: Asker;
  let desk: Asker;
  let director: Asker;
  let coordinator: Asker;
  let supervisor: Asker;
  let entry: Asker;
  let ethiopia: Asker;
  let instrument: any;

  beforeAll(async () => {
    api = await startRegisterApi();
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    director = await askerWith(api, 'DIRECTOR', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    supervisor = await askerWith(api, 'PARTNER_SUPERVISOR', 'PK');
    entry = await askerWith(api, 'DATA_ENTRY', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
    instrument = await signedAgreement(legal);
  });

  afterAll(() => api?.close());

  const obligation = (more: object = {}): object => ({
    clauseRef: '4.1',
    obliged: 'PK',
    kind: 'REPORTING',
    title: 'Report of the centre',
    frequency: 'ONCE',
    firstDueOn: '2026-12-10',
    ...more,
  });
  const add = async (more: object = {}, to = instrument): Promise<any> =>
    (await legal.post(`/instruments/${to.id}/obligations`, obligation(more))).body;
  /** Occurrences of one obligation, by due day. */
  const occurrencesOf = async ({ id }: { id: string }, query = ''): Promise<any[]> =>
    (await desk.get(`/obligation-occurrences?limit=200${query}`)).body.data.filter(
      (each: any) => each.obligation === id,
    );
  const oneOccurrence = async (more: object = {}): Promise<any> => (await occurrencesOf(await add(more)))[0];
  const take = (who: Asker, { id, rev }: any, name: string, more: object = {}) =>
    who.post(`/obligation-occurrences/${id}/transitions`, { name, ...more }, rev);
  const rollAhead = () =>
    api.app
      .get(ObligationCalendar, { strict: false })
      .rollAhead(programContext('OPERATOR', 'test', ['PK', 'UG', 'HQ'], 'request'));

  describe('POST /instruments/{id}/obligations', () => {
    it('records what a side owes by a clause, with its first occurrences and the audit', async () => {
      const added = await add({
        frequency: 'QUARTERLY',
        firstDueOn: '2026-01-31',
        leadDays: 14,
        risk: 'HIGH',
      });
      expect(added).toMatchObject({
        partner: 'PK',
        obligedSide: 'PARTNER',
        risk: 'HIGH',
        evidenceRequired: true,
      });
      const dates = (await occurrencesOf(added)).map(({ dueOn, state }) => `${dueOn} ${state}`);
      expect(dates).toEqual([
        '2026-01-31 OVERDUE',
        '2026-04-30 OVERDUE',
        '2026-07-31 OVERDUE',
        '2026-10-31 OVERDUE',
        '2027-01-31 SCHEDULED',
        '2027-04-30 SCHEDULED',
        '2027-07-31 SCHEDULED',
        '2027-10-31 SCHEDULED',
      ]);
      expect(await auditOf(api, added.id)).toEqual(['obligation.add']);
      expect((await coordinator.get(`/instruments/${instrument.id}/obligations`)).body.data).toContainEqual(
        added,
      );
    });

    it('opens an occurrence on the day that the lead time reaches', async () => {
      const stateWith = async (leadDays: number) => (await oneOccurrence({ leadDays })).state;
      expect([await stateWith(18), await stateWith(17)]).toEqual(['OPEN', 'SCHEDULED']);
    });

    it('records what headquarters owes', async () => {
      expect(await add({ obliged: 'HQ', kind: 'TRAINING' })).toMatchObject({
        partner: 'PK',
        obligedSide: 'HQ',
      });
    });

    it('refers to clauses of the register where there are some', async () => {
      const withClauses = await signedAgreement(legal);
      const clause = { ref: '4.1', effect: 'ORIGINAL', body: 'The Ministry reports.' };
      await legal.post(`/instruments/${withClauses.id}/clauses`, clause, withClauses.rev);
      const path = `/instruments/${withClauses.id}/obligations`;
      expect((await legal.post(path, obligation())).status).toBe(201);
      const { status, body } = await legal.post(path, obligation({ clauseRef: '9' }));
      expect([status, body.code]).toEqual([422, 'reference-not-found']);
    });

    it('asks to whom headquarters owes it where there are several parties', async () => {
      const several = await signedAgreement(legal, { code: 'AGR-OBL-SEVERAL', parties: ['PK', 'UG'] });
      const path = `/instruments/${several.id}/obligations`;
      expect((await legal.post(path, obligation({ obliged: 'HQ' }))).status).toBe(422);
      expect((await legal.post(path, obligation({ obliged: 'UG', beneficiary: 'PK' }))).status).toBe(422);
      const { body } = await legal.post(path, obligation({ obliged: 'HQ', beneficiary: 'UG' }));
      expect(body).toMatchObject({ partner: 'UG', obligedSide: 'HQ' });
    });

    it.each([
      ['of a stranger', { obliged: 'ET' }],
      ['to oneself', { obliged: 'HQ', beneficiary: 'HQ' }],
      ['that ends before it begins', { frequency: 'MONTHLY', lastDueOn: '2026-12-09' }],
      ['once, with a last day', { lastDueOn: '2026-12-31' }],
      ['on a day that does not exist', { firstDueOn: '2026-02-30' }],
    ])('refuses an obligation %s', async (_what, fault) => {
      expect((await legal.post(`/instruments/${instrument.id}/obligations`, obligation(fault))).status).toBe(
        422,
      );
    });

    it('is closed without the permission, to another country and without signing in', async () => {
      const path = `/instruments/${instrument.id}/obligations`;
      const asked = await Promise.all(
        [desk, coordinator, askerFor(api)].map((each) => each.post(path, obligation())),
      );
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 401]);
      expect((await ethiopia.get(path)).status).toBe(404);
    });
  });

  describe('rolling ahead', () => {
    it('adds nothing when it runs again', async () => {
      await add({ frequency: 'MONTHLY' });
      await rollAhead();
      expect(await rollAhead()).toBe(0);
    });

    it('makes no occurrence while the instrument is a draft, and catches up once it is in force', async () => {
      const { body: draft } = await legal.post('/instruments', draftAgreement());
      const added = await add({}, draft);
      expect(await occurrencesOf(added)).toEqual([]);
      await legal.post(
        `/instruments/${draft.id}/acts`,
        { act: 'SIGNED', party: 'HQ', date: '2026-03-01' },
        1,
      );
      await legal.post(
        `/instruments/${draft.id}/acts`,
        { act: 'SIGNED', party: 'PK', date: '2026-03-01' },
        2,
      );
      await rollAhead();
      expect(await occurrencesOf(added)).toHaveLength(1);
    });

    it('stands still while the instrument is suspended', async () => {
      const suspended = await signedAgreement(legal);
      const act = { act: 'SUSPENDED', party: 'PK', date: '2026-10-01' };
      await legal.post(`/instruments/${suspended.id}/acts`, act, suspended.rev);
      expect(await occurrencesOf(await add({}, suspended))).toEqual([]);
    });

    it('ends with the term, except for what survives it', async () => {
      const ending = await signedAgreement(legal, { termUntil: '2027-01-31' });
      const monthly = { frequency: 'MONTHLY', firstDueOn: '2026-12-15' };
      expect(await occurrencesOf(await add(monthly, ending))).toHaveLength(2);
      expect((await occurrencesOf(await add({ ...monthly, survives: true }, ending))).length).toBeGreaterThan(
        10,
      );
    });
  });

  describe('GET /obligation-occurrences', () => {
    it('filters by state, partner, instrument and due day', async () => {
      const added = await add({ frequency: 'YEARLY', firstDueOn: '2025-06-01' });
      const dates = async (query: string) => (await occurrencesOf(added, query)).map(({ dueOn }) => dueOn);
      expect(await dates('&state=OVERDUE')).toEqual(['2025-06-01', '2026-06-01']);
      expect(await dates('&state=SCHEDULED')).toEqual(['2027-06-01']);
      expect(await dates('&partner=ET')).toEqual([]);
      expect(await dates('&dueFrom=2026-06-01&dueUntil=2026-06-01')).toEqual(['2026-06-01']);
      expect(await dates(`&instrument=${instrument.id}`)).toHaveLength(3);
    });

    it('pages by cursor without losing or repeating one', async () => {
      const own = await signedAgreement(legal);
      const added = await add({ frequency: 'MONTHLY', firstDueOn: '2026-01-15' }, own);
      const all = await occurrencesOf(added);
      const ids: string[] = [];
      let query = `instrument=${own.id}&limit=7`;
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await desk.get(`/obligation-occurrences?${query}${cursor && `&cursor=${cursor}`}`);
        ids.push(...body.data.map(({ id }: any) => id));
        cursor = body.page.nextCursor;
      }
      expect(ids).toEqual(all.map(({ id }) => id));
    });

    it('shows another country nothing', async () => {
      const { id } = await oneOccurrence();
      expect((await ethiopia.get('/obligation-occurrences')).body.data).toEqual([]);
      expect((await ethiopia.get('/obligation-occurrences?partner=PK')).status).toBe(404);
      expect((await ethiopia.get(`/obligation-occurrences/${id}`)).status).toBe(404);
      expect((await ethiopia.get(`/obligation-occurrences/${id}/transitions`)).status).toBe(404);
      expect((await askerFor(api).get('/obligation-occurrences')).status).toBe(401);
    });
  });

  describe('the steps of an occurrence', () => {
    it('are performance with proof and acceptance by the other side', async () => {
      const due = await oneOccurrence();
      const { status, body } = await take(coordinator, due, 'submitEvidence', { evidence: [page] });
      expect([status, body.state, body.rev]).toEqual([200, 'SUBMITTED_FOR_ACCEPTANCE', 2]);
      expect(body.evidence).toMatchObject([page]);
      const accepted = await take(desk, body, 'accept');
      expect([accepted.status, accepted.body.state]).toEqual([200, 'FULFILLED']);
      expect(await auditOf(api, due.id)).toEqual([
        'obligation-occurrence.submitEvidence',
        'obligation-occurrence.accept',
      ]);
    });

    it('take a claim of the partner as proof, and no claim of another', async () => {
      const claimOf = async (who: Asker) => (await who.get('/claims?limit=1')).body.data[0].id;
      const due = await oneOccurrence();
      const foreign = { kind: 'CLAIM', reference: await claimOf(ethiopia) };
      const refused = await take(coordinator, due, 'submitEvidence', { evidence: [foreign] });
      expect([refused.status, refused.body.code]).toEqual([422, 'reference-not-found']);
      const owed = await oneOccurrence({ obliged: 'HQ' });
      expect((await take(desk, owed, 'submitEvidence', { evidence: [foreign] })).status).toBe(422);
      const own = { kind: 'CLAIM', reference: await claimOf(coordinator) };
      expect((await take(coordinator, due, 'submitEvidence', { evidence: [own] })).status).toBe(200);
    });

    it.each(['javascript:alert(1)', 'ftp://example.org/a', 'https://user:secret@example.org/', 'a page'])(
      'take no proof at the address %s',
      async (reference) => {
        const due = await oneOccurrence();
        const evidence = [{ kind: 'URL', reference }];
        expect((await take(coordinator, due, 'submitEvidence', { evidence })).status).toBe(422);
        expect((await desk.get(`/obligation-occurrences/${due.id}`)).body.state).toBe('OPEN');
      },
    );

    it('ask for a proof where one is required', async () => {
      const due = await oneOccurrence();
      const { status, body } = await take(coordinator, due, 'submitEvidence');
      expect([status, body.code, body.errors[0].code]).toEqual([422, 'guard-failed', 'evidence-missing']);
      const free = await oneOccurrence({ evidenceRequired: false });
      expect((await take(coordinator, free, 'submitEvidence')).status).toBe(200);
    });

    it('keep the sides apart: the obliged one performs, the other accepts', async () => {
      const due = await oneOccurrence();
      expect((await take(desk, due, 'submitEvidence', { evidence: [page] })).body.code).toBe('forbidden');
      const { body } = await take(coordinator, due, 'submitEvidence', { evidence: [page] });
      expect((await take(supervisor, body, 'accept')).body.code).toBe('forbidden');
      const owed = await oneOccurrence({ obliged: 'HQ' });
      const performed = await take(desk, owed, 'submitEvidence', { evidence: [page] });
      expect((await take(director, performed.body, 'accept')).status).toBe(403);
      expect((await take(coordinator, performed.body, 'accept')).body.state).toBe('FULFILLED');
    });

    it('send back with a reason, after which it is open again with its proofs', async () => {
      const due = await oneOccurrence();
      const { body } = await take(coordinator, due, 'submitEvidence', { evidence: [page] });
      expect((await take(desk, body, 'sendBack')).body.errors[0].code).toBe('reason-missing');
      const back = await take(desk, body, 'sendBack', { reason: 'The page is about another month' });
      expect([back.body.state, back.body.reason, back.body.evidence.length]).toEqual([
        'OPEN',
        'The page is about another month',
        1,
      ]);
    });

    it('waive by the director only, with a reason', async () => {
      const due = await oneOccurrence();
      expect((await take(legal, due, 'waive', { reason: 'Not needed this year' })).status).toBe(403);
      const { body } = await take(director, due, 'waive', { reason: 'Not needed this year' });
      expect([body.state, body.reason]).toEqual(['WAIVED', 'Not needed this year']);
    });

    it('dispute by either side and resolve by headquarters’ lawyers, or by a waiver of the director', async () => {
      const reason = 'The clause does not say so';
      const first = await take(coordinator, await oneOccurrence(), 'dispute', { reason });
      expect(first.body.state).toBe('DISPUTED');
      expect((await take(desk, first.body, 'resolve', { reason })).status).toBe(403);
      expect((await take(legal, first.body, 'resolve', { reason })).body.state).toBe('OPEN');
      const second = await take(desk, await oneOccurrence(), 'dispute', { reason });
      expect((await take(director, second.body, 'resolveByWaiver', { reason })).body.state).toBe('WAIVED');
    });

    it('name the possible ones where a step is not possible', async () => {
      const due = await oneOccurrence();
      const { status, body } = await take(desk, due, 'accept');
      expect([status, body.code, body.allowed]).toEqual([
        409,
        'invalid-transition',
        ['submitEvidence', 'waive', 'dispute'],
      ]);
    });

    it('are listed for the one who asks, with what they lack', async () => {
      const { id } = await oneOccurrence();
      const steps = async (who: Asker) =>
        (await who.get(`/obligation-occurrences/${id}/transitions`)).body.data.map(
          ({ name, unmet }: any) => `${name}: ${unmet.map(({ code }: any) => code)}`,
        );
      expect(await steps(coordinator)).toEqual([
        'submitEvidence: evidence-missing',
        'dispute: reason-missing',
      ]);
      expect(await steps(director)).toEqual(['waive: reason-missing', 'dispute: reason-missing']);
      expect(await steps(entry)).toEqual([]);
    });

    it('ask for the current entity tag', async () => {
      const due = await oneOccurrence();
      const body = { name: 'dispute', reason: 'why not' };
      expect((await coordinator.post(`/obligation-occurrences/${due.id}/transitions`, body)).status).toBe(
        428,
      );
      expect((await coordinator.post(`/obligation-occurrences/${due.id}/transitions`, body, 7)).status).toBe(
        412,
      );
    });

    it('let one of two who act at once win', async () => {
      const due = await oneOccurrence({ evidenceRequired: false });
      const answers = await Promise.all([
        take(coordinator, due, 'submitEvidence'),
        take(director, due, 'waive', { reason: 'Not needed' }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    });

    it('are closed without the permission, to another country and without signing in', async () => {
      const due = await oneOccurrence();
      expect((await take(entry, due, 'dispute', { reason: 'why' })).status).toBe(403);
      expect((await take(ethiopia, due, 'dispute', { reason: 'why' })).status).toBe(404);
      expect((await take(askerFor(api), due, 'dispute', { reason: 'why' })).status).toBe(401);
    });
  });
});
