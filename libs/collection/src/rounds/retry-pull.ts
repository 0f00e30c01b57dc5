import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRetries } from '#platform';
import { PULL_SOURCE } from '../sources/source.jobs.js';

/** A pull may be ordered again as it is: it asks the partner's system anew and carries nothing over. */
@Injectable()
export class RetryPull implements OnModuleInit {
  constructor(private readonly retries: JobRetries) {}

  onModuleInit(): void {
    this.retries.allow(PULL_SOURCE);
  }
}
