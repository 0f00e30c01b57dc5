import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { queueBackendFor, type QueueBackend } from './queue-backend.js';
import { QUEUE_BACKEND } from './queue.tokens.js';
import { QueueHealth } from './queue-health.js';
import { QueueShutdown } from './queue-shutdown.js';

/** One connection to the queue's store for the whole process. */
@Global()
@Module({})
export class QueueModule {
  static for(config: Config): DynamicModule {
    const backend: QueueBackend = queueBackendFor({
      redisUrl: config.REDIS_URL,
      queueDatabaseUrl: config.QUEUE_DATABASE_URL,
    });
    return {
      module: QueueModule,
      providers: [{ provide: QUEUE_BACKEND, useValue: backend }, QueueHealth, QueueShutdown],
      exports: [QUEUE_BACKEND, QueueHealth],
    };
  }
}
