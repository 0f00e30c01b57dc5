import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Proofs: which claim, page or document shows that something is so. */
export class EvidenceLinksSchema1700000020250 implements MigrationInterface {
  name = 'EvidenceLinksSchema1700000020250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.evidence (
        id uuid primary key,
        partner text not null references app.scope_code,
        subject_type text not null,
        subject_id uuid not null,
        kind text not null check (kind in ('CLAIM','URL','DOCUMENT')),
        reference text not null,
        note text,
        added_by text not null,
        added_at timestamptz not null,
        unique (partner, subject_type, subject_id, kind, reference)
      )`);
    await runner.query(
      `comment on column app.evidence.reference is 'id of a claim or of a document, or the address of a page'`,
    );
    await wallTable(runner, { table: 'evidence', scope: 'partner', grants: ['select', 'insert'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.evidence');
  }
}
