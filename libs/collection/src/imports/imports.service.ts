import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import {
  BusinessError,
  constraintOf,
  JobsService,
  NotFoundError,
  PreconditionFailedError,
  QueueHealth,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { ImportRecords } from './import-records.js';
import { PROCESS_IMPORT } from './import.jobs.js';
import {
  linksOf,
  type Atomicity,
  type Import,
  type ImportChannel,
  type ImportMode,
  type ImportReport,
  type ImportRow,
  type RowOutcome,
} from './import.js';
import { EmptyFileError, ImportInProgressError } from './imports.errors.js';
import { ImportsRepository } from './imports.repository.js';

export interface HandIn {
  partner: string;
  channel: ImportChannel;
  profile: { code: string; version: number };
  mode: ImportMode;
  atomicity: Atomicity;
  /** Id of the period that the sender says it is for. */
  expectedPeriod: string | null;
  name: string;
  content: Buffer;
}

/** An import with its reports; `isRepeated` when the very same file was handed in before. */
export interface ReceivedImport {
  import: Import;
  isRepeated: boolean;
}

/** Takes files and payloads in, and shows what became of them. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ImportsRepository,
    private readonly jobs: JobsService,
    private readonly queueHealth: QueueHealth,
    private readonly records: ImportRecords,
  ) {}

  /**
   * Stores a hand-in and promises its processing, in one transaction.
   *
   * @param alongside what else is remembered of a new hand-in, in the same transaction.
   * @throws NotFoundError for a partner out of scope, EmptyFileError, ImportInProgressError,
   *   UnavailableError while the queue is away.
   */
  async receive(
    ctx: OperationContext,
    handIn: HandIn,
    alongside?: (tx: Transaction, importId: string) => Promise<void>,
  ): Promise<ReceivedImport> {
    if (!ctx.scopes.includes(handIn.partner)) throw new NotFoundError('partner');
    if (handIn.content.length === 0) throw new EmptyFileError();
    await this.queueHealth.assertAvailable();
    try {
      return await this.transactions.run(ctx, async (tx) => {
        const received = await this.store(tx, handIn);
        if (!received.isRepeated) await alongside?.(tx, received.import.id);
        return received;
      });
    } catch (error) {
      if (constraintOf(error) === 'import_in_progress') throw new ImportInProgressError();
      throw error;
    }
  }

  /** Starts the second phase of an import that was only compared so far. */
  async commit(ctx: OperationContext, id: string, rev: number): Promise<Import> {
    await this.queueHealth.assertAvailable();
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.find(tx, id, 'for update');
      if (!found) throw new NotFoundError('import');
      if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
      if (found.state !== 'VALIDATED' || found.mode !== 'VALIDATE') throw notCommittable(found);
      await this.repository.setMode(tx, id, 'COMMIT');
      await this.order(tx, found);
      await this.record(tx, found, 'import.commit');
      return (await this.repository.find(tx, id)) as Import;
    });
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<{ import: Import; reports: ImportReport[] }> {
    return this.transactions.read(ctx, async (tx) => {
      const found = await this.repository.find(tx, id);
      if (!found) throw new NotFoundError('import');
      return { import: found, reports: await this.repository.listReports(tx, id) };
    });
  }

  /** @throws NotFoundError */
  async listRows(
    ctx: OperationContext,
    id: string,
    filter: { outcome: RowOutcome | null; after: number; limit: number },
  ): Promise<ImportRow[]> {
    return this.transactions.read(ctx, async (tx) => {
      if (!(await this.repository.find(tx, id))) throw new NotFoundError('import');
      return this.repository.listRows(tx, id, filter);
    });
  }

  private async store(tx: Transaction, handIn: HandIn): Promise<ReceivedImport> {
    const sha256 = createHash('sha256').update(handIn.content).digest('hex');
    const same = await this.repository.findSame(tx, handIn.partner, sha256, handIn.profile);
    if (same) return { import: same, isRepeated: true };
    const { partner, channel, mode, atomicity, expectedPeriod, profile } = handIn;
    const at = this.records.clock.instant();
    const fileId = uuid();
    await this.repository.insertFile(
      tx,
      { id: fileId, partner, sha256, name: handIn.name, content: handIn.content },
      at,
    );
    const id = uuid();
    const input = { id, partner, channel, mode, atomicity, expectedPeriod, fileId, createdAt: at };
    await this.repository.insert(tx, { ...input, profile: profile.code, profileVersion: profile.version });
    const stored = (await this.repository.find(tx, id)) as Import;
    await this.order(tx, stored);
    await this.record(tx, stored, 'import.receive', {
      sha256,
      size: handIn.content.length,
      channel,
      profile: profile.code,
    });
    return { import: (await this.repository.find(tx, id)) as Import, isRepeated: false };
  }

  private async order(tx: Transaction, owner: Import): Promise<void> {
    const jobId = await this.jobs.order(tx, PROCESS_IMPORT, {
      partner: owner.partner,
      type: 'IMPORT',
      subjectId: owner.id,
      unit: 'rows',
      resultLinks: linksOf(owner.id),
    });
    await this.repository.setJob(tx, owner.id, jobId);
  }

  private async record(
    tx: Transaction,
    owner: Import,
    action: string,
    after: object | null = null,
  ): Promise<void> {
    this.records.audit.record(tx, {
      partner: owner.partner,
      action,
      entity: 'import',
      entityId: owner.id,
      after,
    });
  }
}

function notCommittable(found: Import): BusinessError {
  return new BusinessError('CONFLICT', 'invalid-transition', {
    detail: `An import in state ${found.state} cannot be committed.`,
    extensions: { state: found.state, allowed: [] },
  });
}
