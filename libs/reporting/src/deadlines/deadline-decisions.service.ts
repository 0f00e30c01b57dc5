import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Clock,
  Cursors,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import type { DeadlineProposal, ProposalState } from './deadline-proposal.js';
import {
  OwnProposalError,
  ProposalDecidedError,
  ProposalOutdatedError,
} from './deadline-proposals.errors.js';
import { DeadlineProposalRecords } from './deadline-proposal-records.js';

export interface ProposalsFilter {
  partner?: string;
  state?: ProposalState;
  limit: number;
  cursor?: string;
}

export interface ProposalDecision {
  state: 'APPLIED' | 'DECLINED';
  note: string | null;
}

/** What waits for a decision about due instants, and the decisions. */
@Injectable()
export class DeadlineDecisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DeadlineProposalRecords,
    private readonly cursors: Cursors,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Newest first. @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(ctx: OperationContext, filter: ProposalsFilter): Promise<Page<DeadlineProposal>> {
    const { limit, cursor, partner = null, state = null } = filter;
    if (partner !== null && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list: 'deadline-proposals', partner, state };
    const after = this.cursors.read(ctx, question, cursor)?.[0] ?? null;
    const asked = { partner, state, after, limit: limit + 1 };
    const rows = await this.transactions.read(ctx, (tx) => this.records.readModel.list(tx, asked));
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (proposal) => proposal,
    );
  }

  /**
   * Applies or declines a proposal.
   *
   * @param rev the revision counter that the caller read (If-Match).
   * @throws NotFoundError, PreconditionFailedError, ProposalDecidedError, OwnProposalError for the person who recorded the
   *   day, ProposalOutdatedError when the report changed meanwhile.
   */
  async decide(
    ctx: OperationContext,
    id: string,
    rev: number,
    decision: ProposalDecision,
  ): Promise<DeadlineProposal> {
    return this.transactions.run(ctx, async (tx) => {
      const proposal = await this.records.repository.lock(tx, id);
      if (!proposal) throw new NotFoundError('deadline proposal');
      if (proposal.rev !== rev) throw new PreconditionFailedError(proposal.rev);
      if (proposal.state !== 'PROPOSED') throw new ProposalDecidedError(proposal.state);
      if (proposal.proposedBy === tx.actor.id) throw new OwnProposalError();
      if (decision.state === 'APPLIED' && !(await this.records.repository.postpone(tx, proposal)))
        throw new ProposalOutdatedError();
      const closed = await this.records.repository.close(tx, id, { ...decision, at: this.clock.instant() });
      await this.record(tx, proposal, decision);
      return closed;
    });
  }

  private record(tx: Transaction, proposal: DeadlineProposal, { state, note }: ProposalDecision): void {
    const { partner, slotId, oldDueAt, newDueAt, cause } = proposal;
    this.audit.record(tx, {
      partner,
      action: state === 'APPLIED' ? 'deadline.apply' : 'deadline.decline',
      entity: 'report_slot',
      entityId: slotId,
      before: { dueAt: oldDueAt, proposal: proposal.id, cause },
      after: { dueAt: state === 'APPLIED' ? newDueAt : oldDueAt, note },
    });
  }
}
