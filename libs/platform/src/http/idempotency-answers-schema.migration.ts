import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers are kept as they were written, so that a repeated one is the same to the byte: jsonb sorts its members. */
export class IdempotencyAnswersSchema1700000034100 implements MigrationInterface {
  name = 'IdempotencyAnswersSchema1700000034100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.idempotency_record alter column body type json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.idempotency_record alter column body type jsonb');
  }
}
