import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock, Transactions, type ObjectName, type OperationContext, type Transaction } from '#platform';
import { ScansRepository } from '../scanning/scans.repository.js';
import { Scans } from '../scanning/scans.js';
import type { Upload } from './upload.js';
import { UploadFiles } from './upload-files.js';

/** Enough for an hour; what is left waits for the next. */
const BATCH = 200;
/** No request lasts that long. */
const ARRIVAL_LIFE_MS = 3_600_000;
const SCAN_AGAIN_AFTER_MS = 24 * 3_600_000;

/** What is written by a sweep besides the uploads themselves. */
@Injectable()
export class SweepRecords {
  constructor(
    readonly scans: Scans,
    readonly versions: ScansRepository,
    readonly audit: Audit,
  ) {}
}

/** Removes uploads that nobody resumed, and bytes that nothing needs; has scanned what was not. */
@Injectable()
export class SweepUploads {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: UploadFiles,
    private readonly records: SweepRecords,
    private readonly clock: Clock,
  ) {}

  /** @param ctx with every scope whose uploads shall be looked after */
  async run(ctx: OperationContext): Promise<void> {
    const expired = await this.transactions.read(ctx, (tx) =>
      this.files.repository.listExpired(tx, this.clock.instant(), BATCH),
    );
    for (const upload of expired) await this.forget(ctx, upload);
    const removed = await this.transactions.read(ctx, (tx) => this.files.repository.listRemoved(tx, BATCH));
    for (const version of removed) await this.removeBytes(ctx, version);
    await this.files.spool.removeArrivals(new Date(this.clock.now().getTime() - ARRIVAL_LIFE_MS));
    if (this.records.scans.isPossible) await this.scanAgain(ctx);
  }

  private async forget(ctx: OperationContext, upload: Upload): Promise<void> {
    const { id, partner, sha256, versionId } = upload;
    await this.files.spool.remove(id);
    await this.transactions.run(ctx, async (tx) => {
      const name = { scope: partner, sha256 };
      await this.files.repository.lockBytes(tx, name);
      await this.files.repository.remove(tx, id);
      // A process that died between keeping the bytes and recording the version left them to us.
      if (versionId === null) await this.removeUnneeded(tx, name);
      const record = { partner, action: 'document-upload.expire', entity: 'document_upload', entityId: id };
      this.records.audit.record(tx, { ...record, before: { sha256, versionId } });
    });
  }

  private async removeBytes(ctx: OperationContext, version: ObjectName & { id: string }): Promise<void> {
    const { id, scope, sha256 } = version;
    await this.transactions.run(ctx, async (tx) => {
      await this.files.repository.lockBytes(tx, { scope, sha256 });
      await this.removeUnneeded(tx, { scope, sha256 });
      await this.files.repository.markBytesRemoved(tx, id, this.clock.instant());
      const record = { partner: scope, action: 'document-version.remove-bytes', entity: 'document_version' };
      this.records.audit.record(tx, { ...record, entityId: id, before: { sha256 } });
    });
  }

  private async removeUnneeded(tx: Transaction, name: ObjectName): Promise<void> {
    if (!(await this.files.repository.isNeeded(tx, name))) await this.files.store.remove(name);
  }

  private async scanAgain(ctx: OperationContext): Promise<void> {
    const failedBefore = new Date(this.clock.now().getTime() - SCAN_AGAIN_AFTER_MS).toISOString();
    await this.transactions.run(ctx, async (tx) => {
      const versions = await this.records.versions.askAgain(tx, failedBefore, BATCH);
      for (const version of versions) {
        await this.records.scans.order(tx, { ...version, scan: 'PENDING' });
        const { partner, id } = version;
        const record = { partner, action: 'document-version.scan-again', entity: 'document_version' };
        this.records.audit.record(tx, { ...record, entityId: id, after: { scan: 'PENDING' } });
      }
    });
  }
}
