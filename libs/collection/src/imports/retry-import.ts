import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  constraintOf,
  JobRetries,
  NotFoundError,
  type Job,
  type RepeatWork,
  type Transaction,
} from '#platform';
import { ImportRecords } from './import-records.js';
import { PROCESS_IMPORT } from './import.jobs.js';
import { ImportInProgressError } from './imports.errors.js';
import { linksOf } from './import.js';
import { ImportsRepository } from './imports.repository.js';
import { RepeatedImportsRepository } from './repeated-imports.repository.js';

/**
 * Takes the same file in once more when its job is ordered again. The import that failed stays as it
 * was, so that what it said can still be read; the new one is compared afresh with what is there now.
 */
@Injectable()
export class RetryImport implements OnModuleInit {
  constructor(
    private readonly retries: JobRetries,
    private readonly repository: ImportsRepository,
    private readonly repeated: RepeatedImportsRepository,
    private readonly records: ImportRecords,
  ) {}

  onModuleInit(): void {
    this.retries.allow(PROCESS_IMPORT, (tx, former, order) => this.repeat(tx, former, order));
  }

  private async repeat(tx: Transaction, former: Job, order: Parameters<RepeatWork>[2]): Promise<string> {
    const id = uuid();
    const createdAt = this.records.clock.instant();
    try {
      if (!(await this.repeated.insertAgain(tx, former.subjectId ?? '', { id, createdAt })))
        throw new NotFoundError('import');
    } catch (error) {
      if (constraintOf(error) === 'import_in_progress') throw new ImportInProgressError();
      throw error;
    }
    const jobId = await order(id, linksOf(id));
    await this.repository.setJob(tx, id, jobId);
    this.records.audit.record(tx, {
      partner: former.partner,
      action: 'import.receive',
      entity: 'import',
      entityId: id,
      after: { repeats: former.subjectId },
    });
    return jobId;
  }
}
