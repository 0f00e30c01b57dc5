import type { Pool } from 'pg';

/**
 * Everything about the `app` schema that a migration can change, one sorted line per fact. The
 * catalogue is read directly because no dump program of the server's version need be installed.
 */
export async function describeSchema(database: Pool): Promise<string[]> {
  const { rows } = await database.query(FACTS.join(' union all '));
  return rows.map(({ fact }: { fact: string }) => fact).toSorted();
}

const IN_APP = "n.nspname = 'app' and c.relname <> 'schema_migration'";
const CLASSES = 'pg_class c join pg_namespace n on n.oid = c.relnamespace';

const FACTS = [
  `select format('relation %s kind %s owner %s rls %s/%s options %s acl %s comment %s', c.relname, c.relkind,
          pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
          (select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a), obj_description(c.oid, 'pg_class')) as fact
     from ${CLASSES} where ${IN_APP} and c.relname !~ '^schema_migration' and c.relkind not in ('i', 'I')`,
  `select format('column %s.%s %s not null %s default %s identity %s generated %s comment %s', c.relname, a.attname,
          format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
          col_description(c.oid, a.attnum))
     from pg_attribute a join ${CLASSES} on c.oid = a.attrelid
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${IN_APP} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped`,
  `select format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
     from pg_constraint k join ${CLASSES} on c.oid = k.conrelid where ${IN_APP}`,
  `select format('index %s', pg_get_indexdef(x.indexrelid))
     from pg_index x join ${CLASSES} on c.oid = x.indrelid where ${IN_APP}`,
  `select format('policy %s.%s %s %s using %s check %s', tablename, policyname, cmd, roles, qual, with_check)
     from pg_policies where schemaname = 'app'`,
  `select format('trigger %s %s', c.relname, pg_get_triggerdef(t.oid))
     from pg_trigger t join ${CLASSES} on c.oid = t.tgrelid where ${IN_APP} and not t.tgisinternal`,
  `select format('view %s %s', c.relname, pg_get_viewdef(c.oid))
     from ${CLASSES} where ${IN_APP} and c.relkind in ('v', 'm')`,
  `select format('function %s acl %s', pg_get_functiondef(p.oid), p.proacl)
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'app' and p.prokind = 'f'`,
  `select format('type %s %s', t.typname, t.typtype)
     from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname = 'app' and t.typtype in ('e', 'd')`,
  `select format('schema acl %s', (select string_agg(a::text, ' ' order by a::text) from unnest(n.nspacl) a))
     from pg_namespace n where n.nspname = 'app'`,
];
