import { Injectable } from '@nestjs/common';
import { Config, JobsService, type Transaction } from '#platform';
import type { NewVersion, ScanState } from '../documents/document.js';
import { SCAN_DOCUMENT } from './scan.jobs.js';

/** Orders looks of the scanner, where there is one. */
@Injectable()
export class Scans {
  constructor(
    private readonly config: Config,
    private readonly jobs: JobsService,
  ) {}

  get isPossible(): boolean {
    return this.config.SCANNER_URL !== undefined;
  }

  /** How a version begins: waiting for the scanner, or marked as one that nobody looked at. */
  firstState(): ScanState {
    return this.isPossible ? 'PENDING' : 'NOT_SCANNED';
  }

  /** Orders a look at a version that waits for one, in the transaction that makes it wait. */
  async order(
    tx: Transaction,
    { id, partner, scan }: Pick<NewVersion, 'id' | 'partner' | 'scan'>,
  ): Promise<void> {
    if (scan !== 'PENDING') return;
    await this.jobs.order(tx, SCAN_DOCUMENT, {
      partner,
      type: 'DOCUMENT_SCAN',
      subjectId: id,
      unit: 'files',
    });
  }
}
