import { Injectable } from '@nestjs/common';
import {
  Clock,
  ForbiddenError,
  holds,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { DocumentVersion } from './document.js';
import { DocumentRecords } from './document-records.js';
import { VersionReferencedError } from './documents.errors.js';

/** What becomes of a version after it was stored: it proves something, or it is removed. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DocumentRecords,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError when unknown or not the caller's to read. */
  async get(ctx: OperationContext, id: string): Promise<DocumentVersion> {
    return this.transactions.read(ctx, (tx) => this.records.versions.find(tx, id).then(known));
  }

  /**
   * Whether a version may prove something of a partner: it is there, no scanner condemned it, and whoever hands it in may
   * read it. Holds it until the transaction ends, so that it is not removed meanwhile.
   */
  async mayProve(tx: Transaction, partner: string, id: string): Promise<boolean> {
    const version = await this.records.versions.lock(tx, id);
    return version?.partner === partner && version.removedAt === null && version.scan !== 'INFECTED';
  }

  /**
   * Removes a version that proves nothing: its row tells that it was there, its bytes go with the next sweep.
   * Removing it again changes nothing.
   *
   * @throws NotFoundError, ForbiddenError for somebody else's upload, VersionReferencedError
   */
  async remove(ctx: OperationContext, id: string, reason: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const version = known(await this.records.versions.lock(tx, id));
      const isOwn = version.uploadedBy === ctx.actor.id;
      if (!isOwn && !holds(ctx, 'documents:classify', version.partner)) throw new ForbiddenError();
      const links = await this.records.versions.countLinks(tx, id);
      if (links > 0) throw new VersionReferencedError(links);
      if (version.removedAt !== null) return;
      await this.records.versions.markRemoved(tx, id, reason, this.clock.instant());
      const { partner, sha256, fileName } = version;
      const record = { partner, action: 'document-version.remove', entity: 'document_version', entityId: id };
      this.records.audit.record(tx, { ...record, before: { sha256, fileName }, after: { reason } });
    });
  }
}

function known(version: DocumentVersion | null): DocumentVersion {
  if (!version) throw new NotFoundError('version');
  return version;
}
