import { Injectable, type OnModuleInit } from '@nestjs/common';
import { everyScopeContext, HQ_SCOPE, JobWorkers, Schedules, Transactions, type Schedule } from '#platform';
import { SCAN_DOCUMENT } from '../scanning/scan.jobs.js';
import { ScanDocument } from '../scanning/scan-document.js';
import { SWEEP_UPLOADS } from './sweep.jobs.js';
import { SweepUploads } from './sweep-uploads.js';

const EVERY_HOUR: Schedule = {
  id: SWEEP_UPLOADS.name,
  definition: SWEEP_UPLOADS,
  scope: HQ_SCOPE,
  pattern: '40 * * * *',
  tz: 'UTC',
};

/** Has documents scanned, and what uploads left behind swept. */
@Injectable()
export class DocumentsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly schedules: Schedules,
    private readonly transactions: Transactions,
    private readonly scan: ScanDocument,
    private readonly sweep: SweepUploads,
  ) {}

  onModuleInit(): void {
    this.workers.register(SCAN_DOCUMENT, (payload) => this.scan.run(payload));
    this.workers.register(SWEEP_UPLOADS, async () => {
      await this.sweep.run(
        await everyScopeContext(this.transactions, 'SCHEDULER', 'documents', SWEEP_UPLOADS.name),
      );
    });
    this.schedules.keep(async () => [EVERY_HOUR]);
  }
}
