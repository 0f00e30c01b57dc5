import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable, wallTable } from '#platform';

/** The ways to an opening, the rollouts that go them, and what is judged and decided at their gates. */
export class RolloutsSchema1700000038100 implements MigrationInterface {
  name = 'RolloutsSchema1700000038100';

  async up(runner: QueryRunner): Promise<void> {
    await createTemplates(runner);
    await createRollouts(runner);
    await createCriteria(runner);
    await createReviews(runner);
    await createConditions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.gate_condition, app.gate_review, app.rollout_criterion, app.rollout, app.rollout_template_version',
    );
  }
}

async function createTemplates(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout_template_version (
      code text not null check (code in ('NEW_COUNTRY','NEW_CENTRE','EXTENSION','MOBILE_SERVICE','RENEWAL')),
      version integer not null check (version between 1 and 9999),
      document jsonb not null,
      published_at timestamptz not null default now(),
      primary key (code, version)
    )`);
  // Nobody may change one at run time: whoever runs by a version must find it as it was.
  await openTable(runner, 'rollout_template_version', ['select']);
}

async function createRollouts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout (
      id uuid primary key,
      partner text not null references app.scope_code,
      origin text,
      title text not null,
      template_code text,
      template_version integer,
      component text check (component in ('ASAN','STANDARDS','BRAND','VOLUNTEER_PROGRAMME','SOLUTIONS','MOBILE','DOST')),
      unit text,
      instrument_id uuid references app.instrument,
      desk text,
      status text not null check (status in ('PROPOSED','ACTIVE','ON_HOLD','STOPPED','COMPLETED','DOCUMENTED')),
      stage text check (stage in ('S0','S1','S2','S3','S4','S5')),
      agreement_in_force date,
      planned_opening date,
      forecast_opening date,
      baseline_opening date,
      baseline_set_at timestamptz,
      baselines integer not null default 0,
      opened_earliest date,
      opened_latest date,
      opened_precision text not null default 'UNKNOWN' check (opened_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
      opened_text text,
      reason text,
      review_on date,
      synthetic boolean not null default false,
      created_at timestamptz not null,
      created_by text not null,
      rev integer not null default 1,
      unique (partner, id),
      unique (partner, origin),
      foreign key (template_code, template_version) references app.rollout_template_version,
      foreign key (partner, unit) references app.unit (partner, code),
      check ((status = 'DOCUMENTED') = (template_code is null)),
      check ((status = 'DOCUMENTED') = (stage is null)),
      check ((template_code is null) = (template_version is null)),
      check ((template_code is null) = (component is null)),
      check (opened_earliest is null or opened_earliest <= opened_latest)
    )`);
  await runner.query(`comment on column app.rollout.status is
    'DOCUMENTED: known from public sources alone; nobody took it through gates here, so it takes no step'`);
  await runner.query(`comment on column app.rollout.baseline_opening is
    'the planned opening as it was frozen when gate G1 was passed; baselines counts how often that happened'`);
  await runner.query('create index rollout_newest on app.rollout (partner, created_at desc, id)');
  await wallTable(runner, { table: 'rollout', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createCriteria(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout_criterion (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      gate text not null check (gate in ('G0','G1','G2','G3','G4','G5')),
      code text not null,
      title text not null,
      must boolean not null,
      state text not null default 'OPEN' check (state in ('OPEN','MET','WAIVED')),
      reason text,
      judged_by text,
      judged_by_name text,
      judged_at timestamptz,
      rev integer not null default 1,
      unique (partner, rollout_id, code),
      foreign key (partner, rollout_id) references app.rollout (partner, id)
    )`);
  await wallTable(runner, {
    table: 'rollout_criterion',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createReviews(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.gate_review (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      gate text not null check (gate in ('G0','G1','G2','G3','G4','G5')),
      recommendation text not null check (recommendation in ('GO','CONDITIONAL_GO','HOLD','RECYCLE','STOP')),
      summary text not null,
      prepared_by text not null,
      prepared_by_name text not null,
      prepared_at timestamptz not null,
      decision text check (decision in ('GO','CONDITIONAL_GO','HOLD','RECYCLE','STOP')),
      reason text,
      to_stage text,
      review_on date,
      legal_basis jsonb,
      decided_by text,
      decided_by_name text,
      decided_at timestamptz,
      unique (partner, id),
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      check ((decision is null) = (decided_by is null)),
      check ((decision is null) = (decided_at is null)),
      check (decided_by <> prepared_by)
    )`);
  await runner.query(`comment on column app.gate_review.legal_basis is
    'by what the partner may go ahead, instruments and waiver, as it was found when the gate was decided'`);
  await runner.query(
    'create unique index gate_review_undecided on app.gate_review (partner, rollout_id) where decision is null',
  );
  await wallTable(runner, { table: 'gate_review', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createConditions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.gate_condition (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      review_id uuid not null,
      gate text not null,
      body text not null,
      due_on date not null,
      met_at timestamptz,
      met_by text,
      rev integer not null default 1,
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      foreign key (partner, review_id) references app.gate_review (partner, id)
    )`);
  await runner.query('create index gate_condition_of on app.gate_condition (partner, rollout_id, due_on)');
  await wallTable(runner, {
    table: 'gate_condition',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
