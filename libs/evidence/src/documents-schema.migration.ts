import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Documents, their versions, and uploads that are under way. The bytes themselves lie in the object store. */
export class DocumentsSchema1700000036100 implements MigrationInterface {
  name = 'DocumentsSchema1700000036100';

  async up(runner: QueryRunner): Promise<void> {
    await createDocuments(runner);
    await createVersions(runner);
    await createUploads(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.document_upload, app.document_version, app.document');
  }
}

async function createDocuments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.document (
      id uuid primary key,
      partner text not null references app.scope_code,
      kind text not null check (kind in ('INSTRUMENT','EVIDENCE','OTHER')),
      title text not null,
      note text,
      classification text not null check (classification in ('PUBLIC','PARTNER_SHARED','INTERNAL','RESTRICTED')),
      created_by text not null,
      created_at timestamptz not null,
      rev integer not null default 1,
      unique (partner, id)
    )`);
  await runner.query('create index document_newest on app.document (partner, id desc)');
  await wallTable(runner, { table: 'document', scope: 'partner', grants: ['select', 'insert', 'update'] });
  await runner.query('revoke update on app.document from asan_api, asan_worker');
  await runner.query(
    'grant update (title, note, classification, rev) on app.document to asan_api, asan_worker',
  );
}

/** What was uploaded is never rewritten: only what a scanner says of it, and that its bytes were removed. */
async function createVersions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.document_version (
      id uuid primary key,
      partner text not null references app.scope_code,
      document_id uuid not null,
      version integer not null check (version > 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      size bigint not null check (size > 0),
      media_type text not null,
      file_name text not null,
      language text,
      authenticity text not null check (authenticity in ('AUTHENTIC','TRANSLATION','UNKNOWN')),
      form text not null check (form in ('SIGNED_ORIGINAL','SCAN','WORKING_COPY')),
      scan text not null check (scan in ('NOT_SCANNED','PENDING','CLEAN','INFECTED','FAILED')),
      scanned_at timestamptz,
      threat text,
      uploaded_by text not null,
      uploaded_at timestamptz not null,
      removed_at timestamptz,
      removed_by text,
      removal_reason text,
      bytes_removed_at timestamptz,
      unique (partner, id),
      unique (partner, document_id, version),
      foreign key (partner, document_id) references app.document (partner, id),
      check ((removed_at is null) = (removal_reason is null)),
      check (bytes_removed_at is null or removed_at is not null)
    )`);
  await runner.query('create index document_version_bytes on app.document_version (partner, sha256)');
  await runner.query(
    `comment on column app.document_version.threat is 'what the scanner found, or why it could not look'`,
  );
  await wallTable(runner, {
    table: 'document_version',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
  await runner.query('revoke update on app.document_version from asan_api, asan_worker');
  await runner.query(
    `grant update (scan, scanned_at, threat, removed_at, removed_by, removal_reason, bytes_removed_at)
        on app.document_version to asan_api, asan_worker`,
  );
}

async function createUploads(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.document_upload (
      id uuid primary key,
      partner text not null references app.scope_code,
      document_id uuid not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      size bigint check (size > 0),
      file_name text not null,
      language text,
      authenticity text not null,
      form text not null,
      started_by text not null,
      started_at timestamptz not null,
      expires_at timestamptz not null,
      version_id uuid,
      unique (partner, id),
      foreign key (partner, document_id) references app.document (partner, id),
      foreign key (partner, version_id) references app.document_version (partner, id)
    )`);
  await runner.query('create index document_upload_expiry on app.document_upload (expires_at)');
  await runner.query(
    `comment on column app.document_upload.version_id is 'what became of it; kept until it expires, for a sender who missed the answer'`,
  );
  await wallTable(runner, {
    table: 'document_upload',
    scope: 'partner',
    grants: ['select', 'insert', 'update', 'delete'],
  });
}
