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

const faultCodes = (body: any): string[] => body.errors.map(({ code }: { code: string }) => code);

describe('the details of agreements', () => {
  let api: TestApi;
  let legal: Asker;
  let desk: Asker;
  let coordinator: Asker;
  let ethiopia: Asker;

  beforeAll(async () => {
    api = await startRegisterApi();
    legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    ethiopia = await askerWith(api, 'COORDINATOR', 'ET');
  });

  afterAll(() => api?.close());

  const full = {
    titles: [
      { language: 'az', title: 'Anlaşma memorandumu', prevailing: true },
      { language: 'en', title: 'Memorandum of understanding', prevailing: false },
    ],
    partyDetails: [
      { party: 'HQ', role: 'State Agency', signatories: [{ name: 'A. B.', role: 'Chairman' }] },
      { party: 'PK', role: 'Ministry', capacity: 'for the Government', signatories: [{ role: 'Minister' }] },
    ],
    depositary: 'None',
    entryIntoForceRule: 'ON_LAST_NOTIFICATION',
    entryIntoForceDays: 30,
    termFrom: '2026-03',
    termUntil: '2031-03',
    renewalMode: 'AUTO',
    renewalPeriod: 'P5Y',
    noticePeriod: 'P6M',
  };

  describe('POST /instruments', () => {
    it('gives back everything that was said, dates known to the month as months', async () => {
      const { status, body } = await legal.post('/instruments', draftAgreement(full));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        titles: full.titles,
        depositary: 'None',
        entryIntoForceRule: 'ON_LAST_NOTIFICATION',
        entryIntoForceDays: 30,
        partyDetails: [
          {
            party: 'HQ',
            role: 'State Agency',
            capacity: null,
            signatories: [{ name: 'A. B.', role: 'Chairman' }],
          },
          { party: 'PK', capacity: 'for the Government', signatories: [{ name: null, role: 'Minister' }] },
        ],
        terms: {
          from: { precision: 'MONTH', text: '2026-03' },
          until: { earliest: '2031-03-01', latest: '2031-03-31', precision: 'MONTH' },
          renewalMode: 'AUTO',
          renewalPeriod: 'P5Y',
          noticePeriod: 'P6M',
        },
      });
    });

    it('names every rule that can never be met, and stores nothing', async () => {
      const impossible = draftAgreement({
        code: 'AGR-PK-IMPOSSIBLE',
        entryIntoForceRule: 'NTH_RATIFICATION',
        ratificationsNeeded: 3,
        noticePeriod: 'soon',
        titles: [{ language: 'az', title: 'T', prevailing: false }],
      });
      const { status, body } = await legal.post('/instruments', impossible);
      expect([status, body.code]).toEqual([422, 'rule-violated']);
      expect(faultCodes(body)).toEqual([
        'entry.more-ratifications-than-parties',
        'term.invalid-duration',
        'titles.one-must-prevail',
      ]);
      const rows = await api.database.admin.query(
        "select 1 from app.instrument where code = 'AGR-PK-IMPOSSIBLE'",
      );
      expect(rows.rowCount).toBe(0);
    });

    it('refuses a class that contradicts the kind', async () => {
      const { status, body } = await legal.post('/instruments', draftAgreement({ class: 'TREATY' }));
      expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'rule-violated', '/class']);
    });

    it('answers 404 for an amended instrument that does not exist', async () => {
      const amends = '019aa000-0000-7000-8000-000000000000';
      expect((await legal.post('/instruments', draftAgreement({ amends }))).status).toBe(404);
    });
  });

  describe('PATCH /instruments/{id}', () => {
    it('changes what is named, clears what is null and leaves the rest', async () => {
      const { body: before } = await legal.post('/instruments', draftAgreement(full));
      const change = { noticePeriod: 'P3M', depositary: null };
      const { status, body } = await legal.patch(`/instruments/${before.id}`, change, 1);
      expect([status, body.rev]).toEqual([200, 2]);
      expect(body.terms).toEqual({ ...before.terms, noticePeriod: 'P3M' });
      expect([body.depositary, body.titles, body.partyDetails]).toEqual([
        null,
        before.titles,
        before.partyDetails,
      ]);
      expect(await auditOf(api, before.id)).toEqual(['instrument.register', 'instrument.describe']);
    });

    it('has no status, code or parties to write', async () => {
      const { id } = await signedAgreement(legal);
      for (const member of ['status', 'code', 'parties', 'acts']) {
        const { status, body } = await legal.patch(`/instruments/${id}`, { [member]: 'IN_FORCE' }, 3);
        expect([status, body.code]).toEqual([422, 'unknown-member']);
      }
    });

    it('refuses a fixed day before a recorded signature', async () => {
      const { id, rev } = await signedAgreement(legal);
      const rule = { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: '2026-02-01' };
      const { status, body } = await legal.patch(`/instruments/${id}`, rule, rev);
      expect([status, faultCodes(body)]).toEqual([422, ['entry.fixed-date-before-signature']]);
    });

    it('refuses a chain of successors that leads back to its beginning', async () => {
      const first = await signedAgreement(legal);
      const second = await signedAgreement(legal, { supersedes: first.id });
      const third = await signedAgreement(legal, { supersedes: second.id });
      const { status, body } = await legal.patch(
        `/instruments/${first.id}`,
        { supersedes: third.id },
        first.rev,
      );
      expect([status, body.errors[0].pointer]).toEqual([422, '/supersedes']);
      expect(
        (await legal.patch(`/instruments/${first.id}`, { supersedes: first.id }, first.rev)).status,
      ).toBe(422);
      expect((await legal.get(`/instruments/${first.id}`)).body).toMatchObject({
        supersedes: null,
        supersededBy: [second.id],
      });
    });

    it('asks for the current entity tag', async () => {
      const { id } = await signedAgreement(legal);
      expect((await legal.patch(`/instruments/${id}`, { note: 'x' })).status).toBe(428);
      expect((await legal.patch(`/instruments/${id}`, { note: 'x' }, 1)).status).toBe(412);
    });

    it('is closed without the permission, to another country and without signing in', async () => {
      const { id, rev } = await signedAgreement(legal);
      const asked = await Promise.all(
        [desk, coordinator, ethiopia, askerFor(api)].map((each) =>
          each.patch(`/instruments/${id}`, { note: 'x' }, rev),
        ),
      );
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 401]);
    });
  });

  describe('GET /instruments/{id}/parties', () => {
    const association = async (): Promise<any> =>
      (await legal.get('/instruments?limit=200')).body.data.find(
        (each: any) => each.code === 'AGR-ASSOC-2019',
      );

    it('lists what each party of the association’s declaration did, with dates known to the month', async () => {
      const { id } = await association();
      const { body } = await legal.get(`/instruments/${id}/parties?asOf=2019-07-01`);
      expect(body.data.map(({ party }: any) => party)).toEqual([
        'HQ',
        'AE',
        'AF',
        'ID',
        'MA',
        'ME',
        'TR',
        'UG',
      ]);
      expect(
        new Set(
          body.data.map((each: any) => `${each.state} ${each.signedOn.text} ${each.signedOn.precision}`),
        ),
      ).toEqual(new Set(['SIGNED 2019-06 MONTH']));
      expect(body.data.every(({ inForceSince }: any) => inForceSince === null)).toBe(true);
    });

    it('lets a further country accede, from its accession on', async () => {
      const { id, rev } = await association();
      const accession = { act: 'ACCEDED', party: 'MY', date: '2026-05-04', reservation: 'Except the fees' };
      const { status, body } = await legal.post(`/instruments/${id}/acts`, accession, rev);
      expect([status, body.parties.includes('MY')]).toEqual([201, true]);
      const standing = async (asOf: string) =>
        (await legal.get(`/instruments/${id}/parties?asOf=${asOf}`)).body.data.find(
          (each: any) => each.party === 'MY',
        );
      expect(await standing('2026-05-03')).toMatchObject({ state: 'NONE', acceded: true });
      expect(await standing('2026-05-04')).toMatchObject({
        state: 'CONSENTED',
        reservations: ['Except the fees'],
      });
      expect((await legal.get(`/instruments/${id}?asOf=2020-01-01`)).body.status).toBe('SIGNED');
    });

    it('lets nobody accede to a bilateral instrument, nor a country that is no partner to any', async () => {
      const { id, rev } = await signedAgreement(legal);
      const stranger = await legal.post(`/instruments/${id}/acts`, { act: 'ACCEDED', party: 'MY' }, rev);
      expect([stranger.status, faultCodes(stranger.body)]).toEqual([422, ['act.unknown-party']]);
      const several = await association();
      const unknown = await legal.post(
        `/instruments/${several.id}/acts`,
        { act: 'ACCEDED', party: 'ZZ' },
        several.rev,
      );
      expect(unknown.status).toBe(404);
    });

    it('is closed to another country and without signing in', async () => {
      const { id } = await signedAgreement(legal);
      expect((await coordinator.get(`/instruments/${id}/parties`)).status).toBe(200);
      expect((await ethiopia.get(`/instruments/${id}/parties`)).status).toBe(404);
      expect((await askerFor(api).get(`/instruments/${id}/parties`)).status).toBe(401);
    });
  });

  describe('clauses and the consolidated text', () => {
    const clause = (ref: string, effect: string, body?: string) => ({ ref, effect, body });

    /** A first text of two clauses, and an amendment of June 2026 that replaces one and adds another. */
    const amended = async () => {
      const first = await signedAgreement(legal);
      await legal.post(
        `/instruments/${first.id}/clauses`,
        clause('1', 'ORIGINAL', 'Agency trains ten people'),
        3,
      );
      await legal.post(`/instruments/${first.id}/clauses`, clause('2', 'ORIGINAL', 'Ministry reports'), 4);
      const second = await signedAgreement(legal, { kind: 'ADDENDUM', amends: first.id }, '2026-06-10');
      await legal.post(
        `/instruments/${second.id}/clauses`,
        clause('1', 'REPLACE', 'Agency trains twenty people'),
        3,
      );
      await legal.post(`/instruments/${second.id}/clauses`, clause('3', 'ADD', 'Fees are shared'), 4);
      return { first, second };
    };

    it('shows the text of a day with the instrument that each clause comes from', async () => {
      const { first, second } = await amended();
      const read = async (asOf: string) =>
        (await coordinator.get(`/instruments/${first.id}/consolidated?asOf=${asOf}`)).body;
      const before = await read('2026-06-09');
      expect(before.clauses.map(({ ref, body }: any) => [ref, body])).toEqual([
        ['1', 'Agency trains ten people'],
        ['2', 'Ministry reports'],
      ]);
      expect(before.notInForce).toMatchObject([{ code: second.code, status: 'DRAFT' }]);
      const after = await read('2026-06-10');
      expect(after.clauses.map(({ ref, body, provenance }: any) => [ref, body, provenance.code])).toEqual([
        ['1', 'Agency trains twenty people', second.code],
        ['2', 'Ministry reports', first.code],
        ['3', 'Fees are shared', second.code],
      ]);
      expect(after.clauses[0]).toMatchObject({
        provenance: { since: { latest: '2026-06-10' } },
        replaced: [{ code: first.code }],
      });
    });

    it('lists the clauses of one instrument alone', async () => {
      const { second } = await amended();
      const { body } = await coordinator.get(`/instruments/${second.id}/clauses`);
      expect(body.data).toMatchObject([
        { ref: '1', effect: 'REPLACE', position: 1 },
        { ref: '3', effect: 'ADD', position: 2 },
      ]);
    });

    it.each([
      ['adds what exists', { ref: '2', effect: 'ADD', body: 'x' }],
      ['replaces what does not exist', { ref: '9', effect: 'REPLACE', body: 'x' }],
      ['changes one clause twice', { ref: '1', effect: 'DELETE' }],
      ['is called original', { ref: '9', effect: 'ORIGINAL', body: 'x' }],
      ['deletes with words', { ref: '2', effect: 'DELETE', body: 'x' }],
      ['replaces without words', { ref: '2', effect: 'REPLACE' }],
    ])('refuses an amendment that %s', async (_what, body) => {
      const { second } = await amended();
      const answer = await legal.post(`/instruments/${second.id}/clauses`, body, 5);
      expect([answer.status, answer.body.code]).toEqual([422, 'rule-violated']);
    });

    it('asks for the entity tag, and is closed without the permission and to another country', async () => {
      const { first } = await amended();
      const path = `/instruments/${first.id}/clauses`;
      expect((await legal.post(path, clause('9', 'ORIGINAL', 'x'))).status).toBe(428);
      expect((await legal.post(path, clause('9', 'ORIGINAL', 'x'), 1)).status).toBe(412);
      expect((await desk.post(path, clause('9', 'ORIGINAL', 'x'), 5)).status).toBe(403);
      expect((await ethiopia.get(path)).status).toBe(404);
      expect((await ethiopia.get(`/instruments/${first.id}/consolidated`)).status).toBe(404);
      expect((await askerFor(api).get(path)).status).toBe(401);
    });
  });

  describe('notice deadlines', () => {
    const renewing = {
      termUntil: '2027-03-01',
      renewalMode: 'AUTO',
      renewalPeriod: 'P5Y',
      noticePeriod: 'P60D',
    };

    it('brings up what renews itself without a decision, and stops when somebody decides', async () => {
      const { id, rev } = await signedAgreement(legal, renewing);
      const find = async () =>
        (await desk.get('/instruments/notice-deadlines')).body.data.find(
          (each: any) => each.instrument === id,
        );
      expect(await find()).toMatchObject({
        status: 'EXPIRING',
        actBy: '2026-12-31',
        daysLeft: 39,
        band: 'WITHIN_90',
        atRisk: true,
        decision: null,
      });
      await legal.post(`/instruments/${id}/acts`, { act: 'DENOUNCED', party: 'HQ', date: '2026-11-20' }, rev);
      expect(await find()).toMatchObject({ atRisk: false, decision: { act: 'DENOUNCED' } });
    });

    it('lists within the asked time and for the asked partner only', async () => {
      await signedAgreement(legal, renewing);
      const count = async (query: string) =>
        (await desk.get(`/instruments/notice-deadlines?${query}`)).body.data.length;
      expect(await count('within=P38D&partner=PK')).toBe(0);
      expect(await count('within=P39D&partner=PK')).toBeGreaterThan(0);
      expect(await count('within=P39D&partner=ET')).toBe(0);
    });

    it('says nothing about agreements whose end no source documents', async () => {
      const { body } = await desk.get('/instruments/notice-deadlines?within=P99Y');
      expect(body.data.filter(({ code }: any) => !code.startsWith('AGR-PK-D'))).toEqual([]);
    });

    it('gives the open ones as a calendar feed', async () => {
      const { code, id } = await signedAgreement(legal, renewing);
      const { status, headers, body } = await desk.get('/instruments/notice-deadlines.ics');
      expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
      expect(body.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
      const entry = body.split('BEGIN:VEVENT\r\n').find((part: string) => part.includes(`UID:notice-${id}@`));
      expect(entry).toContain(`SUMMARY:Notice deadline: ${code}\r\n`);
      expect(entry).toContain('DTSTART;VALUE=DATE:20261231\r\n');
    });

    it.each(['within=180', 'within=P0D', 'within=PT5H', 'partner=pk', 'asOf=2026-02-30'])(
      'refuses %s',
      async (query) => {
        expect((await desk.get(`/instruments/notice-deadlines?${query}`)).status).toBe(400);
      },
    );

    it('shows another country nothing and nobody anything without signing in', async () => {
      await signedAgreement(legal, renewing);
      expect((await ethiopia.get('/instruments/notice-deadlines?within=P9Y')).body.data).toEqual([]);
      expect((await ethiopia.get('/instruments/notice-deadlines?partner=PK')).status).toBe(404);
      expect((await ethiopia.get('/instruments/notice-deadlines.ics')).body).not.toContain('VEVENT');
      expect((await askerFor(api).get('/instruments/notice-deadlines.ics')).status).toBe(401);
    });
  });
});
