import type { ClientBase, Pool } from 'pg';
import { OPEN_TABLE_MARK } from '#platform';

/** One place where the catalogue breaks a rule of the walls. */
export interface PolicyFinding {
  rule: string;
  object: string;
}

/** Functions that may run with their owner's rights; every entry needs a reason here. None so far. */
const DEFINER_FUNCTIONS = textArray([]);
/**
 * Unique across countries on purpose: people sign in by an address and programs by a code, before
 * any country is known.
 */
const UNIQUE_EVERYWHERE = textArray(['user_account_email_key', 'service_client_code_key']);
const RUNTIME_ROLES = textArray(['asan_api', 'asan_worker', 'asan_dash', 'asan_queue']);

/**
 * Tables of ours without policies say so in their comment; the migration ledger belongs to the
 * migrator, who is the only one to see it.
 */
const OURS = `
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relname <> 'schema_migration'`;
const IS_OPEN = `coalesce(obj_description(c.oid, 'pg_class'), '') like '${OPEN_TABLE_MARK}%'`;

/**
 * The rules, each a query over the catalogue that must answer no row. Only real tables, views and
 * functions of the `app` schema are looked at, so a new feature is covered without being listed.
 */
export const POLICY_RULES: Readonly<Record<string, string>> = {
  'table without row-level security': `select c.relname as object ${OURS} and not c.relrowsecurity and not ${IS_OPEN}`,
  'table whose owner escapes the policies': `select c.relname as object ${OURS} and not c.relforcerowsecurity and not ${IS_OPEN}`,
  'open table with a scope column': `
    select c.relname as object ${OURS} and ${IS_OPEN} and not c.relrowsecurity and exists (
      select 1 from pg_attribute a where a.attrelid = c.oid and a.attname in ('scope', 'partner') and not a.attisdropped)`,
  'walled table with a grant and no policy for it': `
    select distinct c.relname || ' ' || p.privilege_type || ' ' || r.rolname as object
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) p
      join pg_roles r on r.oid = p.grantee
     where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relrowsecurity
       and r.rolname = any (${RUNTIME_ROLES}) and p.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
       and not exists (
         select 1 from pg_policies o where o.schemaname = 'app' and o.tablename = c.relname
            and r.rolname = any (o.roles) and o.cmd in ('ALL', p.privilege_type))`,
  'write policy without a check': `
    select tablename || '.' || policyname as object from pg_policies
     where schemaname = 'app' and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null`,
  'policy for everybody': `
    select tablename || '.' || policyname as object from pg_policies
     where schemaname = 'app' and 'public' = any (roles)`,
  'policy that is always true': `
    select tablename || '.' || policyname as object from pg_policies
     where schemaname = 'app' and (qual = 'true' or with_check = 'true')`,
  'policy that reads a setting for every row': `
    select tablename || '.' || policyname as object from pg_policies
     where schemaname = 'app'
       and regexp_replace(coalesce(qual, '') || ' ' || coalesce(with_check, ''), '\\( ?SELECT [^)]*\\([^)]*\\)( AS \\w+)?', '', 'gi')
           ~ 'current_setting|scope\\(\\)'`,
  "view with its owner's rights": `
    select c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind = 'v'
       and not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)`,
  'materialised view within reach': `
    select c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(${RUNTIME_ROLES}) role
     where n.nspname = 'app' and c.relkind = 'm' and has_table_privilege(role, c.oid, 'select')`,
  "function with its owner's rights": `
    select p.proname as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'app' and p.prosecdef and not p.proname = any (${DEFINER_FUNCTIONS})`,
  "function with its owner's rights and no fixed search path": `
    select p.proname as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'app' and p.prosecdef
       and not exists (select 1 from unnest(p.proconfig) s where s like 'search_path=%')`,
  'run-time role that stands above the policies': `
    select rolname as object from pg_roles
     where rolname = any (${RUNTIME_ROLES}) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  'run-time role that is a member of another role': `
    select m.rolname || ' in ' || g.rolname as object from pg_auth_members a
      join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
     where m.rolname = any (${RUNTIME_ROLES})`,
  'run-time role that owns something': `
    select c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_roles r on r.oid = c.relowner where n.nspname = 'app' and r.rolname = any (${RUNTIME_ROLES})`,
  'run-time role that may change the schema': `
    select role || ' on ' || n.nspname as object from pg_namespace n, unnest(${RUNTIME_ROLES}) role
     where n.nspname in ('app', 'public') and has_schema_privilege(role, n.oid, 'create')`,
  'run-time role that may empty a table': `
    select c.relname || ' ' || role as object from unnest(${RUNTIME_ROLES}) role, pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind in ('r', 'p') and has_table_privilege(role, c.oid, 'truncate')`,
  'grant to everybody': `
    select c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) p
     where n.nspname = 'app' and p.grantee = 0`,
  'database open to everybody': `
    select d.datname as object from pg_database d, aclexplode(d.datacl) p
     where d.datname = current_database() and p.grantee = 0`,
  'partition within direct reach': `
    select c.relname || ' ' || role as object from unnest(${RUNTIME_ROLES}) role, pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relispartition
       and (has_table_privilege(role, c.oid, 'select') or has_table_privilege(role, c.oid, 'insert'))`,
  'unique key that tells about other countries': `
    select i.relname as object from pg_index x
      join pg_class i on i.oid = x.indexrelid
      join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relrowsecurity and x.indisunique and not x.indisprimary
       and not i.relname = any (${UNIQUE_EVERYWHERE})
       and not exists (
         select 1 from pg_attribute a join pg_policies o on o.schemaname = 'app' and o.tablename = c.relname
          where a.attrelid = c.oid and a.attnum = any (x.indkey)
            and a.attname = substring(coalesce(o.qual, o.with_check) from '^\\(+(\\w+) = '))`,
  'rights on future tables': `
    select r.rolname as object from pg_default_acl d, aclexplode(d.defaclacl) p join pg_roles r on r.oid = p.grantee
     where r.rolname = any (${RUNTIME_ROLES})`,
};

/** Runs every rule against the database of the connection; an empty answer means that the walls stand. */
export async function lintPolicies(database: Pool | ClientBase): Promise<PolicyFinding[]> {
  const findings: PolicyFinding[] = [];
  for (const [rule, sql] of Object.entries(POLICY_RULES)) {
    const { rows } = await database.query(sql);
    findings.push(...rows.map(({ object }: { object: string }) => ({ rule, object })));
  }
  return findings;
}

function textArray(names: readonly string[]): string {
  return `array[${names.map((name) => `'${name}'`).join(', ')}]::text[]`;
}
