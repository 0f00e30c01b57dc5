import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { answerRounds } from './rounds-of.mjs';

/** The same number of no-op jobs on the same store, with the same settings and no rows of our own. */
const { REDIS_URL, QUEUE_DATABASE_URL } = process.env;
const classes = withBackend(REDIS_URL ? createRedisBackend : createPostgresBackend);
const pool = REDIS_URL
  ? undefined
  : new pg.Pool({ connectionString: QUEUE_DATABASE_URL, max: 24, options: '-c search_path=bullmq,public' });
pool?.setMaxListeners(0);
const connection = () => pool ?? new Redis(REDIS_URL, { maxRetriesPerRequest: null });
const NAME = 'bare-fan-out';
const queue = new classes.Queue(NAME, { connection: connection() });
let finished = 0;
let whenFinished = () => undefined;
const settings = { concurrency: 2, lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 10 };
const worker = new classes.Worker(NAME, async () => undefined, { ...settings, connection: connection() });
worker.on('completed', () => {
  finished += 1;
  whenFinished();
});
await worker.waitUntilReady();

await answerRounds(async (jobs) => {
  finished = 0;
  const complete = new Promise((done) => (whenFinished = () => finished === jobs && done()));
  const opts = {
    attempts: 8,
    backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
    removeOnComplete: { age: 86_400, count: 1_000 },
  };
  await queue.addBulk(Array.from({ length: jobs }, (_, n) => ({ name: 'do-nothing', data: { n }, opts })));
  await complete;
});
process.exit(0);
