import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/**
 * Keeps what a file says as one row for each unit instead of one for each value: a file of a country is
 * taken in by some hundred rows, and the outcome of a value follows from that of its report instead of
 * being written a second time. `import_row` stays as a view for whoever reads values.
 */
export class ImportPartsSchema1700000010600 implements MigrationInterface {
  name = 'ImportPartsSchema1700000010600';

  async up(runner: QueryRunner): Promise<void> {
    await createParts(runner);
    await runner.query(`
      alter table app.import_report
        add column created integer not null default 0,
        add column updated integer not null default 0,
        add column unchanged_cells text[] not null default '{}'`);
    await runner.query(
      `comment on column app.import_report.unchanged_cells is 'Cells that held what the file says already when the report was filled'`,
    );
    await throughWalls(runner, ['import_part', 'import_row', 'import_report'], () => carryOver(runner));
    await runner.query('drop table app.import_row');
    await createView(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter view app.import_row rename to import_row_seen');
    await recreateRows(runner);
    await throughWalls(runner, ['import_part', 'import_row', 'import_report', 'import'], () =>
      runner.query('insert into app.import_row select * from app.import_row_seen'),
    );
    await runner.query('drop view app.import_row_seen');
    await runner.query('drop table app.import_part');
    await runner.query(
      'alter table app.import_report drop column created, drop column updated, drop column unchanged_cells',
    );
  }
}

/** Forced policies hide every row from the owner as well, and would carry nothing over without a word. */
async function throughWalls(
  runner: QueryRunner,
  tables: readonly string[],
  work: () => Promise<unknown>,
): Promise<void> {
  for (const table of tables) await runner.query(`alter table app.${table} no force row level security`);
  await work();
  for (const table of tables) await runner.query(`alter table app.${table} force row level security`);
}

async function createParts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.import_part (
      partner text not null references app.scope_code,
      import_id uuid not null references app.import,
      part_no integer not null,
      unit text,
      size integer not null check (size > 0),
      open integer not null,
      same integer not null,
      content jsonb not null,
      primary key (partner, import_id, part_no),
      unique (partner, import_id, unit),
      check (open between 0 and size and same between 0 and open)
    )`);
  await runner.query(
    `comment on table app.import_part is 'What a file says about one unit, or, without unit, the values that were turned away'`,
  );
  await runner.query(
    `comment on column app.import_part.open is 'Values that the commit is to enter; same: those of them that stand there already'`,
  );
  await wallTable(runner, { table: 'import_part', scope: 'partner', grants: ['select', 'insert', 'delete'] });
}

/** Imports of before: their rows become parts, and what came of them moves to their reports. */
async function carryOver(runner: QueryRunner): Promise<void> {
  await runner.query(`
    insert into app.import_part (partner, import_id, part_no, unit, size, open, same, content)
    select partner, import_id, min(row_no), unit, count(*), count(*) filter (where foreseen in ('NEW', 'CHANGED', 'UNCHANGED')),
           count(*) filter (where foreseen = 'UNCHANGED'),
           jsonb_agg(jsonb_build_object('row_no', row_no, 'cell', cell, 'kind', kind, 'value', value, 'given', given, 'at', at, 'was', was,
                                        'outcome', foreseen, 'explanation', explanation, 'problems', problems) order by row_no)
      from (select r.*, case when r.outcome = 'CREATED' or (r.outcome = 'SKIPPED' and d.outcome = 'REJECTED' and r.was is null) then 'NEW'
                             when r.outcome = 'UPDATED' or (r.outcome = 'SKIPPED' and d.outcome = 'REJECTED') then 'CHANGED'
                             else r.outcome end as foreseen
              from app.import_row r
              left join app.import_report d on d.partner = r.partner and d.import_id = r.import_id and d.unit = r.unit) r
     group by partner, import_id, unit`);
  await runner.query(`
    update app.import_report d set created = r.created, updated = r.updated, unchanged_cells = r.unchanged
      from (select partner, import_id, unit, count(*) filter (where outcome = 'CREATED') as created,
                   count(*) filter (where outcome = 'UPDATED') as updated,
                   coalesce(array_agg(cell) filter (where outcome = 'UNCHANGED'), '{}') as unchanged
              from app.import_row where unit is not null group by partner, import_id, unit) r
     where r.partner = d.partner and r.import_id = d.import_id and r.unit = d.unit`);
}

/** A value's outcome is what was foreseen until its report is settled or its import is over. */
async function createView(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create view app.import_row with (security_invoker = true) as
    select p.partner, p.import_id, r.row_no, p.unit, r.cell,
           case when p.unit is null then r.kind else coalesce(r.kind, 'NUMBER') end as kind, r.value, coalesce(r.given, r.value) as given,
           r.at, r.was,
           case when r.outcome in ('REJECTED', 'SKIPPED') then r.outcome
                when d.outcome = 'REJECTED' then 'SKIPPED'
                when r.cell = any (d.unchanged_cells) then 'UNCHANGED'
                when d.outcome is not null and r.was is null then 'CREATED'
                when d.outcome is not null then 'UPDATED'
                when i.finished_at is not null and coalesce(r.outcome, 'NEW') <> 'UNCHANGED' then 'SKIPPED'
                else coalesce(r.outcome, 'NEW') end as outcome,
           coalesce(r.problems, '[]') as problems, r.explanation
      from app.import_part p
      join app.import i on i.id = p.import_id
      left join lateral (select s.outcome, s.unchanged_cells from app.import_report s
                          where s.partner = p.partner and s.import_id = p.import_id and s.unit = p.unit limit 1) d on true
      cross join lateral jsonb_to_recordset(p.content)
            as r(row_no integer, cell text, kind text, value text, given text, at jsonb, was jsonb, outcome text, problems jsonb, explanation text)`);
  await runner.query(`comment on view app.import_row is 'One value of an import and what became of it'`);
  await runner.query('grant select on app.import_row to asan_api, asan_worker');
}

async function recreateRows(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.import_row (
      partner text not null references app.scope_code,
      import_id uuid not null references app.import,
      row_no integer not null,
      unit text,
      cell text,
      kind text,
      value text,
      given text,
      at jsonb not null,
      was jsonb,
      outcome text not null check (outcome in ('NEW','CHANGED','UNCHANGED','REJECTED','CREATED','UPDATED','SKIPPED')),
      problems jsonb not null default '[]',
      explanation text,
      primary key (partner, import_id, row_no)
    )`);
  await runner.query(
    `comment on column app.import_row.explanation is 'The words that stood beside the value; null where the file has no place for them'`,
  );
  await wallTable(runner, {
    table: 'import_row',
    scope: 'partner',
    grants: ['select', 'insert', 'update', 'delete'],
  });
}
