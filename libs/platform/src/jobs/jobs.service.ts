import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { NotFoundError } from '../errors/business-error.js';
import { Outbox } from '../outbox/outbox.js';
import type { JobDefinition } from '../queue/job-definition.js';
import { Clock } from '../time/clock.js';
import type { Job } from './job.js';
import { JobGroups } from './job-groups.repository.js';
import { JobsReadModel, type JobFilter } from './jobs.read-model.js';
import { JobsRepository } from './jobs.repository.js';

export interface JobOrder {
  partner: string;
  /** What the caller sees, e.g. `IMPORT`. */
  type: string;
  subjectId: string | null;
  /** What progress counts, e.g. `rows`. */
  unit: string;
  total?: number;
  /** Where what becomes of each item can be read, known from the start. */
  resultLinks?: readonly string[];
  /** The job that this one repeats. */
  retryOf?: string;
  /** The group that counts this job. */
  parentId?: string;
  /** After so many seconds in the queue the work is not worth beginning; it ends as EXPIRED. */
  expiresInSeconds?: number;
}

export interface JobGroupOrder {
  partner: string;
  /** What the caller sees, e.g. `ROUND`. */
  type: string;
  /** What progress counts, e.g. `pulls`. */
  unit: string;
}

const NOTHING_SPECIAL = {
  total: null,
  resultLinks: [],
  retryOf: null,
  parentId: null,
  expiresInSeconds: null,
};

/** Where jobs are kept, as one dependency. */
@Injectable()
export class JobRecords {
  constructor(
    readonly repository: JobsRepository,
    readonly groups: JobGroups,
    readonly lists: JobsReadModel,
  ) {}
}

/** Creates background jobs together with their promise in the outbox, and shows them. */
@Injectable()
export class JobsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: JobRecords,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Orders work inside the caller's transaction; answers the job's id. */
  async order(tx: Transaction, definition: JobDefinition, order: JobOrder): Promise<string> {
    const [id] = await this.orderAll(tx, definition, [order]);
    return id!;
  }

  /** Orders many jobs of one kind in two statements; answers their ids in the order of the orders. */
  async orderAll(tx: Transaction, definition: JobDefinition, orders: readonly JobOrder[]): Promise<string[]> {
    if (orders.length === 0) return [];
    const createdAt = this.clock.instant();
    const jobs = orders.map((order) => ({ ...NOTHING_SPECIAL, ...order, id: uuid(), createdAt }));
    await this.records.repository.insert(tx, jobs, definition);
    this.outbox.addAll(
      tx,
      definition,
      jobs.map(({ id, subjectId, partner }) => ({
        jobId: `${definition.name}-${id}-0`,
        payload: { id: subjectId ?? id, jobId: id, scope: partner },
      })),
    );
    return jobs.map(({ id }) => id);
  }

  /**
   * Orders a group: a job without work of its own that ends with the last of its children.
   *
   * @param definition what the group stands for; no worker ever takes it.
   * @param orderChildren orders each child with `parentId`; answers how many there are, one at least.
   */
  async orderGroup(
    tx: Transaction,
    definition: JobDefinition,
    order: JobGroupOrder,
    orderChildren: (parentId: string) => Promise<number>,
  ): Promise<string> {
    const id = uuid();
    const createdAt = this.clock.instant();
    const parent = { ...NOTHING_SPECIAL, ...order, subjectId: null, id, createdAt };
    await this.records.repository.insert(tx, [parent], definition);
    await this.records.groups.form(tx, id, await orderChildren(id));
    return id;
  }

  /** A page of jobs, newest first. */
  async list(
    ctx: OperationContext,
    filter: JobFilter,
    after: string[] | null,
    limit: number,
  ): Promise<Job[]> {
    return this.transactions.read(ctx, (tx) => this.records.lists.list(tx, filter, after, limit));
  }

  /** @throws NotFoundError for an unknown job and for one of another scope. */
  async require(tx: Transaction, id: string): Promise<Job> {
    const job = await this.records.repository.find(tx, id);
    if (!job) throw new NotFoundError('job');
    return job;
  }

  /** @throws NotFoundError for an unknown job and for one of another scope. */
  async get(ctx: OperationContext, id: string): Promise<Job> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }
}
