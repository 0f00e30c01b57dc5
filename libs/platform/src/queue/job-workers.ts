import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { UnrecoverableError, type Worker } from 'bullmq';
import { BusinessError } from '../errors/business-error.js';
import { Log } from '../observability/log.js';
import {
  payloadsOf,
  type JobDefinition,
  type JobMessage,
  type JobPayload,
  type QueueName,
} from './job-definition.js';
import type { QueueBackend } from './queue-backend.js';
import { inTime } from './patience.js';
import { QUEUE_BACKEND } from './queue.tokens.js';
import { Turns } from '../time/turns.js';

/** Short locks let another worker pick up after a crash within seconds; crashes never use a job up. */
const WORKER_OPTIONS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 10 };
/** Jobs of one queue that work at the same time in this process. */
const WORKING = 2;
/** Jobs that wait for somebody else's system beside them: one for each connector, and some. */
const WAITING = 64;

/** Running jobs get this long to end; beyond it the process ends without them. */
const CLOSE_TIMEOUT_MS = 10_000;

export type JobHandler = (payload: JobPayload) => Promise<void>;

/** The processors of this process, one BullMQ worker per queue, jobs told apart by name. */
@Injectable()
export class JobWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly definitions: JobDefinition[] = [];
  private readonly places = new Map<QueueName, Turns>();
  private workers: Worker[] = [];
  private running = 0;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly log: Log,
  ) {}

  /** Registers a processor; called from module initialisation, before any job is taken. */
  register(definition: JobDefinition, handler: JobHandler): void {
    if (this.handlers.has(definition.name)) throw new Error(`Two processors for job ${definition.name}.`);
    if (!definition.permission) throw new Error(`Job ${definition.name} declares no permission.`);
    this.handlers.set(definition.name, handler);
    this.definitions.push(definition);
    if (!this.places.has(definition.queue)) this.places.set(definition.queue, new Turns(WORKING));
  }

  /** What was registered, for the walk over every job. */
  registered(): readonly JobDefinition[] {
    return this.definitions;
  }

  /** How many jobs of a kind one message may carry. */
  batchOf(name: string): number {
    return this.definitions.find((definition) => definition.name === name)?.batch ?? 1;
  }

  onApplicationBootstrap(): void {
    this.open();
  }

  /** Whether nothing is being worked on in this process. */
  isIdle(): boolean {
    return this.running === 0;
  }

  /** Takes no further jobs, after those under way have ended or had their time. */
  async pause(): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => inTime(worker.pause(), CLOSE_TIMEOUT_MS)));
  }

  resume(): void {
    for (const worker of this.workers.filter((candidate) => candidate.isPaused())) worker.resume();
  }

  /** Fresh workers on fresh connections. */
  async restart(): Promise<void> {
    await this.close();
    this.open();
  }

  private open(): void {
    this.workers = [...this.places.keys()].map((queue) => {
      const options = { ...WORKER_OPTIONS, concurrency: this.concurrencyOf(queue) };
      return this.backend.worker(queue, (job) => this.inTurn(job), options);
    });
  }

  private concurrencyOf(queue: QueueName): number {
    const isWaitedIn = this.definitions.some((definition) => definition.queue === queue && definition.waits);
    return isWaitedIn ? WORKING + WAITING : WORKING;
  }

  /** A system that answers slowly or never holds up its own pull and nothing else. */
  private async inTurn(job: { name: string; data: JobMessage }): Promise<void> {
    const definition = this.definitions.find(({ name }) => name === job.name);
    if (!definition) throw new UnrecoverableError(`No processor for job ${job.name}.`);
    const places = this.places.get(definition.queue)!;
    return definition.waits ? this.process(job) : places.take(() => this.process(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async close(): Promise<void> {
    const closed = this.workers.map((worker) => inTime(worker.close(), CLOSE_TIMEOUT_MS));
    // What a worker leaves undone here is done again elsewhere: its lease runs out.
    await Promise.allSettled(closed);
  }

  /** Jobs of one message run side by side; one that fails has the message tried again, and those that are done stay done. */
  private async process(job: { name: string; data: JobMessage }): Promise<void> {
    const handler = this.handlers.get(job.name)!;
    const runs = payloadsOf(job.data).map((payload) => this.perform(job.name, handler, payload));
    const faults = (await Promise.allSettled(runs)).filter((run) => run.status === 'rejected');
    const retryable = faults.find(({ reason }) => !(reason instanceof UnrecoverableError));
    const fault = retryable ?? faults[0];
    if (fault) throw fault.reason;
  }

  private async perform(name: string, handler: JobHandler, payload: JobPayload): Promise<void> {
    this.running += 1;
    try {
      await handler(payload);
    } catch (error) {
      this.log.warn('job attempt failed', { job: name, id: payload.id, error });
      if (error instanceof BusinessError && error.kind !== 'UNAVAILABLE')
        throw new UnrecoverableError(error.code);
      throw error;
    } finally {
      this.running -= 1;
    }
  }
}
