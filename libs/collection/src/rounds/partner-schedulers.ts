import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import {
  HQ_SCOPE,
  Log,
  programContext,
  QUEUE_BACKEND,
  Ticker,
  Transactions,
  type JobDefinition,
  type QueueBackend,
} from '#platform';
import { CalendarReference } from '#reporting';
import { RECONCILE_PARTNER, REMIND_HEADQUARTERS } from './round.jobs.js';

const EVERY_HOUR = '0 * * * *';
/** After the rounds of the partners, whatever part of an hour their zones differ by. */
const AFTER_THE_ROUNDS = '10,40 * * * *';

/** A country that got its calendar while the worker runs is visited from its next full hour on. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** One scheduler per partner, ticking hourly on the partner's own clock. */
@Injectable()
export class PartnerSchedulers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private queue: Queue | undefined;
  private ticker: Ticker | undefined;
  /** Zone by scheduler, as set by this process: setting one anew could skip the tick that is due just now. */
  private readonly zones = new Map<string, string>();

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const queue = this.backend.queue(RECONCILE_PARTNER.queue);
    this.queue = queue;
    // A queue that is away must not keep the worker from starting; the next look sets what is missing.
    this.ticker = new Ticker(
      LOOK_AGAIN_MS,
      () => this.schedule(queue),
      (error) => this.log.warn('schedulers could not be set', { error }),
    );
    this.ticker.startAtOnce();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker?.stop();
    await this.queue?.close();
  }

  /** Sets the schedulers of countries that are new or changed their zone since it looked last. */
  async schedule(queue: Queue): Promise<void> {
    // Which country follows which calendar is no partner's data, so headquarters' own scope suffices.
    const ctx = programContext('SCHEDULER', 'collection', [HQ_SCOPE], 'partner-schedulers');
    const book = await this.transactions.read(ctx, (tx) => this.calendars.book(tx));
    for (const { partner, zone } of book.currentAssignments()) {
      await this.repeat(queue, RECONCILE_PARTNER, partner, { pattern: EVERY_HOUR, tz: zone });
    }
    await this.repeat(queue, REMIND_HEADQUARTERS, HQ_SCOPE, { pattern: AFTER_THE_ROUNDS, tz: 'UTC' });
  }

  private async repeat(
    queue: Queue,
    definition: JobDefinition,
    scope: string,
    times: { pattern: string; tz: string },
  ): Promise<void> {
    const job = {
      name: definition.name,
      data: { id: scope, scope },
      opts: { removeOnComplete: true, removeOnFail: { count: 100 } },
    };
    const id = definition === RECONCILE_PARTNER ? `reconcile-${scope}` : definition.name;
    if (this.zones.get(id) === times.tz) return;
    await queue.upsertJobScheduler(id, times, job);
    this.zones.set(id, times.tz);
  }
}
