import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import {
  JobRun,
  NotFoundError,
  programContext,
  Transactions,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type OperationContext,
  type Transaction,
} from '#platform';
import { writeInChild } from '../sheets/write-in-child.js';
import { CountryFiguresReader } from './country-figures.js';
import { linksOf, type CountryWorkbook } from './country-workbook-row.js';
import { CountryWorkbooksRepository } from './country-workbooks.repository.js';
import { CountryWorkbookParts } from './country-workbook-parts.js';
import { fileNameOf } from '../workbooks/slot-workbooks.service.js';

/** Makes the workbook that was ordered. Killed half-way it begins again; run twice, the first file stays. */
@Injectable()
export class WriteCountryWorkbook {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CountryWorkbooksRepository,
    private readonly figures: CountryFiguresReader,
    private readonly parts: CountryWorkbookParts,
    private readonly jobRun: JobRun,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', 'workbooks', [payload.scope], `workbook-${payload.id}`);
    const workbook = await this.transactions.read(ctx, (tx) => this.repository.find(tx, payload.id));
    if (!workbook) throw new NotFoundError('workbook');
    await this.jobRun.run(ctx, String(payload.jobId), (handle) => this.work(ctx, workbook, handle));
  }

  private async work(
    ctx: OperationContext,
    workbook: CountryWorkbook,
    handle: JobHandle,
  ): Promise<JobOutcome> {
    if (workbook.finishedAt === null) {
      const total = await this.figures.count(ctx, workbook.partner, workbook.periodId);
      const figures = await this.figures.read(ctx, workbook, (done, read) => handle.chunk(done, total, read));
      const content = await writeInChild(this.parts.plan(workbook, figures));
      await handle.chunk(total, total, (tx) => this.store(tx, workbook, content));
    }
    return { state: 'SUCCEEDED', resultLinks: linksOf(workbook.id) };
  }

  private async store(tx: Transaction, workbook: CountryWorkbook, content: Buffer): Promise<void> {
    const { id, partner, periodId, language } = workbook;
    const sha256 = createHash('sha256').update(content).digest('hex');
    const at = this.parts.records.clock.instant();
    const name = fileNameOf([partner, periodId, language]);
    if (!(await this.repository.finish(tx, id, { name, sha256, content, at }))) return;
    const after = { sha256, size: content.length };
    this.parts.records.audit.record(tx, {
      partner,
      action: 'workbook.finish',
      entity: 'workbook',
      entityId: id,
      after,
    });
  }
}
