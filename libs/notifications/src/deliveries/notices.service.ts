import { Injectable } from '@nestjs/common';
import { Clock, Outbox, type Transaction } from '#platform';
import { SEND_DIGEST } from '../mail/digest.jobs.js';
import { Mailer } from '../mail/mailer.js';
import type { NewNotice } from './delivery.js';
import { DigestsRepository, type DigestReader } from './digests.repository.js';
import { NoticesRepository } from './notices.repository.js';

/** Takes decided notices, once each, and brings them on their way by mail. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly digests: DigestsRepository,
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** Records the notices that are new; answers how many were. Repeating it adds none. */
  async tell(tx: Transaction, notices: readonly NewNotice[]): Promise<number> {
    const withheld = this.mailer.isConfigured ? null : 'no-mail-server';
    return this.notices.add(tx, notices, this.clock.instant(), withheld);
  }

  /**
   * Opens mails for what cannot wait, whatever the hour, and the daily mails of people whose office is open; promises
   * them to the queue.
   */
  async mail(
    tx: Transaction,
    readers: { everybody: readonly DigestReader[]; atWork: readonly DigestReader[] },
  ): Promise<void> {
    const { urgent, daily, unfinished } = await this.digests.work(tx);
    if (urgent) await this.digests.openImmediate(tx, readers.everybody);
    if (daily) await this.digests.openDaily(tx, readers.atWork);
    if (urgent || daily || unfinished) await this.promiseMails(tx);
  }

  /** Opens the daily mail of people whose office is open and who had none that day. */
  async mailDaily(tx: Transaction, readers: readonly DigestReader[]): Promise<void> {
    await this.digests.openDaily(tx, readers);
  }

  /** Promises every open mail to the queue, once more those whose promise may be lost, and closes lost ones. */
  async promiseMails(tx: Transaction): Promise<number> {
    await this.digests.closeAbandoned(tx);
    const digests = await this.digests.takeUnpromised(tx);
    this.outbox.addAll(
      tx,
      SEND_DIGEST,
      digests.map(({ id, scope, promises }) => ({
        jobId: `${SEND_DIGEST.name}-${id}-${promises}`,
        payload: { id, scope },
      })),
    );
    return digests.length;
  }

  /** People of a scope who wait for their next daily mail. */
  async listWaiting(tx: Transaction, scope: string): Promise<string[]> {
    return this.digests.listWaiting(tx, scope);
  }

  /** Which rungs of these events were told to whom. */
  async listTold(
    tx: Transaction,
    partner: string,
    events: readonly string[],
  ): Promise<{ event: string; recipient: string; rung: string }[]> {
    return events.length === 0 ? [] : this.notices.listTold(tx, partner, events);
  }
}
