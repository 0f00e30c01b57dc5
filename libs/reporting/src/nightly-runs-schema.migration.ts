import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs that nobody asked for: the rules of the night leave them behind where something is new. */
export class NightlyRunsSchema1700000035200 implements MigrationInterface {
  name = 'NightlyRunsSchema1700000035200';

  async up(runner: QueryRunner): Promise<void> {
    await setTriggers(runner, ['SUBMIT', 'ACCEPT', 'REQUEST', 'NIGHTLY']);
  }

  /** A run is kept for proof, so what the night left behind becomes a run that was asked for. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.validation_run no force row level security');
    await runner.query("update app.validation_run set trigger = 'REQUEST' where trigger = 'NIGHTLY'");
    await runner.query('alter table app.validation_run force row level security');
    await setTriggers(runner, ['SUBMIT', 'ACCEPT', 'REQUEST']);
  }
}

async function setTriggers(runner: QueryRunner, triggers: readonly string[]): Promise<void> {
  const list = triggers.map((trigger) => `'${trigger}'`).join(', ');
  await runner.query(`
    alter table app.validation_run drop constraint validation_run_trigger_check,
      add constraint validation_run_trigger_check check (trigger in (${list}))`);
}
