/** Partner that hands files in, and its twin into whose tables the same rows are copied. */
export const IMPORTER = 'ZI';
export const TWIN = 'ZJ';
const CELLS = 40;
const FORM = 'BENCH40';

/** What a bulk import needs: units, a form of 40 cells, months with open slots, for both partners alike. */
export async function generateImports(client, { units, months }) {
  await createForm(client);
  await client.query(
    `insert into app.unit (partner, code, type, name, time_zone, created_at)
     select p, 'CTR-' || p || '-' || n, 'CENTRE', 'Centre ' || n, 'Asia/Baku', now() from unnest($1::text[]) p, generate_series(1, $2) n`,
    [[IMPORTER, TWIN], units],
  );
  await client.query(
    `insert into app.assignment (id, partner, unit, form_code, valid_from, synthetic)
     select gen_random_uuid(), partner, code, $2, '2000-01-01', true from app.unit where partner = any ($1)`,
    [[IMPORTER, TWIN], FORM],
  );
  const periods = await importMonths(client, months);
  await client.query(
    `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at,
                                  due_explanation, lock_at, synthetic)
     select gen_random_uuid(), a.partner, a.unit, a.id, f.code, f.id, p.id, p.aligned_to, p.end_date + 1, p.end_date + 10,
            '{"explanation": "", "localDueAt": "", "ruleText": "", "steps": [], "tentative": false}', now() + interval '1 year', true
       from app.assignment a join app.form_version f on f.code = a.form_code, app.period p where a.form_code = $1 and p.id = any ($2)`,
    [FORM, periods],
  );
  await client.query('vacuum analyze app.report_slot, app.unit, app.assignment');
  return { periods, cells: cellCodes(), units };
}

function cellCodes() {
  return Array.from({ length: CELLS }, (_, n) => `BENCH_${String(n + 1).padStart(2, '0')}`);
}

/** Forty indicators like the first counted one of the catalogue, and a form that asks for all of them. */
async function createForm(client) {
  await client.query(
    `insert into app.indicator_version (id, code, version, definition)
     select gen_random_uuid(), c, 1, v.definition || jsonb_build_object('code', c)
       from unnest($1::text[]) c, (select definition from app.indicator_version where code = 'VISITORS' limit 1) v`,
    [cellCodes()],
  );
  await client.query(
    `insert into app.form_version (id, code, version, definition)
     select gen_random_uuid(), $1, 1, definition || jsonb_build_object('code', $1::text, 'core', $2::jsonb, 'further', '[]'::jsonb)
       from app.form_version where code = 'MONTHLY' limit 1`,
    [FORM, JSON.stringify(cellCodes())],
  );
}

/** Months long past, so that no other measurement meets them. */
async function importMonths(client, months) {
  const { rows } = await client.query(
    `insert into app.period (id, scheme, year, month, start_date, end_date, days, aligned_to, local_label)
     select 'GREGORIAN_MONTH:' || to_char(d, 'YYYY-MM'), 'GREGORIAN_MONTH', extract(year from d)::integer, extract(month from d)::integer,
            d::date, (d + interval '1 month - 1 day')::date, extract(day from d + interval '1 month - 1 day')::integer,
            to_char(d, 'YYYY-MM'), '{}'
       from generate_series('2001-01-01'::date, '2001-01-01'::date + make_interval(months => $1 - 1), '1 month') d
     on conflict (id) do update set aligned_to = excluded.aligned_to returning id`,
    [months],
  );
  return rows.map(({ id }) => id);
}

/** The platform's own CSV: a row for each unit, a column for each cell, whole numbers of one to five digits. */
export function csvOf({ cells, units }, period) {
  const figure = () => Math.floor(10 ** (1 + Math.random() * 4));
  const row = (n) => [`CTR-${IMPORTER}-${n}`, period, ...cells.map(figure)].join(',');
  return [
    ['unit', 'period', ...cells].join(','),
    ...Array.from({ length: units }, (_, n) => row(n + 1)),
    '',
  ].join('\n');
}
