import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { PullSource } from '../sources/pull-source.js';
import { PULL_SOURCE, TEST_SOURCE } from '../sources/source.jobs.js';
import { TestSource } from '../sources/test-source.js';
import { RemindHeadquarters } from '../reminders/remind-headquarters.js';
import { ReconcilePartner } from './reconcile-partner.js';
import { RECONCILE_PARTNER, REMIND_HEADQUARTERS } from './round.jobs.js';

@Injectable()
export class CollectionProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly reconcile: ReconcilePartner,
    private readonly pull: PullSource,
    private readonly test: TestSource,
    private readonly headquarters: RemindHeadquarters,
  ) {}

  onModuleInit(): void {
    this.workers.register(
      RECONCILE_PARTNER,
      async (payload) => void (await this.reconcile.run(payload.scope)),
    );
    this.workers.register(REMIND_HEADQUARTERS, async () => void (await this.headquarters.run()));
    this.workers.register(PULL_SOURCE, (payload) => this.pull.run(payload));
    this.workers.register(TEST_SOURCE, (payload) => this.test.run(payload));
  }
}
