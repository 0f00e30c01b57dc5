import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { NotFoundError, ObjectStore, Transactions, type OperationContext } from '#platform';
import type { DocumentVersion } from '../documents/document.js';
import { DocumentRecords } from '../documents/document-records.js';
import { NotFitForDownloadError, VersionRemovedError } from '../documents/documents.errors.js';

/** The entity tag of a version's bytes: they never change, so their checksum is it. */
export function tagOf({ sha256 }: DocumentVersion): string {
  return `"sha256-${sha256}"`;
}

/** Gives out bytes, and remembers to whom. */
@Injectable()
export class DownloadsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DocumentRecords,
    private readonly store: ObjectStore,
  ) {}

  /**
   * The version that shall be downloaded.
   *
   * @throws NotFoundError when it is not the caller's to read, VersionRemovedError, NotFitForDownloadError
   */
  async find(ctx: OperationContext, id: string): Promise<DocumentVersion> {
    const version = await this.transactions.read(ctx, (tx) => this.records.versions.find(tx, id));
    if (!version) throw new NotFoundError('version');
    if (version.removedAt !== null) throw new VersionRemovedError();
    if (version.scan !== 'CLEAN' && version.scan !== 'NOT_SCANNED')
      throw new NotFitForDownloadError(version.scan);
    return version;
  }

  /**
   * Opens the bytes; the record that they were given out is committed before the first of them leaves.
   *
   * @throws UnavailableError `storage-unavailable`
   */
  async open(ctx: OperationContext, { id, partner, sha256 }: DocumentVersion): Promise<Readable> {
    const bytes = await this.store.open({ scope: partner, sha256 });
    try {
      await this.transactions.run(ctx, async (tx) => {
        this.records.audit.record(tx, {
          partner,
          action: 'document-version.download',
          entity: 'document_version',
          entityId: id,
          after: { sha256 },
        });
      });
      return bytes;
    } catch (error) {
      bytes.destroy();
      throw error;
    }
  }
}
