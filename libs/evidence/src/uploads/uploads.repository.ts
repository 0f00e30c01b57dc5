import { Injectable } from '@nestjs/common';
import type { ObjectName, Transaction } from '#platform';
import type { NewUpload, Upload } from './upload.js';

type UploadRow = Omit<Upload, 'size' | 'expiresAt'> & { size: string | null; expiresAt: Date };

const UPLOAD = `
  select u.id, u.partner, u.document_id as "documentId", u.sha256, u.size, u.file_name as "fileName", u.language,
         u.authenticity, u.form, u.started_by as "startedBy", u.expires_at as "expiresAt", u.version_id as "versionId"
    from app.document_upload u where u.partner = any ($1)`;

@Injectable()
export class UploadsRepository {
  async insert(tx: Transaction, upload: NewUpload, at: string): Promise<void> {
    await tx.manager.query(
      `insert into app.document_upload (id, partner, document_id, sha256, size, file_name, language, authenticity, form,
              started_by, started_at, expires_at)
       select $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 where $3 = any ($1)`,
      [
        tx.scopes,
        upload.id,
        upload.partner,
        upload.documentId,
        upload.sha256,
        upload.size,
        upload.fileName,
        upload.language,
        upload.authenticity,
        upload.form,
        tx.actor.id,
        at,
        upload.expiresAt,
      ],
    );
  }

  /** One's own upload that has not expired: nobody resumes what somebody else began. */
  async findOwn(tx: Transaction, id: string, at: string): Promise<Upload | null> {
    const rows = await this.rows(tx, `${UPLOAD} and u.id = $2 and u.started_by = $3 and u.expires_at > $4`, [
      id,
      tx.actor.id,
      at,
    ]);
    return rows[0] ?? null;
  }

  async listExpired(tx: Transaction, at: string, limit: number): Promise<Upload[]> {
    return this.rows(tx, `${UPLOAD} and u.expires_at <= $2 order by u.expires_at limit $3`, [at, limit]);
  }

  /** False when it ended already: of two requests that bring the last byte only one makes a version. */
  async finish(tx: Transaction, id: string, versionId: string): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.document_upload set version_id = $3 where id = $2 and version_id is null and partner = any ($1)`,
      [tx.scopes, id, versionId],
    )) as [unknown[], number];
    return count === 1;
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.manager.query('delete from app.document_upload where id = $2 and partner = any ($1)', [
      tx.scopes,
      id,
    ]);
  }

  /** Whether bytes belong to a version that stands, or to an upload that may become one. */
  async isNeeded(tx: Transaction, { scope, sha256 }: ObjectName): Promise<boolean> {
    const rows = (await tx.manager.query(
      `select 1 from app.document_version
        where partner = $2 and sha256 = $3 and removed_at is null and partner = any ($1)
       union all
       select 1 from app.document_upload where partner = $2 and sha256 = $3 and version_id is null and partner = any ($1)
       limit 1`,
      [tx.scopes, scope, sha256],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Versions that were removed and whose bytes were not looked after yet. */
  async listRemoved(tx: Transaction, limit: number): Promise<Array<ObjectName & { id: string }>> {
    return (await tx.manager.query(
      `select id, partner as scope, sha256 from app.document_version
        where removed_at is not null and bytes_removed_at is null and partner = any ($1) limit $2`,
      [tx.scopes, limit],
    )) as Array<ObjectName & { id: string }>;
  }

  async markBytesRemoved(tx: Transaction, id: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.document_version set bytes_removed_at = $3 where id = $2 and partner = any ($1)',
      [tx.scopes, id, at],
    );
  }

  /** Keeps other transactions from keeping or removing these bytes until this one ends. */
  async lockBytes(tx: Transaction, { scope, sha256 }: ObjectName): Promise<void> {
    await tx.manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${scope}/${sha256}`]);
  }

  private async rows(tx: Transaction, sql: string, more: unknown[]): Promise<Upload[]> {
    const rows = (await tx.manager.query(sql, [tx.scopes, ...more])) as UploadRow[];
    return rows.map((row) => ({
      ...row,
      size: row.size === null ? null : Number(row.size),
      expiresAt: row.expiresAt.toISOString(),
    }));
  }
}
