import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An assignment is changed by people: it has a revision to compare, and never ends before it began. */
export class AssignmentsSchema1700000010900 implements MigrationInterface {
  name = 'AssignmentsSchema1700000010900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assignment
        add column rev integer not null default 1,
        add constraint assignment_days check (valid_until >= valid_from)`);
    await runner.query(
      `comment on column app.assignment.valid_until is 'First day without; equal to the first day: taken back as a mistake'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('comment on column app.assignment.valid_until is null');
    await runner.query('alter table app.assignment drop constraint assignment_days, drop column rev');
  }
}
