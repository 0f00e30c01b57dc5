import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import {
  asRole,
  createHttpApp,
  databaseAddress,
  databaseUrl,
  elapsedMs,
  loadConfig,
  Log,
  stopEmbedded,
  type Config,
} from '#platform';
import { ApiModule } from '../../api/src/api.module.js';
import { openInstallation } from '../../cli/src/installation.js';
import { migrateUp } from '../../cli/src/migrate.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { banner } from './banner.js';
import { closingTable, collectDemoMonth, connectPartnerSystem } from './month/demo-month.js';
import { PartnerSystem } from './month/partner-system.js';
import { seed } from './seed.js';

const started = elapsedMs();

/** Runs database, API and worker under one command, and shows a first month on an empty installation. */
async function main(): Promise<void> {
  const config = loadConfig();
  const isEmbedded = !config.DATABASE_ADMIN_URL;
  const partnerSystem = new PartnerSystem();
  if (config.demo) {
    await partnerSystem.start();
    config.EGRESS_ALLOW = partnerSystem.host;
  }
  const { installation } = await openInstallation(config);
  await migrateUp(installation);
  const isFirst = await seed(config, installation);
  const worker = await startWorker(config);
  if (config.demo) await connectPartnerSystem(worker, partnerSystem);
  const api = await startApi({ ...config, demo: config.demo, DATABASE_URL: asApi(config) });
  const url = `http://${config.HOST}:${config.PORT}`;
  if (isFirst) console.log(`\nOctober 2026, six countries (synthetic sample reports)\n`);
  if (isFirst) console.log(`\n${closingTable(await collectDemoMonth(url, worker))}\n`);
  console.log(banner(url, config, isFirst, elapsedMs() - started));
  onEnd(async () => {
    partnerSystem.stop();
    await api.close();
    await worker.close();
    if (isEmbedded) stopEmbedded(config.ASAN_DATA_DIR);
  });
}

async function startWorker(config: Config) {
  const logger = new Log(config.LOG_LEVEL, 'asan-worker');
  return NestFactory.createApplicationContext(WorkerModule.for(config), { logger, abortOnError: false });
}

async function startApi(config: Config) {
  const app = await createHttpApp(ApiModule.for(config), config);
  await app.listen(config.PORT, config.HOST);
  return app;
}

/** The same database under the API's own role. */
function asApi(config: Config): string {
  return databaseUrl(asRole(databaseAddress(config.DATABASE_URL ?? ''), 'asan_api', config.ASAN_SECRET));
}

function onEnd(close: () => Promise<void>): void {
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    await close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
