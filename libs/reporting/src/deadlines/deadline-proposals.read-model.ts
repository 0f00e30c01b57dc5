import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { DeadlineProposal, ProposalState } from './deadline-proposal.js';
import {
  PROPOSAL_COLUMNS,
  proposalFromRow,
  PROPOSALS_WITHIN,
  type ProposalRow,
} from './deadline-proposals.repository.js';

export interface ProposalsQuestion {
  partner: string | null;
  state: ProposalState | null;
  limit: number;
  /** Id after which the page begins. */
  after: string | null;
}

@Injectable()
export class DeadlineProposalsReadModel {
  /** A page of proposals, newest first: ids grow with time. */
  async list(
    tx: Transaction,
    { partner, state, after, limit }: ProposalsQuestion,
  ): Promise<DeadlineProposal[]> {
    const rows = (await tx.manager.query(
      `select ${PROPOSAL_COLUMNS} from ${PROPOSALS_WITHIN}
          and ($3::text is null or d.partner = $3) and ($4::text is null or d.state = $4)
          and ($5::uuid is null or d.id < $5) order by d.id desc limit $6`,
      [tx.scopes, tx.units, partner, state, after, limit],
    )) as ProposalRow[];
    return rows.map(proposalFromRow);
  }
}
