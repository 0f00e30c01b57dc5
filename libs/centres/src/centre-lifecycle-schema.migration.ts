import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a step in the life of a centre leaves behind, and how a centre is counted and called. */
export class CentreLifecycleSchema1700000039100 implements MigrationInterface {
  name = 'CentreLifecycleSchema1700000039100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.unit_status_interval
        add expected_until date,
        add successor text,
        add basis_instrument text,
        add basis_waiver uuid,
        add foreign key (partner, successor) references app.unit (partner, code),
        add check (successor <> unit),
        add check (expected_until > from_latest)`);
    await runner.query(`comment on column app.unit_status_interval.basis_instrument is
      'code of the instrument in force that covered the opening; null with basis_waiver: the director waived it'`);
    await runner.query(`
      alter table app.centre
        add rev integer not null default 1,
        add counts_towards text[] check (counts_towards <@ array['HEADLINE','NETWORK']),
        add brands jsonb not null default '[]' check (jsonb_typeof(brands) = 'array')`);
    await runner.query(`comment on column app.centre.counts_towards is
      'totals that the centre is part of; null: as its replication class says'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.centre drop rev, drop counts_towards, drop brands');
    await runner.query(`alter table app.unit_status_interval
      drop expected_until, drop successor, drop basis_instrument, drop basis_waiver`);
  }
}
