import { Injectable } from '@nestjs/common';
import {
  BusinessError,
  JobRun,
  NotFoundError,
  programContext,
  Transactions,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type JobProblem,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { Import, ImportReport, ImportState } from './import.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportRecords } from './import-records.js';
import { ImportPhases } from './import-phases.js';

/** More than any file holds. */
const EVERY_ROW = 1_000_000;

/** Carries an import from bytes to drafts, going on wherever an earlier run was cut off. */
@Injectable()
export class ProcessImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ImportsRepository,
    private readonly phases: ImportPhases,
    private readonly jobRun: JobRun,
    private readonly records: ImportRecords,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const owner = await this.load(payload);
    const ctx = contextOf(owner);
    await this.jobRun.run(
      ctx,
      String(payload.jobId),
      (handle) => this.work(ctx, owner, handle),
      (tx, problem) => this.giveUp(tx, owner, problem),
    );
  }

  private async load(payload: JobPayload): Promise<Import> {
    const ctx = programContext('SCHEDULER', 'imports', [payload.scope], `import-${payload.id}`);
    const owner = await this.transactions.read(ctx, (tx) => this.repository.find(tx, payload.id));
    if (!owner) throw new NotFoundError('import');
    return owner;
  }

  private async work(ctx: OperationContext, owner: Import, handle: JobHandle): Promise<JobOutcome> {
    if (owner.finishedAt !== null) return outcomeOf(owner, owner.state);
    const validated = owner.state === 'UPLOADED' ? await this.validate(ctx, owner, handle) : owner;
    if (validated.state === 'FAILED') return this.end(validated, 'FAILED', handle);
    if (validated.mode === 'VALIDATE') return outcomeOf(validated, 'SUCCEEDED');
    return this.commit(ctx, validated, handle);
  }

  private async validate(ctx: OperationContext, owner: Import, handle: JobHandle): Promise<Import> {
    const report = await this.phases.validation.read(ctx, owner);
    return handle.chunk(0, report.rows.length || null, async (tx) => {
      await this.repository.storeValidation(tx, owner, await this.phases.validation.compare(tx, report));
      return (await this.repository.find(tx, owner.id)) as Import;
    });
  }

  private async commit(ctx: OperationContext, owner: Import, handle: JobHandle): Promise<JobOutcome> {
    const total = totalOf(owner);
    const units = await this.transactions.read(ctx, (tx) => this.repository.listOpenUnits(tx, owner.id));
    const done = await this.transactions.read(ctx, (tx) => this.repository.countSettled(tx, owner.id));
    if (owner.atomicity === 'ALL') await handle.chunk(total, total, (tx) => this.fillAll(tx, owner, units));
    else await this.fillEach(owner, units, done, total, handle);
    const reports = await this.transactions.read(ctx, (tx) => this.repository.listReports(tx, owner.id));
    return this.end(owner, stateOf(reports, owner), handle);
  }

  private async fillEach(
    owner: Import,
    units: string[],
    settled: number,
    total: number,
    handle: JobHandle,
  ): Promise<void> {
    let done = settled;
    for (const unit of units) {
      done += await handle.chunk(done, total, async (tx) => {
        await this.phases.commit.fillUnit(tx, owner, unit);
        return this.repository.countRowsOfUnit(tx, owner.id, unit);
      });
    }
  }

  private async fillAll(tx: Transaction, owner: Import, units: string[]): Promise<void> {
    for (const unit of units) {
      const report = await this.phases.commit.fillUnit(tx, owner, unit);
      if (report.problem)
        throw new BusinessError('CONFLICT', report.problem.code, { detail: report.problem.message });
    }
  }

  /** An import that stayed open would keep every later file of its month out. */
  private async giveUp(tx: Transaction, owner: Import, { code, detail }: JobProblem): Promise<void> {
    const rows = await this.repository.listRows(tx, owner.id, { outcome: null, after: 0, limit: EVERY_ROW });
    const taken = rows.filter((row) => row.outcome !== 'REJECTED');
    await this.repository.settleRows(tx, owner.id, new Map(taken.map((row) => [row.rowNo, 'SKIPPED'])));
    await this.close(tx, { ...owner, problem: { code, message: detail } }, 'FAILED');
  }

  /** The last commit, fenced like every other: only one worker ends an import, and once. */
  private async end(owner: Import, state: ImportState, handle: JobHandle): Promise<JobOutcome> {
    const rows = totalOf(owner);
    await handle.chunk(rows, rows, (tx) => this.close(tx, owner, state));
    return outcomeOf(owner, state);
  }

  private async close(tx: Transaction, owner: Import, state: ImportState): Promise<void> {
    const at = this.records.clock.instant();
    const counts = await this.repository.finish(tx, owner.id, { state, at, problem: owner.problem });
    const record = { partner: owner.partner, action: 'import.finish', entity: 'import', entityId: owner.id };
    await this.records.audit.record(tx, { ...record, after: { state, counts } });
  }
}

function outcomeOf(owner: Import, state: ImportState): JobOutcome {
  const outcome = state === 'FAILED' || state === 'PARTIALLY_SUCCEEDED' ? state : 'SUCCEEDED';
  return {
    state: outcome,
    resultLinks: linksOf(owner),
    ...(owner.problem ? { problem: owner.problem } : {}),
  };
}

function totalOf(owner: Import): number {
  return Object.values(owner.counts).reduce((sum, n) => sum + n, 0);
}

function stateOf(reports: readonly ImportReport[], owner: Import): ImportState {
  const rejected = reports.filter((report) => report.outcome === 'REJECTED').length;
  if (reports.length > 0 && rejected === reports.length) return 'FAILED';
  return rejected > 0 || (owner.counts.REJECTED ?? 0) > 0 ? 'PARTIALLY_SUCCEEDED' : 'SUCCEEDED';
}

/** The job acts for whoever handed the file in, and only on that partner's rows. */
function contextOf(owner: Import): OperationContext {
  const actor = { kind: owner.createdByKind, id: owner.createdBy, name: owner.createdByName };
  return { ...programContext('SCHEDULER', 'imports', [owner.partner], `import-${owner.id}`), actor };
}

function linksOf(owner: Import): string[] {
  return [`/api/v1/imports/${owner.id}`, `/api/v1/imports/${owner.id}/rows`];
}
