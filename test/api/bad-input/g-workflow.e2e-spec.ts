import { SettableClock } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { csvMonth, upload } from '../../support/imports.js';
import { signedIn } from '../../support/people.js';
import {
  addReportingUnit,
  CORE_CELLS,
  cellsBody,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';
import { refused, type Refusal } from './oracle.js';

const NOW = '2026-11-05T08:00:00Z';
const invalid: Refusal = { status: 409, code: 'invalid-transition' };
const CELLS = Object.keys(CORE_CELLS);

describe('bad input, group G: workflow and concurrency', () => {
  let api: TestApi;
  let clock: SettableClock;
  let coordinator: string;
  let reviewer: string;
  let entry: string[];
  let units = 0;

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    clock = api.clock as SettableClock;
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-G' });
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    entry = [];
    for (let n = 0; n < 4; n++) entry.push(await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK' }));
  });
  afterAll(() => api.close());
  beforeEach(() => clock.set(NOW));

  async function openDraft(): Promise<{ id: string; slot: any; unit: string }> {
    const unit = `CTR-PK-G${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const slot = await slotOf(api, coordinator, unit, '2026-10');
    const draft = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token: coordinator,
    });
    return { id: draft.body.id, slot, unit };
  }
  const patch = (id: string, body: object, token = coordinator) =>
    call(api.url, `/api/v1/submissions/${id}/cells`, { method: 'PATCH', token, body });
  async function filled(): Promise<{ id: string; slot: any; unit: string }> {
    const draft = await openDraft();
    await patch(draft.id, cellsBody(CORE_CELLS));
    return draft;
  }
  async function submitted(): Promise<{ id: string; slot: any; unit: string }> {
    const draft = await filled();
    await step(api, coordinator, draft.id, { name: 'submit', attestation: true });
    return draft;
  }
  async function accepted(): Promise<{ id: string; slot: any; unit: string }> {
    const report = await submitted();
    await step(api, reviewer, report.id, { name: 'startReview' });
    await step(api, reviewer, report.id, { name: 'accept' });
    return report;
  }
  const take = (id: string, token: string, rev: number, body: object): Promise<Answer> =>
    call(api.url, `/api/v1/submissions/${id}/transitions`, {
      method: 'POST',
      token,
      body,
      headers: { 'if-match': `"r${rev}"` },
    });
  const revOf = async (id: string) =>
    (await call(api.url, `/api/v1/submissions/${id}`, { token: coordinator })).body.rev as number;

  it('78: refuses to submit what is submitted', async () => {
    const { id } = await submitted();
    await refused(api, invalid, () => step(api, coordinator, id, { name: 'submit', attestation: true }));
  });

  it.each(['accept', 'return', 'startReview', 'releaseReview'])('78: refuses to %s a draft', async (name) => {
    const { id } = await filled();
    const queries = [{ reason: 'OTHER', text: 'Please look again.', replyBy: '2026-11-20T18:00:00Z' }];
    const body = name === 'return' ? { name, queries } : { name };
    await refused(api, invalid, () => step(api, reviewer, id, body));
  });

  it.each(['recall', 'submit'])('78: refuses to reopen what is accepted by %s', async (name) => {
    const { id } = await accepted();
    await refused(api, invalid, () => step(api, coordinator, id, { name, attestation: true }));
  });

  it('78: refuses to type into what is accepted, and names the way out', async () => {
    const { id } = await accepted();
    const { body } = await refused(api, { status: 423, code: 'locked' }, () =>
      patch(id, cellsBody({ VISITORS: '1' }, 1)),
    );
    expect(body.lock).toMatchObject({ reason: 'ACCEPTED', remedyLink: '/api/v1/correction-requests' });
  });

  it('78: refuses a second draft beside an accepted report', async () => {
    const { slot } = await accepted();
    await refused(api, { status: 423, code: 'locked' }, () =>
      call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, { method: 'POST', token: coordinator }),
    );
  });

  it('78: refuses a second correction while one is open', async () => {
    const { id } = await accepted();
    const request = () =>
      call(api.url, '/api/v1/correction-requests', {
        method: 'POST',
        token: coordinator,
        body: { submission: id, kind: 'ERROR_FIX', reason: 'Two days were counted twice.' },
      });
    expect((await request()).status).toBe(201);
    await refused(api, invalid, request);
  });

  it('78: refuses a correction of a draft', async () => {
    const { id } = await filled();
    const body = { submission: id, kind: 'ERROR_FIX', reason: 'Two days were counted twice.' };
    await refused(api, invalid, () =>
      call(api.url, '/api/v1/correction-requests', { method: 'POST', token: coordinator, body }),
    );
  });

  it('79: takes one of two different files for a month in parallel', async () => {
    const { unit } = await openDraft();
    const files = ['1', '2'].map((visitors) => csvMonth([{ unit, cells: { VISITORS: visitors } }]));
    const period = 'GREGORIAN_MONTH:2026-10';
    const answers = await Promise.all(files.map((file) => upload(api, coordinator, file, { period })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    const late = answers.find(({ status }) => status === 409);
    expect([late?.body.code, Number(late?.headers.get('retry-after')) > 0]).toEqual([
      'import-in-progress',
      true,
    ]);
    const { rows } = await api.database.admin.query('select count(*)::int as n from app.import');
    expect(rows).toEqual([{ n: 1 }]);
    const taken = files[answers.findIndex(({ status }) => status === 202)];
    const again = await upload(api, coordinator, taken, { period: 'GREGORIAN_MONTH:2026-09' });
    expect(again.status).toBe(200);
  });

  it('80: takes a report a millisecond before entry closes', async () => {
    const { id, slot } = await filled();
    clock.set(new Date(Date.parse(slot.lockAt) - 1).toISOString());
    const fresh = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    expect((await step(api, fresh, id, { name: 'submit', attestation: true })).body.state).toBe('SUBMITTED');
  });

  it('80: refuses a report from the instant on at which entry closes', async () => {
    const { id, slot } = await filled();
    clock.set(slot.lockAt);
    const fresh = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const closed: Refusal = { status: 409, code: 'period-closed' };
    const { body } = await refused(api, closed, () =>
      step(api, fresh, id, { name: 'submit', attestation: true }),
    );
    expect(body.lock).toMatchObject({ reason: 'PERIOD_FROZEN', since: slot.lockAt });
    await refused(api, closed, () => patch(id, cellsBody({ VISITORS: '2' }, 1), fresh));
  });

  it('75: refuses a step on a state that has changed since', async () => {
    const { id } = await filled();
    const rev = await revOf(id);
    await patch(id, { cells: [{ cell: 'VISITORS', baseRev: 1, value: '1001' }] });
    await refused(api, { status: 412, code: 'precondition-failed' }, () =>
      take(id, coordinator, rev, { name: 'submit', attestation: true }),
    );
  });

  it('75: lets exactly one of two parallel steps happen', async () => {
    const { id } = await submitted();
    const rev = await revOf(id);
    const answers = await Promise.all([
      take(id, coordinator, rev, { name: 'recall' }),
      take(id, reviewer, rev, { name: 'startReview' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const { rows } = await api.database.admin.query(
      "select count(*)::int as n from app.audit_event where entity_id = $1 and action in ('submission.recall', 'submission.startReview')",
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('75: accepts once when two clicks arrive together', async () => {
    const { id, unit } = await submitted();
    await step(api, reviewer, id, { name: 'startReview' });
    const rev = await revOf(id);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => take(id, reviewer, rev, { name: 'accept' })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => ![200, 409, 412].includes(status))).toEqual([]);
    const { rows } = await api.database.admin.query(
      'select count(*)::int as n from app.observation where unit = $1',
      [unit],
    );
    expect(rows).toEqual([{ n: CELLS.length }]);
  });

  it('opens one draft when four people open it together', async () => {
    const unit = `CTR-PK-G${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const slot = await slotOf(api, coordinator, unit, '2026-10');
    const path = `/api/v1/report-slots/${slot.id}/submissions`;
    const answers = await Promise.all(entry.map((token) => call(api.url, path, { method: 'POST', token })));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('loses nothing of 200 parallel patches by four people', async () => {
    const { id } = await openDraft();
    const known = CELLS.map((cell) => ({ cell, rev: 0 }));
    const outcomes: string[] = [];
    const work = async (token: string, person: number) => {
      for (let round = 0; round < 50; round++) {
        const own = known[person * 2 + (round % 2)];
        const value = String(round);
        const answer = await patch(id, { cells: [{ cell: own.cell, baseRev: own.rev, value }] }, token);
        const [result] = answer.body.results ?? [{ outcome: `${answer.status}`, rev: own.rev }];
        own.rev = result.rev;
        outcomes.push(result.outcome);
      }
    };
    await Promise.all(entry.map(work));
    expect(outcomes.filter((outcome) => outcome !== 'APPLIED')).toEqual([]);
    const { rows } = await api.database.admin.query(
      `select cell, rev, value::text from app.cell_revision where submission_id = $1 and is_current order by cell`,
      [id],
    );
    const expected = CELLS.map((cell, n) => ({ cell, rev: 25, value: n % 2 === 0 ? '48' : '49' }));
    expect(rows).toEqual(expected.toSorted((a, b) => (a.cell < b.cell ? -1 : 1)));
    expect(await revOf(id)).toBe(201);
  });

  it('gives one winner and three conflicts when four people type into one cell', async () => {
    const { id } = await openDraft();
    const answers = await Promise.all(
      entry.map((token, n) =>
        patch(id, { cells: [{ cell: 'VISITORS', baseRev: 0, value: String(100 + n) }] }, token),
      ),
    );
    const results = answers.map(({ body }) => body.results[0]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
      'APPLIED',
      'CONFLICT',
      'CONFLICT',
      'CONFLICT',
    ]);
    const winner = String(100 + results.findIndex(({ outcome }) => outcome === 'APPLIED'));
    const shown = results.filter(({ outcome }) => outcome === 'CONFLICT').map(({ theirs }) => theirs.value);
    expect(shown).toEqual([winner, winner, winner]);
  });
});
