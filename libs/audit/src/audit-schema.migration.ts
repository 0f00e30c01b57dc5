import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

export class AuditSchema1700000001000 implements MigrationInterface {
  name = 'AuditSchema1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.audit_event (
        id bigint generated always as identity primary key,
        partner text not null,
        at timestamptz not null,
        actor_kind text not null,
        actor_id text not null,
        actor_name text not null,
        action text not null,
        entity text not null,
        entity_id text not null,
        before jsonb,
        after jsonb,
        request_id text not null
      )`);
    await runner.query('create index audit_event_entity on app.audit_event (partner, entity, entity_id)');
    await runner.query('grant usage on sequence app.audit_event_id_seq to asan_api, asan_worker');
    // Append-only: nobody at run time may change or remove what was written.
    await wallTable(runner, { table: 'audit_event', scope: 'partner', grants: ['select', 'insert'] });
    await runner.query(
      `comment on table app.audit_event is 'What was done, by whom, with the state before and after'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.audit_event');
  }
}
