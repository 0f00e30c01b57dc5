import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
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
import { IndicatorCatalogue } from '#indicators';
import { evaluateRules } from '#indicators';

const MAX_GZIP_BYTES = 200_000;
/** Of an answer as it is before compression: what a form on a slow line waits for. */
const MAX_BYTES = 150_000;

describe('GET /report-slots/{id}/pack', () => {
  let api: TestApi;
  let coordinator: string;
  let reviewer: string;
  let foreign: string;
  let units = 0;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'ET');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  });
  afterAll(() => api.close());

  async function newSlot(period = '2026-10'): Promise<{ unit: string; slot: any }> {
    const unit = `CTR-PK-P${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    return { unit, slot: await slotOf(api, coordinator, unit, period) };
  }
  const pack = (slot: string, token = coordinator, query = '', headers = {}) =>
    call(api.url, `/api/v1/report-slots/${slot}/pack${query}`, { token, headers });

  async function draft(slot: string, cells: Record<string, string>): Promise<string> {
    const { body } = await call(api.url, `/api/v1/report-slots/${slot}/submissions`, {
      method: 'POST',
      token: coordinator,
    });
    await call(api.url, `/api/v1/submissions/${body.id}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body: cellsBody(cells),
    });
    return body.id as string;
  }

  it('holds the form, the rules, the draft with its revs and the limits', async () => {
    const { slot, unit } = await newSlot();
    const submission = await draft(slot.id, { VISITORS: '1000' });
    const { status, body } = await pack(slot.id);
    expect(status).toBe(200);
    expect(body.slot).toMatchObject({
      id: slot.id,
      unit,
      dueAt: slot.dueAt,
      period: { id: 'GREGORIAN_MONTH:2026-10' },
    });
    expect(body.form.sections[0]).toEqual({ code: 'CORE', cells: Object.keys(CORE_CELLS) });
    expect(body.cells[0]).toEqual({
      cell: 'VISITORS',
      title: 'Visitors',
      titleLanguage: 'en',
      unit: 'persons',
      type: 'INTEGER',
      decimals: 0,
      required: true,
    });
    expect(body.rules).toContainEqual(expect.objectContaining({ code: 'R-SATISFIED', kind: 'COMPARE' }));
    expect(body.submission).toMatchObject({ id: submission, state: 'DRAFT' });
    expect(body.values.VISITORS).toMatchObject({ rev: 1, kind: 'NUMBER', value: '1000' });
    expect(body.limits).toEqual({
      integerDigits: 15,
      decimals: 6,
      textCharacters: 1_000,
      explanationCharacters: 15,
      cellsInOnePatch: 400,
    });
  });

  it('says in which language a title is when there is no translation', async () => {
    const { slot } = await newSlot();
    const azerbaijani = await pack(slot.id, coordinator, '?lang=az');
    expect(azerbaijani.body.cells[0]).toMatchObject({ title: 'Müraciət edənlər', titleLanguage: 'az' });
    const unknown = await pack(slot.id, coordinator, '?lang=xx');
    expect(unknown.body.cells[0]).toMatchObject({ title: 'Visitors', titleLanguage: 'en' });
  });

  it('holds the months before, settled or marked as under review', async () => {
    const { unit, slot } = await newSlot('2026-09');
    const september = await draft(slot.id, CORE_CELLS);
    await step(api, coordinator, september, { name: 'submit', attestation: true });
    const october = await slotOf(api, coordinator, unit, '2026-10');
    const before = (await pack(october.id)).body.history;
    expect(before.periods[0]).toMatchObject({ alignedTo: '2026-09', status: 'SUBMITTED', isPrevious: true });
    expect(before.values.VISITORS[0]).toBe('1000');
    await step(api, reviewer, september, { name: 'startReview' });
    await step(api, reviewer, september, { name: 'accept' });
    const after = (await pack(october.id)).body;
    expect(after.history.periods[0]).toMatchObject({ status: 'ACCEPTED' });
    expect(after.ruleInputs.previous.VISITORS).toBe('1000');
  });

  it('holds a question until it is answered', async () => {
    const { slot } = await newSlot();
    const submission = await draft(slot.id, CORE_CELLS);
    await step(api, coordinator, submission, { name: 'submit', attestation: true });
    await step(api, reviewer, submission, { name: 'startReview' });
    const question = { cell: 'VISITORS', reason: 'IMPLAUSIBLE', text: 'Is this right?' };
    const queries = [{ ...question, replyBy: '2026-12-01T00:00:00Z' }];
    await step(api, reviewer, submission, { name: 'return', queries });
    const [open] = (await pack(slot.id)).body.queries;
    expect(open).toMatchObject(question);
    const answered = await call(api.url, `/api/v1/queries/${open.id}/answers`, {
      method: 'POST',
      token: coordinator,
      body: { answer: 'Yes, there was a fair.' },
      headers: { 'if-match': `"r${open.rev}"` },
    });
    expect([answered.status, answered.body.code]).toEqual([200, undefined]);
    expect((await pack(slot.id)).body.queries).toEqual([]);
  });

  it('lets the rules be evaluated elsewhere with the result of the server', async () => {
    const { slot } = await newSlot();
    const submission = await draft(slot.id, { ...CORE_CELLS, SATISFIED_ANSWERS: '101', OPEN_DAYS: '99' });
    const { body } = await pack(slot.id);
    const seen = (await call(api.url, `/api/v1/submissions/${submission}`, { token: coordinator })).body;
    const cells = new Map(
      Object.entries<any>(body.values).map(([cell, value]) => [cell, { ...value, cell }]),
    );
    const found = evaluateRules(body.rules, cells, body.ruleInputs);
    const codes = (findings: any[]): string[] =>
      findings.map(({ id, code, cell }) => `${id} ${code} ${cell}`).toSorted();
    expect(codes(found)).toEqual(codes(seen.cells.flatMap((cell: any) => cell.findings)));
    expect(found.map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      'rule.more-days-than-period OPEN_DAYS',
      'rule.part-exceeds-whole SATISFIED_ANSWERS',
    ]);
  });

  it('is answered with 304 as long as nothing changed', async () => {
    const { slot } = await newSlot();
    const first = await pack(slot.id);
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await pack(slot.id, coordinator, '', tag)).status).toBe(304);
    await draft(slot.id, { VISITORS: '1' });
    expect((await pack(slot.id, coordinator, '', tag)).status).toBe(200);
  });

  it('lets a patch that was kept offline be sent twice with one effect', async () => {
    const { slot } = await newSlot();
    const submission = await draft(slot.id, { VISITORS: '1000' });
    const { rev } = (await pack(slot.id)).body.values.VISITORS;
    const send = (key: string) =>
      call(api.url, `/api/v1/submissions/${submission}/cells`, {
        method: 'PATCH',
        token: coordinator,
        body: cellsBody({ VISITORS: '1100' }, rev),
        headers: { 'idempotency-key': key },
      });
    const first = await send('offline-1');
    const again = await send('offline-1');
    const later = await send('offline-2');
    expect([first.status, again.body]).toEqual([200, first.body]);
    expect(later.body.results[0]).toMatchObject({ outcome: 'UNCHANGED', rev: rev + 1 });
    const { rows } = await api.database.admin.query(
      "select rev, value::text from app.cell_revision where submission_id = $1 and cell = 'VISITORS' order by rev",
      [submission],
    );
    expect(rows).toEqual([
      { rev: 1, value: '1000' },
      { rev: 2, value: '1100' },
    ]);
  });

  it('is not there for another country, for a stranger or for an unknown slot', async () => {
    const { slot } = await newSlot();
    expect((await pack(slot.id, foreign)).status).toBe(404);
    expect((await pack(randomUUID())).status).toBe(404);
    expect((await call(api.url, `/api/v1/report-slots/${slot.id}/pack`)).status).toBe(401);
  });

  // Last of all: from here on the form is another one.
  it('is one answer below 150 kB with 25 cells, their targets, 13 months and every rule', async () => {
    const { slot, unit } = await newSlot();
    await growTo(25, 13, slot.id, unit, { prefix: 'WIDE', version: 98 });
    await draft(slot.id, Object.fromEntries(wide(25).map((code) => [code, '999999'])));
    await api.database.admin.query(
      `insert into app.indicator_target (id, partner, unit, indicator, indicator_version, period, value, state, proposed_by, proposed_at, decided_by, decided_at)
       select gen_random_uuid(), 'PK', $1, code, 1, '2026-10', 1000000, 'APPROVED', 'a', now(), 'b', now() from unnest($2::text[]) as code`,
      [unit, wide(25)],
    );
    const { body } = await pack(slot.id);
    expect([body.cells.length, body.targets.length, body.history.periods.length]).toEqual([25, 25, 13]);
    expect(body.rules.length).toBeGreaterThan(5);
    expect(body.targets[0]).toMatchObject({ actual: '999999', achievement: { isAchieved: false } });
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(MAX_BYTES);
  });

  it('stays below 200 kB compressed with 40 cells and 13 months', async () => {
    const { slot, unit } = await newSlot();
    await growTo(40, 13, slot.id, unit);
    const { body } = await pack(slot.id);
    expect([body.cells.length, body.history.periods.length, body.history.values.EXTRA_1.length]).toEqual([
      40, 13, 13,
    ]);
    expect(gzipSync(JSON.stringify(body)).length).toBeLessThan(MAX_GZIP_BYTES);
    const azerbaijani = await pack(slot.id, coordinator, '?lang=az');
    expect(azerbaijani.body.cells[0]).toMatchObject({
      titleLanguage: 'en',
      title: expect.stringContaining('EXTRA_1'),
    });
  });

  /** Adds made-up indicators to the slot's form, and months with figures before it. */
  async function growTo(
    cells: number,
    months: number,
    slotId: string,
    unit: string,
    { prefix, version } = { prefix: 'EXTRA', version: 99 },
  ): Promise<void> {
    const { admin } = api.database;
    const codes = Array.from({ length: cells }, (_cell, index) => `${prefix}_${index + 1}`);
    for (const code of codes) {
      const title = { en: `A rather long title of indicator ${code}` };
      const definition = {
        kind: 'INPUT',
        code,
        version: 1,
        unit: 'persons',
        type: 'INTEGER',
        decimals: 0,
        direction: 'HIGHER',
        title,
      };
      const rest = { space: 'SUM', time: 'SUM', weight: null, optional: false, changeFloor: '0' };
      await admin.query(
        'insert into app.indicator_version (id, code, version, definition) values ($1, $2, 1, $3)',
        [randomUUID(), code, JSON.stringify({ ...definition, ...rest })],
      );
    }
    const form = randomUUID();
    const definition = {
      code: 'MONTHLY',
      version,
      title: { en: 'Large form' },
      core: codes,
      further: [],
    };
    await admin.query(
      "insert into app.form_version (id, code, version, definition) values ($1, 'MONTHLY', $3, $2)",
      [form, JSON.stringify(definition), version],
    );
    await admin.query('update app.report_slot set form_version_id = $2 where id = $1', [slotId, form]);
    await admin.query(
      'delete from app.submission where slot_id in (select id from app.report_slot where unit = $1)',
      [unit],
    );
    await admin.query('delete from app.report_slot where unit = $1 and id <> $2', [unit, slotId]);
    for (let back = 1; back <= months; back += 1) await addMonth(slotId, back, codes);
    restartCatalogue();
  }

  const wide = (cells: number) => Array.from({ length: cells }, (_cell, index) => `WIDE_${index + 1}`);

  async function addMonth(slotId: string, back: number, codes: string[]): Promise<void> {
    const { admin } = api.database;
    const [slot, submission] = [randomUUID(), randomUUID()];
    const { rows } = await admin.query(
      `select (date '2026-10-01' - ($1 || ' months')::interval)::date::text as start,
              (date '2026-11-01' - ($1 || ' months')::interval - interval '1 day')::date::text as finish`,
      [back],
    );
    const month = rows[0].start.slice(0, 7);
    await admin.query(
      `insert into app.period (id, scheme, year, month, start_date, end_date, days, aligned_to, local_label)
       values ($1, 'GREGORIAN_MONTH', $2, $3, $4, $5, 30, $6, '{"en":"month"}') on conflict do nothing`,
      [`GREGORIAN_MONTH:${month}`, month.slice(0, 4), month.slice(5), rows[0].start, rows[0].finish, month],
    );
    await admin.query(
      `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at, due_explanation, lock_at)
       select $1, partner, unit, assignment_id, form_code, form_version_id, $2, $3, opens_at, due_at, due_explanation, lock_at from app.report_slot where id = $4`,
      [slot, `GREGORIAN_MONTH:${month}`, month, slotId],
    );
    await admin.query(
      `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at) values ($1, 'PK', $2, 1, 'ACCEPTED', 't', now())`,
      [submission, slot],
    );
    await admin.query(
      `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, source, entered_by, entered_at)
       select 'PK', $1, cell, 1, 'NUMBER', 1000000 + random() * 1000000, 'FORM', 't', now() from unnest($2::text[]) as cell`,
      [submission, codes],
    );
  }

  /** Definitions are kept for the life of a process, because a published one never changes. */
  function restartCatalogue(): void {
    const catalogue = api.app.get(IndicatorCatalogue) as unknown as { known: unknown };
    catalogue.known = undefined;
  }
});
