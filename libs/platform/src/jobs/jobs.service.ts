import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { NotFoundError } from '../errors/business-error.js';
import { Outbox } from '../outbox/outbox.js';
import type { JobDefinition } from '../queue/job-definition.js';
import { Clock } from '../time/clock.js';
import type { Job } from './job.js';
import { JobsRepository } from './jobs.repository.js';

export interface JobOrder {
  partner: string;
  /** What the caller sees, e.g. `IMPORT`. */
  type: string;
  subjectId: string | null;
  /** What progress counts, e.g. `rows`. */
  unit: string;
  total?: number;
}

/** Creates background jobs together with their promise in the outbox, and shows them. */
@Injectable()
export class JobsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: JobsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Orders work inside the caller's transaction; answers the job's id. */
  async order(tx: Transaction, definition: JobDefinition, order: JobOrder): Promise<string> {
    const id = uuid();
    const createdAt = this.clock.instant();
    await this.repository.insert(tx, { total: null, ...order, id, createdAt }, definition);
    await this.outbox.add(tx, definition, `${definition.name}-${id}-0`, {
      id: order.subjectId ?? id,
      jobId: id,
      scope: order.partner,
    });
    return id;
  }

  /** @throws NotFoundError for an unknown job and for one of another scope. */
  async get(ctx: OperationContext, id: string): Promise<Job> {
    const job = await this.transactions.read(ctx, (tx) => this.repository.find(tx, id));
    if (!job) throw new NotFoundError('job');
    return job;
  }
}
