import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable, wallTable } from '#platform';

/** Standards as trees, assessments against them, what was found and put right, certificates, and rounds of assessments. */
export class StandardsSchema1700000040100 implements MigrationInterface {
  name = 'StandardsSchema1700000040100';

  async up(runner: QueryRunner): Promise<void> {
    await createStandards(runner);
    await createAssessments(runner);
    await createFindings(runner);
    await createCertificates(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.certificate_act, app.certificate, app.corrective_action');
    await runner.query('drop table app.assessment_finding, app.item_result, app.assessment');
    await runner.query('drop table app.assessment_campaign, app.standard_version');
    await runner.query('drop function app.keep_published_standard(), app.keep_final_assessment()');
  }
}

async function createStandards(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.standard_version (
      code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
      version integer not null check (version > 0),
      state text not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
      titles jsonb not null,
      illustrative boolean not null,
      source text not null,
      tree jsonb not null,
      authors text[] not null check (cardinality(authors) > 0),
      created_at timestamptz not null,
      published_by text,
      published_at timestamptz,
      rev integer not null default 1,
      primary key (code, version),
      check ((published_by is null) = (published_at is null)),
      check (published_by is null or not published_by = any (authors))
    )`);
  await runner.query(
    "create unique index standard_version_draft on app.standard_version (code) where state = 'DRAFT'",
  );
  await runner.query(`
    create function app.keep_published_standard() returns trigger language plpgsql as $$
    begin
      if old.state <> 'DRAFT' and (new.tree, new.titles, new.source, new.illustrative) is distinct from (old.tree, old.titles, old.source, old.illustrative) then
        raise exception 'a published standard never changes' using errcode = '23514';
      end if;
      return new;
    end $$`);
  await runner.query(
    'create trigger keep_published before update on app.standard_version for each row execute function app.keep_published_standard()',
  );
  await openTable(runner, 'standard_version', ['select', 'insert', 'update']);
  await runner.query(`
    create table app.assessment_campaign (
      id uuid primary key,
      name text not null unique,
      standard text not null,
      version integer not null,
      self_due_on date,
      site_until date,
      state text not null default 'RUNNING' check (state in ('RUNNING', 'PUBLISHED')),
      created_by text not null,
      created_at timestamptz not null,
      published_by text,
      published_at timestamptz,
      rev integer not null default 1,
      foreign key (standard, version) references app.standard_version,
      check ((state = 'PUBLISHED') = (published_by is not null)),
      check ((published_by is null) = (published_at is null)),
      check (published_by <> created_by)
    )`);
  await openTable(runner, 'assessment_campaign', ['select', 'insert', 'update']);
}

async function createAssessments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.assessment (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      kind text not null check (kind in ('SELF', 'DESK', 'SITE', 'FOLLOW_UP')),
      standard text not null,
      version integer not null,
      campaign_id uuid references app.assessment_campaign,
      supersedes uuid,
      state text not null default 'PLANNED'
        check (state in ('PLANNED', 'IN_PROGRESS', 'DRAFT_REPORT', 'COUNTRY_RESPONSE', 'FINAL', 'SUPERSEDED')),
      planned_on date check (isfinite(planned_on)),
      team text[] not null,
      lead_id text,
      lead_name text,
      started_at timestamptz,
      completed_at timestamptz,
      shared_at timestamptz,
      response_due_on date,
      response text,
      responded_by text,
      responded_at timestamptz,
      finalised_by text,
      finalised_at timestamptz,
      score numeric(5, 2) check (score between 0 and 100),
      grade text,
      nodes jsonb,
      failed_critical text[],
      created_by text not null,
      created_at timestamptz not null,
      rev integer not null default 1,
      unique (partner, id),
      unique (partner, campaign_id, unit, kind),
      foreign key (partner, unit) references app.unit (partner, code),
      foreign key (standard, version) references app.standard_version,
      foreign key (partner, supersedes) references app.assessment (partner, id),
      check ((responded_by is null) = (response is null)),
      check ((state in ('FINAL', 'SUPERSEDED')) = (finalised_by is not null)),
      check (finalised_by <> lead_id)
    )`);
  await runner.query('create index assessment_unit on app.assessment (partner, unit, standard, kind)');
  await runner.query(`
    create function app.keep_final_assessment() returns trigger language plpgsql as $$
    begin
      if old.state = 'SUPERSEDED' or (old.state = 'FINAL' and to_jsonb(new) - 'state' - 'rev' is distinct from to_jsonb(old) - 'state' - 'rev') then
        raise exception 'a final assessment never changes' using errcode = '23514';
      end if;
      return new;
    end $$`);
  await runner.query(
    'create trigger keep_final before update on app.assessment for each row execute function app.keep_final_assessment()',
  );
  await wallTable(runner, { table: 'assessment', scope: 'partner', grants: ['select', 'insert', 'update'] });
  await runner.query(`
    create table app.item_result (
      id uuid not null,
      partner text not null references app.scope_code,
      assessment_id uuid not null,
      item text not null,
      value integer check (value >= 0),
      na_reason text,
      note text,
      answered_by text not null,
      answered_at timestamptz not null,
      primary key (partner, assessment_id, item),
      foreign key (partner, assessment_id) references app.assessment (partner, id),
      check ((value is null) <> (na_reason is null))
    )`);
  await wallTable(runner, { table: 'item_result', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createFindings(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.assessment_finding (
      id uuid primary key,
      partner text not null references app.scope_code,
      assessment_id uuid not null,
      unit text not null,
      standard text not null,
      item text not null,
      severity text not null check (severity in ('OBSERVATION', 'MINOR', 'MAJOR')),
      state text not null default 'OPEN'
        check (state in ('OPEN', 'ANALYSED', 'PLANNED', 'IN_PROGRESS', 'DONE', 'CLOSED', 'REPEAT')),
      text text not null,
      due_on date not null,
      root_cause text,
      planned_by text,
      sent_back text,
      effectiveness text,
      verified_by text,
      closed_on date,
      repeat_of uuid,
      recorded_by text not null,
      recorded_at timestamptz not null,
      rev integer not null default 1,
      unique (partner, id),
      foreign key (partner, assessment_id) references app.assessment (partner, id),
      foreign key (partner, unit) references app.unit (partner, code),
      foreign key (partner, repeat_of) references app.assessment_finding (partner, id),
      check ((state in ('CLOSED', 'REPEAT')) = (closed_on is not null)),
      check (closed_on is null or verified_by is not null)
    )`);
  await runner.query(
    'create index assessment_finding_unit on app.assessment_finding (partner, unit, standard, item)',
  );
  await wallTable(runner, {
    table: 'assessment_finding',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
  await runner.query(`
    create table app.corrective_action (
      id uuid primary key,
      partner text not null references app.scope_code,
      finding_id uuid not null,
      kind text not null check (kind in ('IMMEDIATE', 'CORRECTIVE', 'PREVENTIVE', 'IMPROVEMENT')),
      what text not null,
      owner text not null,
      due_on date not null,
      state text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'DROPPED')),
      done_by text,
      done_at timestamptz,
      note text,
      rev integer not null default 1,
      foreign key (partner, finding_id) references app.assessment_finding (partner, id),
      check ((state = 'DONE') = (done_by is not null)),
      check ((done_by is null) = (done_at is null))
    )`);
  await runner.query('create index corrective_action_finding on app.corrective_action (partner, finding_id)');
  await wallTable(runner, {
    table: 'corrective_action',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createCertificates(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.certificate (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      assessment_id uuid not null,
      code text not null check (code ~ '^[A-Z2-7]{26}$'),
      standard text not null,
      version integer not null,
      grade text not null,
      scope text not null,
      valid_from date not null,
      valid_until date not null check (valid_until > valid_from),
      issued_by text not null,
      issued_at timestamptz not null,
      unique (partner, id),
      unique (partner, assessment_id),
      unique (partner, code),
      foreign key (partner, assessment_id) references app.assessment (partner, id),
      foreign key (partner, unit) references app.unit (partner, code)
    )`);
  await wallTable(runner, { table: 'certificate', scope: 'partner', grants: ['select', 'insert', 'update'] });
  await runner.query(`
    create table app.certificate_act (
      id uuid primary key,
      partner text not null references app.scope_code,
      certificate_id uuid not null,
      act text not null check (act in ('SUSPEND', 'REINSTATE', 'WITHDRAW')),
      reason text not null,
      acted_by text not null,
      acted_at timestamptz not null,
      foreign key (partner, certificate_id) references app.certificate (partner, id)
    )`);
  await wallTable(runner, { table: 'certificate_act', scope: 'partner', grants: ['select', 'insert'] });
}
