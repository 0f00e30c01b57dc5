import { CORE_CELLS } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';
import { LONG_WAIT, rulesWorld, type RulesWorld } from './rules-world.js';

describe('a back-test', () => {
  let world: RulesWorld;
  let ask: RulesWorld['ask'];

  beforeAll(async () => {
    world = await rulesWorld();
    ask = world.ask;
    await world.accepted({ ...CORE_CELLS, WAIT_MINUTES_MEAN: '61' });
    await world.accepted();
    await world.openDraft({ ...CORE_CELLS, WAIT_MINUTES_MEAN: '99' });
  });
  afterAll(() => world.close());

  async function draft(document: object = LONG_WAIT): Promise<string> {
    const code = world.newCode();
    await ask('POST', '/validation-rules', world.author, { code, document });
    return `/validation-rules/${code}/versions/1/backtest`;
  }

  it('counts the accepted reports that would now fail and names them', async () => {
    const path = await draft();
    const { status, body } = await ask('POST', path, world.author);
    expect([status, body.state, body.reports, body.draftRev]).toEqual([202, 'DONE', 2, 1]);
    expect(body.failing).toEqual({ BLOCK: 1, EXPLAIN: 0, INFO: 0 });
    expect(body.findings).toMatchObject([
      {
        partner: 'PK',
        unit: 'CTR-PK-V1',
        period: 'GREGORIAN_MONTH:2026-10',
        cell: 'WAIT_MINUTES_MEAN',
        code: 'rule.above-range',
      },
    ]);
    expect([body.periods.length, body.periods[0], body.periods.at(-1)]).toEqual([12, '2025-12', '2026-11']);
    expect((await ask('GET', path, world.author)).body).toEqual(body);
  });

  it('asks only the reports that the rule is about', async () => {
    const path = await draft({ ...LONG_WAIT, scope: { units: ['CTR-PK-V2'] } });
    expect((await ask('POST', path, world.author)).body).toMatchObject({ reports: 1, failing: { BLOCK: 0 } });
  });

  it('asks what would be, also of a rule that begins later', async () => {
    const path = await draft({ ...LONG_WAIT, validFrom: '2027-01-01' });
    expect((await ask('POST', path, world.author)).body.failing).toMatchObject({ BLOCK: 1 });
  });

  it('looks at the history of each report', async () => {
    const path = await draft({ kind: 'CHANGE', severity: 'EXPLAIN', percent: 1 });
    expect((await ask('POST', path, world.author)).body).toMatchObject({
      state: 'DONE',
      failing: { EXPLAIN: 0 },
    });
  });

  it('of a version that does not exist is not found', async () => {
    const path = '/validation-rules/R-NEVER/versions/1/backtest';
    expect((await ask('POST', path, world.author)).status).toBe(404);
    expect((await ask('GET', path, world.author)).status).toBe(404);
  });

  it('is not for who does not write rules', async () => {
    const path = await draft();
    expect((await ask('POST', path, world.coordinator)).status).toBe(403);
  });

  it('of many reports is the work of a job with the same result', async () => {
    await copyReports(150);
    const path = await draft();
    const { body } = await ask('POST', path, world.author);
    expect([body.state, body.reports]).toEqual(['RUNNING', null]);
    const worker = await startWorker(world.api);
    try {
      await eventually(async () => (await ask('GET', path, world.author)).body.state === 'DONE');
      const done = (await ask('GET', path, world.author)).body;
      expect([done.reports, done.failing.BLOCK]).toEqual([152, 151]);
      const job = await ask('GET', `/jobs/${body.job}`, world.author);
      expect(job.body).toMatchObject({ state: 'SUCCEEDED', progress: { done: 152, total: 152 } });
    } finally {
      await worker.close();
    }
  });

  /** Accepted reports of other units that equal the first one. */
  async function copyReports(count: number): Promise<void> {
    const { admin } = world.api.database;
    await admin.query(
      `with model as (select b.*, s.assignment_id, s.form_code, s.form_version_id, s.period_id, s.aligned_to, s.opens_at, s.due_at,
                             s.due_explanation, s.lock_at from app.submission b join app.report_slot s on s.id = b.slot_id
                       where s.unit = 'CTR-PK-V1' and b.state = 'ACCEPTED'),
            unit as (insert into app.unit (partner, code, type, name, time_zone, created_at)
                     select 'PK', 'CTR-PK-C' || n, 'CENTRE', 'Copy', 'Asia/Karachi', now() from generate_series(1, $1) n returning code),
            slot as (insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at,
                                                  due_at, due_explanation, lock_at)
                     select gen_random_uuid(), 'PK', unit.code, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at,
                            due_explanation, lock_at from unit cross join model returning id),
            report as (insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at)
                       select gen_random_uuid(), 'PK', slot.id, 1, 'ACCEPTED', 'test', now() from slot returning id)
       insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, source, entered_by, entered_at)
       select 'PK', report.id, 'WAIT_MINUTES_MEAN', 1, 'NUMBER', 61, 'FORM', 'test', now() from report`,
      [count],
    );
  }
});
