import type { INestApplicationContext } from '@nestjs/common';
import { publishRule, rulesWorld, type RulesWorld } from '../api/validation/rules-world.js';
import { addReportingUnit, CORE_CELLS, cellsBody, generateSlots } from '../support/reporting.js';
import { signedIn } from '../support/people.js';
import { eventually, startWorker } from '../support/worker.js';

const NO_SERVICE = { ...CORE_CELLS, SERVICES_RENDERED: '0' };
const CAP = { kind: 'RANGE', severity: 'INFO', cell: 'VISITORS', max: '10' };
const UNITS = 600;
const CELLS = 18;
const MAX_SECONDS = 30;

describe('the check of a month', () => {
  let world: RulesWorld;
  let worker: INestApplicationContext;

  beforeEach(async () => {
    world = await rulesWorld();
    worker = await startWorker(world.api);
  });
  afterEach(async () => {
    await worker?.close();
    await world?.close();
  });

  const rows = async (question: string, values: unknown[] = []) =>
    (await world.api.database.admin.query(question, values)).rows;
  const order = (token = world.coordinator, partner = 'PK', period = '2026-10') =>
    world.ask('POST', '/month-checks', token, { partner, period });
  const runsOf = async (id: string) =>
    (
      await rows('select findings from app.validation_run where submission_id = $1 order by run_at', [id])
    ).map(({ findings }) => findings.map(({ rule }: any) => rule));

  /** Orders a check, waits for its end and answers the job. */
  async function checked(patienceMs = 30_000): Promise<any> {
    const { status, body } = await order();
    expect(status).toBe(202);
    return eventually(async () => {
      const job = (await world.ask('GET', `/jobs/${body.job}`, world.coordinator)).body;
      return ['SUCCEEDED', 'FAILED'].includes(job.state) && job;
    }, patienceMs);
  }

  it('keeps what the rules say of every report, drafts included, with its progress', async () => {
    const draft = await world.openDraft(NO_SERVICE);
    const other = await world.openDraft();
    const job = await checked();
    expect(job).toMatchObject({ state: 'SUCCEEDED', type: 'MONTH_CHECK' });
    expect(job.progress).toMatchObject({ done: 2, total: 2, unit: 'reports' });
    expect([await runsOf(draft.id), await runsOf(other.id)]).toEqual([[['R-NO-SERVICE']], [[]]]);
    const audit = await rows("select after from app.audit_event where action = 'month-check.order'");
    expect(audit).toEqual([{ after: { month: '2026-10' } }]);
  });

  it('looks again only at what changed', async () => {
    const [same, edited] = [await world.openDraft(), await world.openDraft()];
    await checked();
    expect((await checked()).progress.total).toBe(0);
    const cells = cellsBody({ SERVICES_RENDERED: '0' }, 1);
    await world.ask('PATCH', `/submissions/${edited.id}/cells`, world.coordinator, cells);
    expect((await checked()).progress.total).toBe(1);
    expect([await runsOf(same.id), await runsOf(edited.id)]).toEqual([[[]], [[], ['R-NO-SERVICE']]]);
  });

  it('looks again at everything under other rules', async () => {
    await world.openDraft();
    const second = await world.openDraft();
    await checked();
    await publishRule(world, 'R-CAP', CAP);
    expect((await checked()).progress.total).toBe(2);
    expect(await runsOf(second.id)).toEqual([[], ['R-CAP']]);
  });

  it('looks again at a unit when a month before it was accepted', async () => {
    const { unit, id } = await world.openDraft();
    await checked();
    await rows(
      `insert into app.observation (id, partner, unit, indicator, indicator_version_id, slot_id, period_id, aligned_to, kind, value, submission_id, cell_rev, known_from)
       select gen_random_uuid(), 'PK', $1, 'VISITORS', v.id, b.slot_id, 'GREGORIAN_MONTH:2026-09', '2026-09', 'NUMBER', 10, b.id, 1, '2026-12-01'
         from app.submission b, app.indicator_version v where b.id = $2 and v.code = 'VISITORS'`,
      [unit, id],
    );
    expect((await checked()).progress.total).toBe(1);
    expect((await runsOf(id)).at(-1)).toContain('R-CHANGE');
  });

  it('is not for another country, nor for who does not look after reports', async () => {
    await world.openDraft();
    const foreign = await signedIn(world.api, { role: 'COORDINATOR', scope: 'ET' });
    const entry = await signedIn(world.api, { role: 'DATA_ENTRY', scope: 'PK' });
    const oneUnit = await signedIn(world.api, { role: 'COORDINATOR', scope: 'PK', unit: 'CTR-PK-V1' });
    const answers = [await order(foreign), await order(entry), await order(oneUnit)];
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 403]);
    expect((await order(world.coordinator, 'PK', '2031-01')).status).toBe(404);
    expect((await order(world.coordinator, 'PK', '2026-13')).status).toBe(422);
    expect(await rows("select 1 from app.job where type = 'MONTH_CHECK'")).toEqual([]);
  });

  it('is finished by itself after it was cut off, with one run for each report', async () => {
    const reports = [await world.openDraft(NO_SERVICE), await world.openDraft(NO_SERVICE)];
    const holder = await world.api.database.admin.connect();
    await holder.query('begin');
    await holder.query('select 1 from app.report_slot where id = $1 for update', [reports[1].slot.id]);
    const { body } = await order();
    await eventually(
      async () =>
        (
          await rows(
            "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'asan_worker' and datname = current_database()",
          )
        ).length > 0,
    );
    await holder.query('rollback');
    holder.release();
    const job = await eventually(async () => {
      const seen = (await world.ask('GET', `/jobs/${body.job}`, world.coordinator)).body;
      return ['SUCCEEDED', 'FAILED'].includes(seen.state) && seen;
    });
    expect(job.state).toBe('SUCCEEDED');
    for (const { id } of reports) expect(await runsOf(id)).toEqual([['R-NO-SERVICE']]);
  });

  it('of 600 units with 18 cells each is done in seconds, and again in less', async () => {
    await fill();
    const began = performance.now();
    expect((await checked(MAX_SECONDS * 1_000)).progress).toMatchObject({ done: UNITS, total: UNITS });
    const first = performance.now() - began;
    const again = performance.now();
    expect((await checked()).progress.total).toBe(0);
    expect(performance.now() - again).toBeLessThan(first / 2);
    expect(first).toBeLessThan(MAX_SECONDS * 1_000);
  });

  /** A network with a draft for each unit, written as an import would leave it. */
  async function fill(): Promise<void> {
    await addReportingUnit(world.api, { partner: 'PK', unit: 'CTR-PK-N0' });
    await generateSlots(world.api, 'PK');
    await rows(
      `insert into app.unit (partner, code, type, name, time_zone, created_at)
       select 'PK', 'CTR-PK-N' || n, 'CENTRE', 'N', 'Asia/Karachi', now() from generate_series(1, ${UNITS - 1}) n`,
    );
    await rows(
      `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at, due_explanation, lock_at)
       select gen_random_uuid(), 'PK', 'CTR-PK-N' || n, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at, due_explanation, lock_at
         from app.report_slot, generate_series(1, ${UNITS - 1}) n where unit = 'CTR-PK-N0' and aligned_to = '2026-10'`,
    );
    await rows(
      `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at)
       select gen_random_uuid(), 'PK', id, 1, 'DRAFT', 't', now() from app.report_slot where aligned_to = '2026-10'`,
    );
    const [{ cells }] = await rows(
      `select array_agg(cell) as cells from (select distinct jsonb_array_elements_text(definition->'core' || (definition->'further')) as cell
         from app.form_version where code = 'MONTHLY' order by 1 limit ${CELLS}) c`,
    );
    expect(cells).toHaveLength(CELLS);
    await rows(
      `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, source, entered_by, entered_at)
       select 'PK', b.id, cell, 1, 'NUMBER', 20, 'UPLOAD', 't', now() from app.submission b, unnest($1::text[]) as cell`,
      [cells],
    );
  }
});
