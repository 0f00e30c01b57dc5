import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRetries } from '#platform';
import { linksOf } from './country-workbook-row.js';
import { CountryWorkbooksRepository } from './country-workbooks.repository.js';
import { WRITE_COUNTRY_WORKBOOK } from './workbook.jobs.js';

/** Making a workbook may be ordered again: it is the same workbook, and a file that is there already stays. */
@Injectable()
export class RetryWorkbook implements OnModuleInit {
  constructor(
    private readonly retries: JobRetries,
    private readonly repository: CountryWorkbooksRepository,
  ) {}

  onModuleInit(): void {
    this.retries.allow(WRITE_COUNTRY_WORKBOOK, async (tx, former, order) => {
      const id = former.subjectId ?? '';
      const jobId = await order(id, linksOf(id));
      await this.repository.setJob(tx, id, jobId);
      return jobId;
    });
  }
}
