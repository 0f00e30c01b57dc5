import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Clock,
  JobRun,
  ObjectStore,
  programContext,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type Transaction,
} from '#platform';
import { ScansRepository, type ScannedVersion } from './scans.repository.js';
import { VirusScanner, type Verdict } from './virus-scanner.js';

/** What a verdict is dated and recorded with. */
@Injectable()
export class ScanRecords {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
  ) {}
}

/** Has the scanner look at one version and remembers its verdict. */
@Injectable()
export class ScanDocument {
  constructor(
    private readonly jobRun: JobRun,
    private readonly repository: ScansRepository,
    private readonly store: ObjectStore,
    private readonly scanner: VirusScanner,
    private readonly records: ScanRecords,
  ) {}

  async run({ id, scope, jobId }: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', 'virus-scanner', [scope], `scan-${id}`);
    await this.jobRun.run(ctx, String(jobId), (handle) => this.work(id, handle));
  }

  private async work(id: string, handle: JobHandle): Promise<JobOutcome> {
    const version = await handle.chunk(0, 1, (tx) => this.repository.findPending(tx, id));
    if (!version) return { state: 'SUCCEEDED' };
    const { partner, sha256 } = version;
    const verdict = await this.scanner.scan(await this.store.open({ scope: partner, sha256 }));
    await handle.chunk(1, 1, (tx) => this.remember(tx, version, verdict));
    return { state: 'SUCCEEDED' };
  }

  private async remember(tx: Transaction, { id, partner }: ScannedVersion, verdict: Verdict): Promise<void> {
    const threat = threatOf(verdict);
    const at = this.records.clock.instant();
    if (!(await this.repository.record(tx, id, { scan: verdict.scan, threat, at }))) return;
    this.records.audit.record(tx, {
      partner,
      action: 'document-version.scan',
      entity: 'document_version',
      entityId: id,
      after: { scan: verdict.scan, threat },
    });
  }
}

function threatOf(verdict: Verdict): string | null {
  switch (verdict.scan) {
    case 'CLEAN':
      return null;
    case 'INFECTED':
      return verdict.threat;
    case 'FAILED':
      return verdict.reason;
  }
}
