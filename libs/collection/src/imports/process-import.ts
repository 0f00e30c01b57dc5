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
  type UnfinishedState,
} from '#platform';
import { linksOf, type Import, type ImportState } from './import.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportRecords } from './import-records.js';
import type { OpenUnit } from './import-parts.repository.js';
import { ImportPhases } from './import-phases.js';
import type { RowsAtHand } from './import-validation.js';

/** Values that one transaction of a commit enters: enough to be worth it, few enough to be done within a lease. */
const VALUES_PER_CHUNK = 4_000;
const COMMIT_LANES = 2;

interface Validated {
  validated: Import;
  rows: RowsAtHand;
}

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
      (tx, problem, state) => this.giveUp(tx, owner.id, problem, state),
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
    const { validated, rows } =
      owner.state === 'UPLOADED'
        ? await this.validate(ctx, owner, handle)
        : { validated: owner, rows: new Map() };
    if (validated.state === 'FAILED') return this.end(validated, 'FAILED', handle);
    if (validated.mode === 'VALIDATE') return outcomeOf(validated, 'SUCCEEDED');
    return this.commit(ctx, validated, rows, handle);
  }

  private async validate(ctx: OperationContext, owner: Import, handle: JobHandle): Promise<Validated> {
    const file = await this.phases.validation.open(ctx, owner);
    return handle.chunk(0, null, async (tx) => {
      const { result, rows } = await this.phases.validation.store(tx, owner, file);
      await this.repository.storeValidation(tx, owner, result);
      return { validated: (await this.repository.find(tx, owner.id)) as Import, rows };
    });
  }

  private async commit(
    ctx: OperationContext,
    owner: Import,
    rows: RowsAtHand,
    handle: JobHandle,
  ): Promise<JobOutcome> {
    const total = totalOf(owner);
    const { parts } = this.phases;
    const { units, done } = await this.transactions.read(ctx, async (tx) => ({
      units: await parts.listOpenUnits(tx, owner.id),
      done: await parts.countSettled(tx, owner.id),
    }));
    if (owner.atomicity === 'ALL')
      await handle.chunk(total, total, (tx) => this.fillAll(tx, owner, units, rows));
    else await this.fillEach({ owner, units, rows }, { done, total }, handle);
    const reports = await this.transactions.read(ctx, (tx) => this.repository.countReports(tx, owner.id));
    return this.end(owner, stateOf(reports, owner), handle);
  }

  /** Chunks of reports in a few lanes: the database works on one while the next is made ready here. */
  private async fillEach(
    { owner, units, rows }: { owner: Import; units: readonly OpenUnit[]; rows: RowsAtHand },
    progress: { done: number; total: number },
    handle: JobHandle,
  ): Promise<void> {
    const chunks = chunksOf(units).values();
    const lane = async (): Promise<void> => {
      for (const chunk of chunks) {
        progress.done += sizeOf(chunk);
        const codes = chunk.map(({ unit }) => unit);
        await handle.chunk(progress.done, progress.total, (tx) =>
          this.phases.commit.fill(tx, owner, codes, rows),
        );
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: COMMIT_LANES }, lane));
    const failed = lanes.find((ended) => ended.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async fillAll(
    tx: Transaction,
    owner: Import,
    units: readonly OpenUnit[],
    rows: RowsAtHand,
  ): Promise<void> {
    for (const chunk of chunksOf(units)) {
      const codes = chunk.map(({ unit }) => unit);
      const reports = await this.phases.commit.fill(tx, owner, codes, rows);
      const problem = reports.find((report) => report.problem)?.problem;
      if (problem) throw new BusinessError('CONFLICT', problem.code, { detail: problem.message });
    }
  }

  /**
   * An import that stayed open would keep every later file of its month out. Units that were filled
   * stay filled; an import that a worker ended before it died stays as it is.
   */
  private async giveUp(
    tx: Transaction,
    id: string,
    { code, detail }: JobProblem,
    state: UnfinishedState,
  ): Promise<JobOutcome | void> {
    const owner = await this.repository.find(tx, id, 'for update');
    if (!owner) return;
    if (owner.finishedAt !== null) return outcomeOf(owner, owner.state);
    const problem = { code, message: detail };
    await this.close(tx, { ...owner, problem }, state === 'FAILED' ? 'FAILED' : 'CANCELLED');
  }

  /** The last commit, fenced like every other: only one worker ends an import, and once. */
  private async end(owner: Import, state: ImportState, handle: JobHandle): Promise<JobOutcome> {
    const rows = totalOf(owner);
    await handle.chunk(rows, rows, (tx) => this.close(tx, owner, state));
    return outcomeOf(owner, state);
  }

  private async close(tx: Transaction, owner: Import, state: ImportState): Promise<void> {
    const at = this.records.clock.instant();
    const counts = await this.phases.parts.tally(tx, owner.id);
    await this.repository.finish(tx, owner.id, { state, at, problem: owner.problem, counts });
    const record = { partner: owner.partner, action: 'import.finish', entity: 'import', entityId: owner.id };
    this.records.audit.record(tx, { ...record, after: { state, counts } });
  }
}

function outcomeOf(owner: Import, state: ImportState): JobOutcome {
  const outcome = state === 'FAILED' || state === 'PARTIALLY_SUCCEEDED' ? state : 'SUCCEEDED';
  return {
    state: outcome,
    resultLinks: linksOf(owner.id),
    ...(owner.problem ? { problem: owner.problem } : {}),
  };
}

function totalOf(owner: Import): number {
  return Object.values(owner.counts).reduce((sum, n) => sum + n, 0);
}

function stateOf({ settled, rejected }: { settled: number; rejected: number }, owner: Import): ImportState {
  if (settled > 0 && rejected === settled) return 'FAILED';
  return rejected > 0 || (owner.counts.REJECTED ?? 0) > 0 ? 'PARTIALLY_SUCCEEDED' : 'SUCCEEDED';
}

/** Runs of units with at most so many values together, or a single unit with more. */
function chunksOf(units: readonly OpenUnit[]): OpenUnit[][] {
  const chunks: OpenUnit[][] = [];
  let size = Infinity;
  for (const unit of units) {
    size += unit.size;
    if (size > VALUES_PER_CHUNK) {
      chunks.push([]);
      size = unit.size;
    }
    chunks.at(-1)!.push(unit);
  }
  return chunks;
}

function sizeOf(units: readonly OpenUnit[]): number {
  return units.reduce((sum, { size }) => sum + size, 0);
}

/** The job acts for whoever handed the file in, and only on that partner's rows. */
function contextOf(owner: Import): OperationContext {
  const actor = { kind: owner.createdByKind, id: owner.createdBy, name: owner.createdByName };
  return { ...programContext('SCHEDULER', 'imports', [owner.partner], `import-${owner.id}`), actor };
}
