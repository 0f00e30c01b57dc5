import { Inject, Injectable } from '@nestjs/common';
import { elapsedMs } from '../time/clock.js';
import { QUEUE_BACKEND } from './queue.tokens.js';
import type { QueueBackend } from './queue-backend.js';

const FRESH_MS = 1_000;

/** Asks the queue's store whether it is there, at most once a second however many ask. */
@Injectable()
export class QueueHealth {
  private askedAt = -Infinity;
  private answer: Promise<void> = Promise.resolve();

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  /**
   * Refuses work that could not start now. Called by whatever promises background work.
   *
   * @throws UnavailableError `queue-unavailable`.
   */
  async assertAvailable(): Promise<void> {
    if (elapsedMs() - this.askedAt > FRESH_MS) {
      this.askedAt = elapsedMs();
      this.answer = this.backend.ping();
      this.answer.catch(() => undefined);
    }
    await this.answer;
  }
}
