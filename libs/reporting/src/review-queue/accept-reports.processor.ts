import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { AcceptReports } from './accept-reports.js';
import { ACCEPT_REPORTS } from './bulk-acceptance.js';

@Injectable()
export class AcceptReportsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly reports: AcceptReports,
  ) {}

  onModuleInit(): void {
    this.workers.register(ACCEPT_REPORTS, (payload) => this.reports.run(payload));
  }
}
