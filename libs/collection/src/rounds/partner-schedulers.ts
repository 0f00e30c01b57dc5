import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Log, QUEUE_BACKEND, type QueueBackend } from '#platform';
import { CalendarReference } from '#reporting';
import { RECONCILE_PARTNER } from './round.jobs.js';

const EVERY_HOUR = '0 * * * *';

/** One scheduler per partner, ticking hourly on the partner's own clock. */
@Injectable()
export class PartnerSchedulers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private queue: Queue | undefined;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly calendars: CalendarReference,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.queue = this.backend.queue(RECONCILE_PARTNER.queue);
    // A queue that is away must not keep the worker from starting; the next start sets them again.
    this.schedule(this.queue).catch((error: unknown) =>
      this.log.warn('schedulers could not be set', { error }),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue?.close();
  }

  private async schedule(queue: Queue): Promise<void> {
    for (const { partner, zone } of this.calendars.policy.assignments) {
      const job = {
        name: RECONCILE_PARTNER.name,
        data: { id: partner, scope: partner },
        opts: { removeOnComplete: true, removeOnFail: { count: 100 } },
      };
      await queue.upsertJobScheduler(`reconcile-${partner}`, { pattern: EVERY_HOUR, tz: zone }, job);
    }
  }
}
