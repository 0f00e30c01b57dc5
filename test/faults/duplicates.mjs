import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import {
  GIVE_UP,
  JobRun,
  JobsService,
  JobWorkers,
  loadConfig,
  Outbox,
  programContext,
  Transactions,
  WORKER_LIMITS,
} from '#platform';
import { PlatformJobsModule, PlatformModule } from '#platform/wiring';
import { PARTNER } from './country.mjs';
import { until } from './process.mjs';

export const name = 'duplicates';
const DEFAULT_JOBS = 500;
const CONTROL_JOBS = 40;
const MOST_DELIVERIES = 5;
const QUIET_MS = 2_000;
const PROBE = { queue: 'exports', name: 'probe-duplicates', permission: 'operations:run' };
const CONTROL = { queue: 'exports', name: 'probe-unfenced', permission: 'operations:run' };

/** E9: every job is delivered one to five times, at once, to two workers: its effect exists exactly once. */
export async function run({ stack, n = DEFAULT_JOBS, log }) {
  await stack.admin.query('create table app.fault_effect (job_id uuid)');
  await stack.admin.query('grant select, insert on app.fault_effect to asan_worker');
  // Its relay would take part, and a processor-less worker would refuse our jobs.
  await stack.worker.stop();
  const workers = [await startProbe(stack, 'worker-probe-1'), await startProbe(stack, 'worker-probe-2')];
  try {
    const wrong = await deliver(stack, workers[0], PROBE, n);
    const control = await deliver(stack, workers[0], CONTROL, CONTROL_JOBS);
    log(`E9: ${wrong} of ${n} wrong; without the lease ${control} of ${CONTROL_JOBS} wrong`);
    const goal = { goal: 'E9', what: 'jobs without exactly one effect, delivered 1-5 times', n, limit: '0' };
    const sabotage = {
      goal: 'E9',
      what: 'negative control: the same without lease',
      n: CONTROL_JOBS,
      limit: '> 0',
    };
    return [
      { ...goal, figure: wrong, ok: wrong === 0 },
      { ...sabotage, figure: control, ok: control > 0 },
    ];
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    await stack.worker.start();
  }
}

async function startProbe(stack, who) {
  const config = loadConfig({ ...(await stack.environment(who, 'asan_worker')), ASAN_CLOCK: undefined });
  class ProbeModule {}
  // The watchdog of a process ends it; here that would end the suite.
  const watchdog = { provide: GIVE_UP, useValue: () => undefined };
  const imports = [PlatformModule.for(config, WORKER_LIMITS, who), PlatformJobsModule];
  Module({ imports, providers: [watchdog], exports: [watchdog] })(ProbeModule);
  const app = await NestFactory.createApplicationContext(ProbeModule, { logger: false, abortOnError: false });
  const [workers, run, transactions] = [app.get(JobWorkers), app.get(JobRun), app.get(Transactions)];
  const effect = (jobId) => (tx) => tx.manager.query('insert into app.fault_effect values ($1)', [jobId]);
  workers.register(PROBE, ({ jobId }) =>
    run.run(context(), jobId, async (handle) => {
      await handle.chunk(1, 1, effect(jobId));
      return { state: 'SUCCEEDED' };
    }),
  );
  workers.register(CONTROL, ({ jobId }) => transactions.run(context(), effect(jobId)));
  // The queue's workers are made from what was registered at the start.
  await workers.restart();
  return app;
}

/** Orders jobs, repeats their promises, waits until the queue is empty; answers how many have another count than one. */
async function deliver(stack, app, definition, n) {
  const ids = [];
  for (let job = 0; job < n; job++) ids.push(await order(app, definition));
  await stack.admin.query(
    `insert into app.outbox (scope, queue, job_name, job_id, payload)
     select o.scope, o.queue, o.job_name, o.job_id || '-again-' || k, o.payload
       from app.outbox o, generate_series(1, ${MOST_DELIVERIES - 1}) k
      where o.payload->>'jobId' = any ($1::text[]) and k <= abs(hashtext(o.job_id)) % ${MOST_DELIVERIES}
      order by random()`,
    [ids],
  );
  await until(settling(stack, ids), `${n} jobs and their repetitions`, 180_000, 500);
  const { rows } = await stack.admin.query(
    `select count(*) filter (where effects <> 1)::int as wrong from (
       select count(e.job_id) as effects from unnest($1::uuid[]) j (id) left join app.fault_effect e on e.job_id = j.id group by j.id) x`,
    [ids],
  );
  return rows[0].wrong;
}

function order(app, definition) {
  // Without lease there is no job whose row the reconciler would look after.
  if (definition === CONTROL) return promise(app);
  const work = { partner: PARTNER, type: 'PROBE', subjectId: null, unit: 'effects', total: 1 };
  return app.get(Transactions).run(context(), (tx) => app.get(JobsService).order(tx, definition, work));
}

async function promise(app) {
  const id = randomUUID();
  const payload = { id, jobId: id, scope: PARTNER };
  await app
    .get(Transactions)
    .run(context(), (tx) => app.get(Outbox).add(tx, CONTROL, `control-${id}`, payload));
  return id;
}

/** Answers whether every promise was carried and no effect was added for two seconds. */
function settling(stack, ids) {
  let seen = -1;
  let quietSince = performance.now();
  return async () => {
    const { relayed, effects, jobs } = await progressOf(stack, ids);
    if (relayed && jobs === ids.length && effects === seen) return performance.now() - quietSince > QUIET_MS;
    seen = effects;
    quietSince = performance.now();
    return false;
  };
}

async function progressOf(stack, ids) {
  const { rows } = await stack.admin.query(
    `select (select count(*) from app.outbox where sent_at is null) = 0 as relayed,
            (select count(*)::int from app.fault_effect where job_id = any ($1::uuid[])) as effects,
            (select count(distinct job_id)::int from app.fault_effect where job_id = any ($1::uuid[])) as jobs`,
    [ids],
  );
  return rows[0];
}

function context() {
  return programContext('SCHEDULER', 'faults', [PARTNER], 'faults');
}
