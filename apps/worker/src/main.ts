import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig, Log } from '#platform';
import { WorkerHealth } from './worker-health.js';
import { WorkerModule } from './worker.module.js';

const config = loadConfig();
const app = await NestFactory.createApplicationContext(WorkerModule.for(config), {
  logger: new Log(config.LOG_LEVEL, 'asan-worker'),
  abortOnError: false,
});
// A supervisor's SIGTERM lets running jobs end their chunk before the connections close.
app.enableShutdownHooks();
if (config.METRICS_PORT !== undefined) await app.get(WorkerHealth).listen(config.METRICS_PORT, config.HOST);
