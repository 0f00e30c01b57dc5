import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { answerRounds } from './rounds-of.mjs';

/** A round as the product runs it: rows and promises in one transaction, relay, leases, finished rows. */
const { JobRun, JobsService, JobWorkers, loadConfig, programContext, Transactions, WORKER_LIMITS } =
  await import('#platform');
const { PlatformJobsModule, PlatformModule } = await import('#platform/wiring');

const SCOPE = 'HQ';
/** In the company in which pulls travel. */
const NO_OP = { queue: 'maintenance', name: 'do-nothing', permission: 'imports:create', batch: 50 };
const ctx = programContext('SCHEDULER', 'bench', [SCOPE], 'bench');
let finished = 0;
let whenFinished = () => undefined;

const processor = {
  provide: 'no-op processor',
  inject: [JobWorkers, JobRun],
  useFactory: (workers, run) =>
    workers.register(NO_OP, async ({ jobId }) => {
      await run.run(ctx, jobId, async () => ({ state: 'SUCCEEDED' }));
      finished += 1;
      whenFinished();
    }),
};
const config = loadConfig();
class FanOutModule {}
const app = await NestFactory.createApplicationContext(
  {
    module: FanOutModule,
    imports: [PlatformModule.for(config, WORKER_LIMITS, 'bench'), PlatformJobsModule],
    providers: [processor],
  },
  { logger: false, abortOnError: false },
);
const transactions = app.get(Transactions);
const service = app.get(JobsService);

await answerRounds(async (jobs) => {
  finished = 0;
  const subject = randomUUID();
  const complete = new Promise((done) => (whenFinished = () => finished === jobs && done()));
  await transactions.run(ctx, async (tx) => {
    const order = { partner: SCOPE, type: 'BENCH', subjectId: subject, unit: 'jobs' };
    await service.orderGroup(tx, NO_OP, { partner: SCOPE, type: 'ROUND', unit: 'jobs' }, async (parentId) => {
      const orders = Array.from({ length: jobs }, () => ({ ...order, parentId }));
      return (await service.orderAll(tx, NO_OP, orders)).length;
    });
  });
  await complete;
  const [round] = await transactions.read(ctx, (tx) =>
    tx.manager.query(
      'select p.state, p.done from app.job p where p.id = (select parent_id from app.job where subject_id = $1 limit 1)',
      [subject],
    ),
  );
  if (round.state !== 'SUCCEEDED' || round.done !== jobs)
    throw new Error(`The round ended as ${JSON.stringify(round)}.`);
});
await app.close();
process.exit(0);
