import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { PullSource } from '../sources/pull-source.js';
import { PULL_SOURCE } from '../sources/source.jobs.js';
import { ReconcilePartner } from './reconcile-partner.js';
import { RECONCILE_PARTNER } from './round.jobs.js';

@Injectable()
export class CollectionProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly reconcile: ReconcilePartner,
    private readonly pull: PullSource,
  ) {}

  onModuleInit(): void {
    this.workers.register(
      RECONCILE_PARTNER,
      async (payload) => void (await this.reconcile.run(payload.scope)),
    );
    this.workers.register(PULL_SOURCE, (payload) => this.pull.run(payload));
  }
}
