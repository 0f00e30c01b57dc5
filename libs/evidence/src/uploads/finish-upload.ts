import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  BusinessError,
  Clock,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { DocumentVersion, NewVersion } from '../documents/document.js';
import { DocumentRecords } from '../documents/document-records.js';
import { ChecksumMismatchError, EmptyFileError } from '../documents/documents.errors.js';
import { mediaTypeOf } from '../documents/media-types.js';
import { Scans } from '../scanning/scans.js';
import type { Upload } from './upload.js';
import { UploadFiles } from './upload-files.js';

/** Makes a version of bytes that are complete: all of it, or nothing at all. */
@Injectable()
export class FinishUpload {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DocumentRecords,
    private readonly files: UploadFiles,
    private readonly scans: Scans,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks the bytes and keeps them. Whatever is wrong with them ends the upload and leaves nothing; a storage that is
   * away leaves it as it is, to be finished later.
   *
   * @throws EmptyFileError, ChecksumMismatchError, FileTypeError; UnavailableError
   */
  async run(ctx: OperationContext, upload: Upload): Promise<DocumentVersion> {
    try {
      const version = await this.checked(upload);
      await this.files.store.keep(nameOf(upload), this.files.spool.pathOf(upload.id), version.size);
      const stored = await this.transactions.run(ctx, (tx) => this.record(tx, upload, version));
      await this.files.spool.remove(upload.id);
      return stored;
    } catch (error) {
      if (error instanceof BusinessError && error.kind !== 'UNAVAILABLE')
        await this.files.uploads.abandon(ctx, upload, error.code);
      throw error;
    }
  }

  private async checked({ id, ...upload }: Upload): Promise<NewVersion> {
    const { sha256, size } = await this.files.spool.digestOf(id);
    if (size === 0) throw new EmptyFileError();
    if (sha256 !== upload.sha256) throw new ChecksumMismatchError(sha256);
    const mediaType = await mediaTypeOf(this.files.spool.pathOf(id), upload.fileName);
    const { partner, documentId, fileName, language, authenticity, form } = upload;
    const description = { fileName, sha256, language, authenticity, form };
    const scan = this.scans.firstState();
    return {
      ...description,
      id: uuid(),
      partner,
      documentId,
      size,
      mediaType,
      scan,
      uploadedAt: this.clock.instant(),
    };
  }

  private async record(tx: Transaction, upload: Upload, version: NewVersion): Promise<DocumentVersion> {
    if (!(await this.records.documents.lock(tx, version.documentId))) throw new NotFoundError('document');
    await this.records.versions.insert(tx, version);
    if (!(await this.files.repository.finish(tx, upload.id, version.id))) throw new NotFoundError('upload');
    await this.scans.order(tx, version);
    const { partner, id } = version;
    const record = { partner, action: 'document-version.add', entity: 'document_version', entityId: id };
    this.records.audit.record(tx, { ...record, after: version });
    return (await this.records.versions.find(tx, id))!;
  }
}

function nameOf({ partner, sha256 }: Upload): { scope: string; sha256: string } {
  return { scope: partner, sha256 };
}
