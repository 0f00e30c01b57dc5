import { DataSource } from 'typeorm';
import { proposal, rolloutsWorld, type RolloutsWorld } from './rollouts-world.js';

const MANY = 30;
const TASKS = 120;

describe('the portfolio', () => {
  let world: RolloutsWorld;

  beforeAll(async () => {
    world = await rolloutsWorld();
  });

  afterAll(() => world?.api.close());

  const portfolio = async (asker = world.desk, query = '') =>
    (await asker.get(`/rollouts/portfolio${query}`)).body;

  /** How many statements one request for the portfolio sends to the database. */
  async function statementsOf(): Promise<number> {
    const source = world.api.app.get(DataSource, { strict: false });
    let statements = 0;
    const create = source.createQueryRunner.bind(source);
    source.createQueryRunner = (...mode) => {
      const runner = create(...mode);
      const query = runner.query.bind(runner);
      runner.query = ((...asked: Parameters<typeof query>) => {
        statements += 1;
        return query(...asked);
      }) as typeof runner.query;
      return runner;
    };
    await portfolio();
    source.createQueryRunner = create;
    return statements;
  }

  it('shows the documented rollouts with what is known of them and nothing else', async () => {
    const { data, asOf } = await portfolio(world.coordinator);
    expect(asOf).toBe('2026-11-22');
    expect(data).toMatchObject([
      {
        partner: 'PK',
        status: 'DOCUMENTED',
        template: null,
        stage: null,
        gate: null,
        plannedOpening: null,
        baselineOpening: null,
        forecastOpening: null,
        actualOpening: { latest: '2026-01-14', precision: 'DAY' },
        slipDays: null,
        waiting: { side: null, days: null, totals: { HQ: 0, PARTNER: 0, THIRD_PARTY: 0 } },
        criticalDates: [],
        isAtRisk: false,
        synthetic: false,
      },
    ]);
  });

  it('names the next critical dates, and what is late', async () => {
    const late = { template: 'NEW_CENTRE', plannedOpening: '2026-11-20', title: 'Late one' };
    await world.desk.post('/rollouts', proposal(late));
    const row = (await portfolio()).data.find(({ title }: any) => title === 'Late one');
    expect(row.criticalDates.map(({ task }: any) => task)).toEqual([
      'SITE',
      'SERVICE-LIST',
      'WORKS',
      'STAFF-TRAINING',
      'ASSESSMENT',
    ]);
    expect(row).toMatchObject({
      gate: 'G0',
      isAtRisk: true,
      risks: ['CRITICAL_TASK_OVERDUE', 'OPENING_OVERDUE'],
      tasksOpen: 8,
      tasksDone: 0,
    });
  });

  it('sends as many statements for thirty rollouts of 120 tasks as for a few', async () => {
    const few = await statementsOf();
    const { body } = await world.desk.post('/rollouts', proposal({ title: 'One of many' }));
    await world.api.database.admin.query(
      `insert into app.rollout (id, partner, title, template_code, template_version, component, desk, status, stage,
          planned_opening, created_at, created_by)
       select gen_random_uuid(), partner, title, template_code, template_version, component, desk, status, stage,
              planned_opening, created_at, created_by
         from app.rollout, generate_series(2, $2) where id = $1`,
      [body.id, MANY],
    );
    await world.api.database.admin.query(
      `insert into app.rollout_task (id, partner, rollout_id, code, title, stage, owner_side, anchor, days, critical,
          mandatory, due_on)
       select gen_random_uuid(), r.partner, r.id, 'T-' || n, 'Task ' || n, 'S3', 'HQ', 'PLANNED_OPENING', -n, true,
              false, r.planned_opening - n
         from app.rollout r, generate_series(1, $1) n where r.title = 'One of many' and r.id <> $2`,
      [TASKS, body.id],
    );
    const rows = (await portfolio()).data.filter(({ title }: any) => title === 'One of many');
    expect(rows).toHaveLength(MANY);
    expect(rows.filter(({ tasksOpen }: any) => tasksOpen === TASKS)).toHaveLength(MANY - 1);
    expect(rows.every(({ criticalDates }: any) => criticalDates.length === 5)).toBe(true);
    expect(await statementsOf()).toBe(few);
    expect(few).toBeGreaterThan(0);
  });

  it('shows one partner when asked, and nobody else to a partner', async () => {
    const partners = (body: any) => [...new Set(body.data.map(({ partner }: any) => partner))];
    expect(partners(await portfolio(world.desk, '?partner=ET'))).toEqual(['ET']);
    expect(partners(await portfolio())).toEqual(['AF', 'ET', 'ID', 'PK', 'UG', 'UZ']);
    expect(partners(await portfolio(world.ethiopia))).toEqual(['ET']);
    expect((await world.ethiopia.get('/rollouts/portfolio?partner=PK')).status).toBe(404);
  });
});
