import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { WRITE_COUNTRY_WORKBOOK } from './workbook.jobs.js';
import { WriteCountryWorkbook } from './write-country-workbook.js';

@Injectable()
export class WorkbooksProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly writeCountryWorkbook: WriteCountryWorkbook,
  ) {}

  onModuleInit(): void {
    this.workers.register(WRITE_COUNTRY_WORKBOOK, (payload) => this.writeCountryWorkbook.run(payload));
  }
}
