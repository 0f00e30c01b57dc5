import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  BusinessError,
  ForbiddenError,
  InvalidValueError,
  JobsService,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { PacksReadModel } from '#reporting';
import type { CountryWorkbook } from './country-workbook-row.js';
import { CountryWorkbooksRepository } from './country-workbooks.repository.js';
import type { WorkbookFile } from '../workbooks/slot-workbooks.service.js';
import { WorkbookRecords } from '../workbooks/workbook-records.js';
import { WRITE_COUNTRY_WORKBOOK } from './workbook.jobs.js';

export interface CountryWorkbookOrder {
  partner: string;
  periodId: string;
  language: string;
}

/** Orders workbooks of whole countries and hands them out. */
@Injectable()
export class CountryWorkbooksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CountryWorkbooksRepository,
    private readonly jobs: JobsService,
    private readonly packs: PacksReadModel,
    private readonly records: WorkbookRecords,
  ) {}

  /**
   * Orders a workbook; the file is made in the background.
   *
   * @throws NotFoundError for a partner out of scope, ForbiddenError for somebody who may only see some units,
   *   InvalidValueError `period-not-open` for a month in which no report is expected.
   */
  async order(ctx: OperationContext, order: CountryWorkbookOrder): Promise<CountryWorkbook> {
    if (!ctx.scopes.includes(order.partner)) throw new NotFoundError('partner');
    assertSeesAllUnits(ctx);
    return this.transactions.run(ctx, (tx) => this.store(tx, order));
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<CountryWorkbook> {
    assertSeesAllUnits(ctx);
    const found = await this.transactions.read(ctx, (tx) => this.repository.find(tx, id));
    if (!found) throw new NotFoundError('workbook');
    return found;
  }

  /** @throws NotFoundError, BusinessError `workbook-not-ready` while it is still being made. */
  async file(ctx: OperationContext, id: string): Promise<WorkbookFile> {
    await this.get(ctx, id);
    const file = await this.transactions.read(ctx, (tx) => this.repository.content(tx, id));
    if (file) return file;
    throw new BusinessError('CONFLICT', 'workbook-not-ready', {
      detail: 'The workbook is still being made.',
      retryAfter: 2,
    });
  }

  private async store(tx: Transaction, order: CountryWorkbookOrder): Promise<CountryWorkbook> {
    const { partner, periodId, language } = order;
    const total = await this.packs.countUnits(tx, partner, periodId);
    if (total === 0)
      throw new InvalidValueError('period-not-open', '/period', 'No report is expected for this month.');
    const id = uuid();
    await this.repository.insert(tx, { id, partner, periodId, language }, this.records.clock.instant());
    const job = { partner, type: 'WORKBOOK', subjectId: id, unit: 'units', total };
    await this.repository.setJob(tx, id, await this.jobs.order(tx, WRITE_COUNTRY_WORKBOOK, job));
    const after = { period: periodId, language, units: total };
    this.records.audit.record(tx, {
      partner,
      action: 'workbook.order',
      entity: 'workbook',
      entityId: id,
      after,
    });
    return (await this.repository.find(tx, id)) as CountryWorkbook;
  }
}

/** The workbook holds the figures of every unit. */
function assertSeesAllUnits(ctx: OperationContext): void {
  if (ctx.units !== null)
    throw new ForbiddenError('A workbook of the whole country takes the right to see all of its units.');
}
