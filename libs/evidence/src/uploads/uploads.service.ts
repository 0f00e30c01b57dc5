import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock, NotFoundError, Transactions, type OperationContext } from '#platform';
import type { VersionDescription } from '../documents/document.js';
import { DocumentRecords } from '../documents/document-records.js';
import { fileName } from '../documents/file-name.js';
import { UPLOAD_LIFE_HOURS, type Upload } from './upload.js';
import { Spool } from './spool.js';
import { UploadsRepository } from './uploads.repository.js';

const HOUR_MS = 3_600_000;

/** Uploads that are under way: who began them, for which document, and what was announced. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: UploadsRepository,
    private readonly records: DocumentRecords,
    private readonly spool: Spool,
    private readonly clock: Clock,
  ) {}

  /**
   * Announces a file for a document; nothing of it is visible until its bytes are complete and match.
   *
   * @param size in bytes; null: not told
   * @throws NotFoundError for a document that is not the caller's to read, FileNameError
   */
  async begin(
    ctx: OperationContext,
    documentId: string,
    given: VersionDescription,
    size: number | null,
  ): Promise<Upload> {
    const description = { ...given, fileName: fileName(given.fileName) };
    await this.spool.prepare();
    return this.transactions.run(ctx, async (tx) => {
      const document = await this.records.documents.find(tx, documentId);
      if (!document) throw new NotFoundError('document');
      const { partner } = document;
      const expiresAt = new Date(this.clock.now().getTime() + UPLOAD_LIFE_HOURS * HOUR_MS).toISOString();
      const upload = { ...description, id: uuid(), partner, documentId, size, expiresAt };
      // From here on a sweep sees that these bytes are wanted; one that is removing them is waited for.
      await this.repository.lockBytes(tx, { scope: partner, sha256: upload.sha256 });
      await this.repository.insert(tx, upload, this.clock.instant());
      const record = { partner, action: 'document-upload.start', entity: 'document_upload' };
      this.records.audit.record(tx, {
        ...record,
        entityId: upload.id,
        after: { documentId, ...description },
      });
      return { ...upload, startedBy: ctx.actor.id, versionId: null };
    });
  }

  /** @throws NotFoundError when unknown, expired, out of scope or somebody else's. */
  async own(ctx: OperationContext, id: string): Promise<Upload> {
    const upload = await this.transactions.read(ctx, (tx) =>
      this.repository.findOwn(tx, id, this.clock.instant()),
    );
    if (!upload) throw new NotFoundError('upload');
    return upload;
  }

  /** Forgets an upload and its bytes, for instance when they are not the announced ones. */
  async abandon(ctx: OperationContext, { id, partner }: Upload, reason: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      await this.repository.remove(tx, id);
      const record = { partner, action: 'document-upload.abandon', entity: 'document_upload', entityId: id };
      this.records.audit.record(tx, { ...record, after: { reason } });
    });
    await this.spool.remove(id);
  }
}
