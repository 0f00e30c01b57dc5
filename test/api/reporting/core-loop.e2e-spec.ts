import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { openCorrection } from '../../support/corrections.js';
import { addScopes, signedIn } from '../../support/people.js';
import {
  addReportingUnit,
  cellsBody,
  CORE_CELLS,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';
import { SettableClock } from '#platform';

const NOW = '2026-11-05T08:00:00Z';

describe('from the open slot to the ledger', () => {
  let api: TestApi;
  let coordinator: string;
  let entry: string;
  let reviewer: string;
  let foreign: string;
  let units = 0;

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'ET');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    entry = await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK' });
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
  });
  afterAll(() => api.close());
  beforeEach(() => (api.clock as SettableClock).set(NOW));

  async function openDraft(token = coordinator): Promise<{ unit: string; slot: any; id: string }> {
    const unit = `CTR-PK-T${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const slot = await slotOf(api, coordinator, unit, '2026-10');
    const draft = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token,
    });
    expect(draft.status).toBe(201);
    return { unit, slot, id: draft.body.id };
  }

  const save = (id: string, body: object, token = coordinator, query = '') =>
    call(api.url, `/api/v1/submissions/${id}/cells${query}`, { method: 'PATCH', token, body });

  async function submitted(cells = CORE_CELLS): Promise<{ unit: string; slot: any; id: string }> {
    const draft = await openDraft();
    await save(draft.id, cellsBody(cells));
    const answer = await step(api, coordinator, draft.id, { name: 'submit', attestation: true });
    expect(answer).toMatchObject({ status: 200, body: { state: 'SUBMITTED' } });
    return draft;
  }

  it('shows the slot with its due instant, explained', async () => {
    const { slot } = await openDraft();
    expect(slot).toMatchObject({
      state: 'OPEN',
      opensAt: '2026-10-31T19:00:00.000Z',
      dueAt: '2026-11-11T13:00:00.000Z',
      period: { id: 'GREGORIAN_MONTH:2026-10', alignedTo: '2026-10', localLabel: 'October 2026' },
      timeliness: 'PENDING',
    });
    expect(slot.dueExplanation.explanation).toContain('7th working day after 31 Oct 2026');
  });

  it('carries a report to the ledger in the hands of two people', async () => {
    const { id, unit } = await submitted();
    expect((await step(api, reviewer, id, { name: 'startReview' })).body.state).toBe('IN_REVIEW');
    expect((await step(api, reviewer, id, { name: 'accept' })).body.state).toBe('ACCEPTED');
    const { rows } = await api.database.admin.query(
      'select indicator, value::text, known_to from app.observation where unit = $1',
      [unit],
    );
    expect(Object.fromEntries(rows.map((row) => [row.indicator, row.value]))).toEqual(CORE_CELLS);
    const audit = await api.database.admin.query(
      'select action from app.audit_event where entity_id = $1 order by id',
      [id],
    );
    expect(audit.rows.map((row) => row.action)).toEqual([
      'submission.open',
      'submission.save-cells',
      'submission.submit',
      'submission.startReview',
      'submission.accept',
    ]);
  });

  it('keeps zero apart from blank', async () => {
    const { id } = await openDraft();
    await save(id, { cells: [{ cell: 'VISITORS', baseRev: 0, value: '0' }] });
    const { body } = await call(api.url, `/api/v1/submissions/${id}`, { token: coordinator });
    const kinds = Object.fromEntries(body.cells.map((cell: any) => [cell.cell, [cell.kind, cell.value]]));
    expect(kinds.VISITORS).toEqual(['NUMBER', '0']);
    expect(kinds.SERVICES_RENDERED).toEqual(['MISSING', null]);
  });

  it('merges edits of different cells and shows both sides of the same cell', async () => {
    const { id } = await openDraft();
    await save(id, { cells: [{ cell: 'VISITORS', baseRev: 0, value: '100' }] });
    const other = await save(id, { cells: [{ cell: 'OPEN_DAYS', baseRev: 0, value: '20' }] }, entry);
    expect(other.body.results[0].outcome).toBe('APPLIED');
    await save(id, { cells: [{ cell: 'VISITORS', baseRev: 1, value: '110' }] });
    const late = await save(id, { cells: [{ cell: 'VISITORS', baseRev: 1, value: '120' }] }, entry);
    expect(late.body.results[0]).toMatchObject({
      outcome: 'CONFLICT',
      mine: { value: '120' },
      theirs: { value: '110', rev: 2 },
      base: { value: '100', rev: 1 },
    });
    const stored = await api.database.admin.query(
      `select value::text from app.cell_revision where submission_id = $1 and cell = 'VISITORS' and is_current`,
      [id],
    );
    expect(stored.rows).toEqual([{ value: '110' }]);
  });

  it('writes nothing of an atomic patch with a conflict', async () => {
    const { id } = await openDraft();
    await save(id, { cells: [{ cell: 'VISITORS', baseRev: 0, value: '100' }] });
    const body = {
      cells: [
        { cell: 'VISITORS', baseRev: 0, value: '5' },
        { cell: 'OPEN_DAYS', baseRev: 0, value: '20' },
      ],
    };
    const answer = await save(id, body, entry, '?atomic=true');
    expect([answer.status, answer.body.code]).toEqual([409, 'cell-conflict']);
    const { rows } = await api.database.admin.query(
      'select cell from app.cell_revision where submission_id = $1',
      [id],
    );
    expect(rows).toEqual([{ cell: 'VISITORS' }]);
  });

  it('refuses numbers in any other spelling, each with its pointer', async () => {
    const { id } = await openDraft();
    const values = ['1,5', '1e3', '0x1F', ' 12 ', '1_000', '٣', 'NaN', ''];
    const body = { cells: values.map((value, index) => ({ cell: `C${index}`, baseRev: 0, value })) };
    const answer = await save(id, body);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-number']);
    expect(answer.body.errors.map((fault: any) => fault.pointer)).toEqual(
      values.map((_, index) => `/cells/${index}/value`),
    );
  });

  it('keeps what was typed when it is no number yet', async () => {
    const { id } = await openDraft();
    await save(id, { cells: [{ cell: 'VISITORS', baseRev: 0, draftText: 'about 900' }] });
    const { body } = await call(api.url, `/api/v1/submissions/${id}`, { token: coordinator });
    expect(body.cells.find((cell: any) => cell.cell === 'VISITORS')).toMatchObject({
      kind: 'INVALID',
      draftText: 'about 900',
      value: null,
    });
  });

  it('names every unmet guard of a submission at once', async () => {
    const { id } = await openDraft();
    await save(id, cellsBody({ ...CORE_CELLS, SATISFIED_ANSWERS: '101', OPEN_DAYS: '40' }));
    await save(id, { cells: [{ cell: 'COMPLAINTS_RECEIVED', baseRev: 1 }] });
    const answer = await step(api, coordinator, id, { name: 'submit' });
    expect([answer.status, answer.body.code]).toEqual([422, 'guard-failed']);
    expect(answer.body.errors.map((fault: any) => fault.code).sort()).toEqual([
      'attestation-missing',
      'cell-missing',
      'rule.more-days-than-period',
      'rule.part-exceeds-whole',
    ]);
  });

  it('asks for a reason where a figure is remarkable and takes it', async () => {
    const { id } = await openDraft();
    await save(id, cellsBody({ ...CORE_CELLS, SERVICES_RENDERED: '0' }));
    const first = await step(api, coordinator, id, { name: 'submit', attestation: true });
    expect(first.body.errors.map((fault: any) => [fault.code, fault.pointer])).toEqual([
      ['explanation-required', '/cells/SERVICES_RENDERED'],
    ]);
    await save(id, {
      cells: [
        {
          cell: 'SERVICES_RENDERED',
          baseRev: 1,
          value: '0',
          explanation: 'The counters were rebuilt all month.',
        },
      ],
    });
    expect((await step(api, coordinator, id, { name: 'submit', attestation: true })).status).toBe(200);
    const { rows } = await api.database.admin.query(
      'select rule, justification from app.validation_finding where submission_id = $1',
      [id],
    );
    expect(rows).toEqual([{ rule: 'R-NO-SERVICE', justification: 'The counters were rebuilt all month.' }]);
  });

  it('returns a report with questions and takes it back only with answers', async () => {
    const { id, slot } = await submitted();
    await step(api, reviewer, id, { name: 'startReview' });
    const without = await step(api, reviewer, id, { name: 'return' });
    expect(without.body.errors[0].code).toBe('query-missing');
    const queries = [
      {
        cell: 'VISITORS',
        reason: 'IMPLAUSIBLE',
        text: 'Is this the whole month?',
        replyBy: '2026-11-10T18:00:00+05:00',
      },
    ];
    const returned = await step(api, reviewer, id, { name: 'return', queries });
    expect(returned.body).toMatchObject({ state: 'RETURNED', nextRevision: expect.any(String) });
    const next = returned.body.nextRevision as string;
    const refused = await step(api, coordinator, next, { name: 'submit', attestation: true });
    expect(refused.body.errors.map((fault: any) => fault.code)).toEqual(['query-unanswered']);
    const [query] = (await call(api.url, `/api/v1/submissions/${next}/queries`, { token: coordinator })).body
      .data;
    const answered = await call(api.url, `/api/v1/queries/${query.id}/answers`, {
      method: 'POST',
      token: coordinator,
      body: { answer: 'Yes, all 22 days.' },
      headers: { 'if-match': '"r1"' },
    });
    expect(answered.status).toBe(200);
    expect((await step(api, coordinator, next, { name: 'submit', attestation: true })).body.state).toBe(
      'SUBMITTED',
    );
    const states = await api.database.admin.query(
      'select revision_no, state from app.submission where slot_id = $1 order by 1',
      [slot.id],
    );
    expect(states.rows).toEqual([
      { revision_no: 1, state: 'SUPERSEDED' },
      { revision_no: 2, state: 'SUBMITTED' },
    ]);
  });

  it('counts timeliness from the first hand-in, however late the corrected one is', async () => {
    const { id, unit } = await submitted();
    await step(api, reviewer, id, { name: 'startReview' });
    const queries = [{ reason: 'OTHER', text: 'Please look again.', replyBy: '2026-11-20T18:00:00Z' }];
    await step(api, reviewer, id, { name: 'return', queries });
    (api.clock as SettableClock).set('2026-11-20T08:00:00Z');
    const later = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    expect((await slotOf(api, later, unit, '2026-10')).timeliness).toBe('ON_TIME');
  });

  it('never lets an author accept, whatever role they hold', async () => {
    const { id } = await submitted();
    await step(api, reviewer, id, { name: 'startReview' });
    const holder = await api.database.admin.query('select reviewer_id from app.submission where id = $1', [
      id,
    ]);
    await api.database.admin.query(
      `update app.cell_revision set entered_by = $2 where submission_id = $1 and cell = 'VISITORS'`,
      [id, holder.rows[0].reviewer_id],
    );
    const answer = await step(api, reviewer, id, { name: 'accept' });
    expect([answer.status, answer.body.code]).toEqual([403, 'four-eyes']);
    const { rows } = await api.database.admin.query(
      'select 1 from app.observation where submission_id = $1',
      [id],
    );
    expect(rows).toEqual([]);
  });

  it('refuses steps out of turn and names those that are possible', async () => {
    const { id } = await submitted();
    const answer = await step(api, reviewer, id, { name: 'accept' });
    expect([answer.status, answer.body.code, answer.body.allowed]).toEqual([
      409,
      'invalid-transition',
      ['startReview'],
    ]);
  });

  it('never lets headquarters type a figure', async () => {
    const { id } = await submitted();
    const answer = await save(id, cellsBody({ VISITORS: '1' }, 1), reviewer);
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  it('locks what is under review and says why', async () => {
    const { id } = await submitted();
    const answer = await save(id, cellsBody({ VISITORS: '1' }, 1));
    expect([answer.status, answer.body.lock.reason]).toEqual([423, 'UNDER_REVIEW']);
  });

  it('demands the ETag and refuses a stale one', async () => {
    const { id } = await submitted();
    const post = (headers: Record<string, string>) =>
      call(api.url, `/api/v1/submissions/${id}/transitions`, {
        method: 'POST',
        token: coordinator,
        body: { name: 'recall' },
        headers,
      });
    expect((await post({})).status).toBe(428);
    expect((await post({ 'if-match': '"r1"' })).status).toBe(412);
    expect((await post({ 'if-match': '*' })).status).toBe(400);
  });

  it('refuses a period that is not open yet', async () => {
    const { unit } = await openDraft();
    const slot = await slotOf(api, coordinator, unit, '2026-12');
    const answer = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token: coordinator,
    });
    expect([answer.status, answer.body.code, answer.body.lock.reason]).toEqual([
      422,
      'period-not-open',
      'NOT_OPEN_YET',
    ]);
  });

  it('keeps the old figure official until a correction is accepted, and remembers both', async () => {
    const { id, unit } = await submitted();
    await step(api, reviewer, id, { name: 'startReview' });
    await step(api, reviewer, id, { name: 'accept' });
    (api.clock as SettableClock).set('2026-11-08T08:00:00Z');
    // Sessions last hours: three days later everybody signs in anew.
    const partner = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const hq = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const revision = await openCorrection(api, { coordinator: partner, reviewer: hq }, id);
    await save(revision, cellsBody({ VISITORS: '950' }, 1), partner);
    const values = async () =>
      (
        await api.database.admin.query(
          `select value::text, known_to is null as current from app.observation where unit = $1 and indicator = 'VISITORS' order by known_from`,
          [unit],
        )
      ).rows;
    expect(await values()).toEqual([{ value: '1000', current: true }]);
    await step(api, partner, revision, { name: 'submit', attestation: true });
    await step(api, hq, revision, { name: 'startReview' });
    await step(api, hq, revision, { name: 'accept' });
    expect(await values()).toEqual([
      { value: '1000', current: false },
      { value: '950', current: true },
    ]);
    const others = await api.database.admin.query(
      `select count(*)::int as n from app.observation where unit = $1 and indicator = 'OPEN_DAYS'`,
      [unit],
    );
    expect(others.rows).toEqual([{ n: 1 }]);
  });

  it('shows another country nothing', async () => {
    const { id, slot } = await submitted();
    const paths = [
      `/api/v1/submissions/${id}`,
      `/api/v1/report-slots/${slot.id}`,
      `/api/v1/submissions/${id}/transitions`,
      `/api/v1/submissions/${id}/queries`,
    ];
    for (const path of paths) expect((await call(api.url, path, { token: foreign })).status).toBe(404);
    expect((await call(api.url, '/api/v1/report-slots', { token: foreign })).body.data).toEqual([]);
  });

  it('answers the same for a repeated request with one Idempotency-Key', async () => {
    const { id } = await openDraft();
    const body = cellsBody({ VISITORS: '77' });
    const headers = { 'idempotency-key': 'save-1' };
    const first = await call(api.url, `/api/v1/submissions/${id}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body,
      headers,
    });
    const second = await call(api.url, `/api/v1/submissions/${id}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body,
      headers,
    });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });
});
