import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { QueueBackend } from './queue-backend.js';
import { QUEUE_BACKEND } from './queue.tokens.js';

/** Closes the store's connections after workers and relays have ended. */
@Injectable()
export class QueueShutdown implements OnApplicationShutdown {
  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}
