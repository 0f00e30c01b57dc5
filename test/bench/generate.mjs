import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { IMPORTER, TWIN } from './import-data.mjs';

export const PASSWORD = randomUUID();
/** The partner whose open slots take the submitted reports; it has no part in the read measurements. */
export const WRITER = 'ZW';
const WRITER_UNITS = 500;
const WRITER_MONTHS = 24;

/** Fills the normal tables by SQL: partners, centres, slots, accepted submissions, the ledger. */
export async function generate(client, sizes) {
  await client.query(`select setseed(0.42)`);
  await createPartners(client, sizes);
  await createPeriods(client, sizes.months);
  await createAccepted(client, sizes);
  await createOpenSlots(client);
  await createPeople(client);
  await client.query('vacuum analyze');
  return { ...(await rollUp(client)), ...(await counts(client)) };
}

async function createPartners(client, { partners, centres }) {
  await client.query(
    `create table bench_partner as
     select 'X' || chr(65 + n / 26) || chr(65 + n % 26) as code from generate_series(0, $1 - 1) n`,
    [partners],
  );
  await client.query(
    'insert into app.scope_code select code from bench_partner union all select unnest($1::text[])',
    [[WRITER, IMPORTER, TWIN]],
  );
  await client.query(
    `insert into app.unit (partner, code, type, name, time_zone, created_at)
     select code, 'CTR-' || code || '-' || n, 'CENTRE', 'Centre ' || n, 'Asia/Baku', now() from bench_partner, generate_series(1, $1) n
     union all select $2, 'CTR-' || $2 || '-' || n, 'CENTRE', 'Centre ' || n, 'Asia/Baku', now() from generate_series(1, $3) n`,
    [centres, WRITER, WRITER_UNITS],
  );
  await client.query(
    `insert into app.assignment (id, partner, unit, form_code, valid_from, synthetic)
     select gen_random_uuid(), partner, code, 'MONTHLY', '2000-01-01', true from app.unit`,
  );
}

/** Months that are over, newest last; the writer's months are older than every other one. */
async function createPeriods(client, months) {
  await client.query(
    `insert into app.period (id, scheme, year, month, start_date, end_date, days, aligned_to, local_label)
     select 'GREGORIAN_MONTH:' || to_char(d, 'YYYY-MM'), 'GREGORIAN_MONTH', extract(year from d)::integer, extract(month from d)::integer,
            d::date, (d + interval '1 month - 1 day')::date, extract(day from d + interval '1 month - 1 day')::integer,
            to_char(d, 'YYYY-MM'), jsonb_build_object('en', to_char(d, 'FMMonth YYYY'))
       from generate_series(date_trunc('month', now()) - make_interval(months => $1), date_trunc('month', now()) - interval '1 month', '1 month') d`,
    [months + WRITER_MONTHS],
  );
}

async function createAccepted(client, { months }) {
  await client.query(
    `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at,
                                  due_explanation, lock_at, first_submitted_at, synthetic)
     select gen_random_uuid(), a.partner, a.unit, a.id, 'MONTHLY', f.id, p.id, p.aligned_to, p.end_date + 1, p.end_date + 10, '{}',
            p.end_date + 400, p.end_date + 5, true
       from app.assignment a, app.form_version f, (select * from app.period order by start_date desc limit $1) p where a.partner <> $2`,
    [months, WRITER],
  );
  await client.query(
    `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at, submitted_by, submitted_at, decided_by, decided_at)
     select gen_random_uuid(), partner, id, 1, 'ACCEPTED', 'bench', first_submitted_at, 'bench', first_submitted_at, 'bench', due_at
       from app.report_slot`,
  );
  await client.query(
    `insert into app.observation (id, partner, unit, indicator, indicator_version_id, slot_id, period_id, aligned_to, kind, value,
                                  submission_id, cell_rev, known_from, synthetic)
     select gen_random_uuid(), s.partner, s.unit, v.code, v.id, s.id, s.period_id, s.aligned_to, 'NUMBER',
            case v.definition->>'type' when 'DECIMAL' then round((5 + random() * 20)::numeric, 1) else floor(100 + random() * 1000) end,
            b.id, 1, b.decided_at, true
       from app.report_slot s join app.submission b on b.slot_id = s.id
       join app.indicator_version v on v.definition->>'kind' = 'INPUT'`,
  );
}

async function createOpenSlots(client) {
  await client.query(
    `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at,
                                  due_explanation, lock_at, synthetic)
     select gen_random_uuid(), a.partner, a.unit, a.id, 'MONTHLY', f.id, p.id, p.aligned_to, p.end_date + 1, p.end_date + 10,
            '{"explanation": "", "localDueAt": "", "ruleText": "", "steps": [], "tentative": false}', now() + interval '1 year', true
       from app.assignment a, app.form_version f, (select * from app.period order by start_date limit $1) p where a.partner = $2`,
    [WRITER_MONTHS, WRITER],
  );
}

async function createPeople(client) {
  const passwordHash = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  const people = [
    ['director@bench.example', 'HQ', 'DIRECTOR'],
    ['coordinator@bench.example', WRITER, 'COORDINATOR'],
    ['importer@bench.example', IMPORTER, 'COORDINATOR'],
  ];
  for (const [email, scope, role] of people) {
    const id = randomUUID();
    await client.query(
      'insert into app.user_account (id, scope, email, name, password_hash, created_at) values ($1, $2, $3, $3, $4, now())',
      [id, scope, email, passwordHash],
    );
    await client.query(
      `insert into app.membership (id, scope, user_id, role, valid_from) values ($1, $2, $3, $4, '2000-01-01')`,
      [randomUUID(), scope, id, role],
    );
  }
}

/** What a roll-up of the overview would hold at best: one row per partner, indicator and month. */
async function rollUp(client) {
  const begun = performance.now();
  await client.query(
    `create table bench_rollup as
     select aligned_to, partner, indicator, sum(value) as value, count(*)::integer as included, count(*)::integer as expected,
            lag(sum(value)) over (partition by partner, indicator order by aligned_to) as previous
       from app.observation where known_to is null and kind = 'NUMBER' group by aligned_to, partner, indicator`,
  );
  await client.query('create index on bench_rollup (aligned_to, indicator, partner)');
  await client.query('analyze bench_rollup');
  return { rollUpMs: Math.round(performance.now() - begun) };
}

async function counts(client) {
  const { rows } = await client.query(
    `select (select count(*) from app.observation)::integer as observations, (select count(*) from app.report_slot)::integer as slots`,
  );
  return rows[0];
}

/** Ids of the writer's slots, in no order that a run would repeat. */
export async function openSlots(client) {
  const { rows } = await client.query('select id from app.report_slot where partner = $1 order by random()', [
    WRITER,
  ]);
  return rows.map(({ id }) => id);
}
