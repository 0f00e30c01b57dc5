import { Injectable } from '@nestjs/common';
import { rightsOf, UsersRepository } from '#identity';
import {
  HQ_SCOPE,
  JobRun,
  NotFoundError,
  programContext,
  Transactions,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type OperationContext,
  type Transaction,
} from '#platform';
import { CleanAcceptance } from '../review/clean-acceptance.js';
import type { UnmetGuard } from '../submissions/submission.lifecycle.js';
import { ACCEPT_REPORTS, type BulkAcceptance, type BulkItem } from './bulk-acceptance.js';
import { BulkAcceptanceRepository } from './bulk-acceptance.repository.js';

const DAY_LENGTH = 10;
const NO_RIGHT: UnmetGuard = {
  code: 'forbidden',
  pointer: '',
  message: 'Whoever ordered this may not accept these reports any more.',
};

/**
 * Accepts the clean ones of many reports, each in a transaction of its own together with the note that its turn is
 * over: run twice or killed half-way, no report is accepted twice and none is forgotten.
 */
@Injectable()
export class AcceptReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: BulkAcceptanceRepository,
    private readonly acceptance: CleanAcceptance,
    private readonly users: UsersRepository,
    private readonly jobRun: JobRun,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const bulk = await this.load(payload.id);
    const ctx = contextOf(bulk);
    await this.jobRun.run(ctx, String(payload.jobId), (handle) => this.work(ctx, bulk, handle));
  }

  private async load(id: string): Promise<BulkAcceptance> {
    const ctx = programContext('SCHEDULER', 'review', [HQ_SCOPE], `bulk-${id}`);
    const bulk = await this.transactions.read(ctx, (tx) => this.repository.find(tx, id));
    if (!bulk) throw new NotFoundError('bulk acceptance');
    return bulk;
  }

  private async work(ctx: OperationContext, bulk: BulkAcceptance, handle: JobHandle): Promise<JobOutcome> {
    const items = await this.transactions.read(ctx, (tx) => this.repository.listItems(tx, bulk.id));
    const waiting = items.filter(({ outcome }) => outcome === null);
    for (const [index, item] of waiting.entries()) {
      const done = items.length - waiting.length + index + 1;
      await handle.chunk(done, items.length, (tx) => this.decide(tx, bulk, item));
    }
    const after = await this.transactions.read(ctx, (tx) => this.repository.listItems(tx, bulk.id));
    const isWhole = after.every(({ outcome }) => outcome === 'ACCEPTED');
    return { state: isWhole ? 'SUCCEEDED' : 'PARTIALLY_SUCCEEDED' };
  }

  private async decide(tx: Transaction, bulk: BulkAcceptance, item: BulkItem): Promise<void> {
    const reasons = (await this.mayAccept(tx, item.partner))
      ? await this.acceptance.acceptIfClean(tx, item.submissionId)
      : [NO_RIGHT];
    const outcome = reasons.length === 0 ? 'ACCEPTED' : 'SKIPPED';
    await this.repository.settle(tx, bulk.id, { ...item, outcome, reasons }, this.acceptance.now());
  }

  /** Rights are those of the moment of acceptance, not those of the order. */
  private async mayAccept(tx: Transaction, partner: string): Promise<boolean> {
    const today = this.acceptance.now().slice(0, DAY_LENGTH);
    const memberships = await this.users.listMemberships(tx, tx.actor.id, today);
    const user = await this.users.findById(tx, tx.actor.id);
    if (!user || user.disabled) return false;
    return rightsOf(memberships, tx.scopes).grants.get(ACCEPT_REPORTS.permission)?.includes(partner) ?? false;
  }
}

/** The work is done in the name of whoever ordered it: four eyes look at that person. */
function contextOf({ id, orderedBy, orderedByName, partners }: BulkAcceptance): OperationContext {
  return {
    actor: { kind: 'USER', id: orderedBy, name: orderedByName },
    scopes: [HQ_SCOPE, ...partners],
    units: null,
    grants: new Map(),
    locale: 'en',
    requestId: `bulk-${id}`,
  };
}
