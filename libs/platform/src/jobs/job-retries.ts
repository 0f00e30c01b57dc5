import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { JobDefinition } from '../queue/job-definition.js';
import type { Job } from './job.js';

/**
 * Prepares what a repeated job works on, within the transaction that orders it.
 *
 * @param order orders the new job about a subject whose items are shown under these links; answers the job's id.
 * @returns the id of the new job.
 */
export type RepeatWork = (
  tx: Transaction,
  former: Job,
  order: (subjectId: string | null, resultLinks?: readonly string[]) => Promise<string>,
) => Promise<string>;

interface RepeatableWork {
  definition: JobDefinition;
  repeat: RepeatWork;
}

/** Which kinds of work may be ordered once more; a kind that nobody registered may not. */
@Injectable()
export class JobRetries {
  private readonly kinds = new Map<string, RepeatableWork>();

  /** Without preparation the new job is about the very same subject. */
  allow(
    definition: JobDefinition,
    repeat: RepeatWork = (_tx, former, order) => order(former.subjectId),
  ): void {
    this.kinds.set(definition.name, { definition, repeat });
  }

  find(jobName: string): RepeatableWork | undefined {
    return this.kinds.get(jobName);
  }
}
