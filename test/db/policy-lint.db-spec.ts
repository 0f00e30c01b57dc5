import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { lintPolicies, POLICY_RULES, type PolicyFinding } from './policy-lint.js';

/** What breaks each rule, and the thing that the rule must name. */
const BREACHES: Record<string, { sql: string; object: string }> = {
  'table without row-level security': {
    sql: 'create table app.breach (id int)',
    object: 'breach',
  },
  'table whose owner escapes the policies': {
    sql: 'create table app.breach (id int); alter table app.breach enable row level security',
    object: 'breach',
  },
  'open table with a scope column': {
    sql: "create table app.breach (scope text); comment on table app.breach is 'open reference table: so it says'",
    object: 'breach',
  },
  'walled table with a grant and no policy for it': {
    sql: 'grant delete on app.audit_event to asan_api',
    object: 'audit_event DELETE asan_api',
  },
  'write policy without a check': {
    sql: 'create policy breach on app.job for update to asan_api using (partner = any ((select app.scope())::text[]))',
    object: 'job.breach',
  },
  'policy for everybody': {
    sql: 'create policy breach on app.job for select to public using (partner = any ((select app.scope())::text[]))',
    object: 'job.breach',
  },
  'policy that is always true': {
    sql: 'create policy breach on app.job for select to asan_api using (true)',
    object: 'job.breach',
  },
  'policy that reads a setting for every row': {
    sql: "create policy breach on app.job for select to asan_api using (partner = current_setting('asan.scopes'))",
    object: 'job.breach',
  },
  "view with its owner's rights": {
    sql: 'create view app.breach as select * from app.job',
    object: 'breach',
  },
  'materialised view within reach': {
    sql: 'create materialized view app.breach as select 1 as one; grant select on app.breach to asan_dash',
    object: 'breach',
  },
  "function with its owner's rights": {
    sql: 'create function app.breach() returns int language sql security definer set search_path = app return 1',
    object: 'breach',
  },
  "function with its owner's rights and no fixed search path": {
    sql: 'create function app.breach() returns int language sql security definer return 1',
    object: 'breach',
  },
  'run-time role that stands above the policies': {
    sql: 'alter role asan_dash bypassrls',
    object: 'asan_dash',
  },
  'run-time role that is a member of another role': {
    sql: 'grant asan_owner to asan_api',
    object: 'asan_api in asan_owner',
  },
  'run-time role that owns something': {
    sql: 'create table app.breach (id int); alter table app.breach owner to asan_worker',
    object: 'breach',
  },
  'run-time role that may change the schema': {
    sql: 'grant create on schema app to asan_api',
    object: 'asan_api on app',
  },
  'run-time role that may empty a table': {
    sql: 'grant truncate on app.job to asan_worker',
    object: 'job asan_worker',
  },
  'grant to everybody': {
    sql: 'grant select on app.job to public',
    object: 'job',
  },
  'database open to everybody': {
    sql: "do $$ begin execute format('grant connect on database %I to public', current_database()); end $$",
    object: 'test_',
  },
  'partition within direct reach': {
    sql: `create table app.breach (id int) partition by range (id);
          create table app.breach_1 partition of app.breach for values from (0) to (9);
          grant select on app.breach_1 to asan_dash`,
    object: 'breach_1 asan_dash',
  },
  'unique key that tells about other countries': {
    sql: 'create unique index breach on app.job (subject_id)',
    object: 'breach',
  },
  'rights on future tables': {
    sql: 'alter default privileges in schema app grant select on tables to asan_api',
    object: 'asan_api',
  },
};

describe(lintPolicies.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  /** Commits nothing, so that a changed role never reaches the suites that run beside this one. */
  async function findingsAfter(sql: string): Promise<PolicyFinding[]> {
    const client = await database.admin.connect();
    try {
      await client.query('begin');
      await client.query(sql);
      return await lintPolicies(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it('finds nothing in the schema of the migrations', async () => {
    expect(await lintPolicies(database.admin)).toEqual([]);
  });

  it('has a breach for every rule', () => {
    expect(Object.keys(BREACHES).toSorted()).toEqual(Object.keys(POLICY_RULES).toSorted());
  });

  it.each(Object.entries(BREACHES))('finds a %s', async (rule, { sql, object }) => {
    const findings = await findingsAfter(sql);
    expect(findings).toContainEqual({ rule, object: expect.stringContaining(object) });
  });
});
