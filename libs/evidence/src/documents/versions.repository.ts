import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { DocumentVersion, NewVersion } from './document.js';
import { READABLE, readableTo } from './documents.repository.js';

type VersionRow = Omit<DocumentVersion, 'size' | 'uploadedAt' | 'scannedAt' | 'removedAt'> & {
  size: string;
  uploadedAt: Date;
  scannedAt: Date | null;
  removedAt: Date | null;
};

const VERSION = `
  select v.id, v.partner, v.document_id as "documentId", v.version, v.sha256, v.size, v.media_type as "mediaType",
         v.file_name as "fileName", v.language, v.authenticity, v.form, v.scan, v.scanned_at as "scannedAt", v.threat,
         v.uploaded_by as "uploadedBy", v.uploaded_at as "uploadedAt", v.removed_at as "removedAt",
         v.removed_by as "removedBy", v.removal_reason as "removalReason"
    from app.document_version v
    join app.document d on d.partner = v.partner and d.id = v.document_id
   where ${READABLE}`;

@Injectable()
export class VersionsRepository {
  async find(tx: Transaction, id: string): Promise<DocumentVersion | null> {
    const [row] = await this.rows(tx, `${VERSION} and v.id = $5`, [id]);
    return row ?? null;
  }

  /** The version, held so that nobody links to it while it is removed, or removes it while somebody links to it. */
  async lock(tx: Transaction, id: string): Promise<DocumentVersion | null> {
    const [row] = await this.rows(tx, `${VERSION} and v.id::text = $5 for update of v`, [id]);
    return row ?? null;
  }

  /** Of several documents, by version. */
  async listOf(tx: Transaction, documentIds: readonly string[]): Promise<DocumentVersion[]> {
    return this.rows(tx, `${VERSION} and v.document_id = any ($5) order by v.document_id, v.version`, [
      documentIds,
    ]);
  }

  /** Adds the next version of a document that the caller holds. */
  async insert(tx: Transaction, version: NewVersion): Promise<void> {
    await tx.manager.query(
      `insert into app.document_version (id, partner, document_id, version, sha256, size, media_type, file_name, language,
              authenticity, form, scan, uploaded_by, uploaded_at)
       select $2, d.partner, d.id,
              1 + coalesce((select max(v.version) from app.document_version v
                             where v.partner = d.partner and v.document_id = d.id and v.partner = any ($1)), 0),
              $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
         from app.document d where d.id = $3 and d.partner = any ($1)`,
      [
        tx.scopes,
        version.id,
        version.documentId,
        version.sha256,
        version.size,
        version.mediaType,
        version.fileName,
        version.language,
        version.authenticity,
        version.form,
        version.scan,
        tx.actor.id,
        version.uploadedAt,
      ],
    );
  }

  async markRemoved(tx: Transaction, id: string, reason: string, at: string): Promise<void> {
    await tx.manager.query(
      `update app.document_version set removed_at = $3, removed_by = $4, removal_reason = $5
        where id = $2 and removed_at is null and partner = any ($1)`,
      [tx.scopes, id, at, tx.actor.id, reason],
    );
  }

  /** How many things a version proves. */
  async countLinks(tx: Transaction, id: string): Promise<number> {
    const [row] = (await tx.manager.query(
      `select count(*)::integer as links from app.evidence
        where kind = 'DOCUMENT' and reference = $2 and partner = any ($1)`,
      [tx.scopes, id],
    )) as Array<{ links: number }>;
    return row!.links;
  }

  private async rows(tx: Transaction, sql: string, more: unknown[]): Promise<DocumentVersion[]> {
    const rows = (await tx.manager.query(sql, [...readableTo(tx), ...more])) as VersionRow[];
    return rows.map((row) => ({
      ...row,
      size: Number(row.size),
      uploadedAt: row.uploadedAt.toISOString(),
      scannedAt: row.scannedAt?.toISOString() ?? null,
      removedAt: row.removedAt?.toISOString() ?? null,
    }));
  }
}
