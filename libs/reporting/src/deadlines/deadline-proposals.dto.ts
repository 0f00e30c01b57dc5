import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsPlainText, PageInfo, PageRequest, type Page } from '#platform';
import { PROPOSAL_STATES, type DeadlineProposal, type ProposalState } from './deadline-proposal.js';
import type { ProposalDecision, ProposalsFilter } from './deadline-decisions.service.js';

const DECISIONS = ['APPLY', 'DECLINE'] as const;
const MAX_NOTE = 2_000;

export class DeadlineProposalsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, enum: PROPOSAL_STATES })
  @IsOptional()
  @IsIn(PROPOSAL_STATES)
  state?: ProposalState;

  filter(): ProposalsFilter {
    const { partner, state, limit, cursor } = this;
    return { partner, state, limit, cursor };
  }
}

export class DeadlineDecisionRequest {
  @ApiProperty({ type: String, enum: DECISIONS })
  @IsIn(DECISIONS)
  decision: (typeof DECISIONS)[number];

  @ApiProperty({ type: String, required: false, maxLength: MAX_NOTE })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_NOTE)
  note?: string;

  command(): ProposalDecision {
    return { state: this.decision === 'APPLY' ? 'APPLIED' : 'DECLINED', note: this.note ?? null };
  }
}

export class DeadlineProposalResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, example: 'GREGORIAN_MONTH:2026-02' })
  period: string;

  @ApiProperty({ type: String, format: 'uuid' })
  slot: string;

  @ApiProperty({ type: String, enum: PROPOSAL_STATES })
  state: string;

  @ApiProperty({ type: String, format: 'date-time' })
  oldDueAt: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'always later' })
  newDueAt: string;

  @ApiProperty({
    type: Object,
    description: 'the sentence, the local time, and every day that was counted or skipped',
  })
  dueExplanation: object;

  @ApiProperty({ type: String, description: 'the day that was recorded, with its source' })
  cause: string;

  @ApiProperty({ type: String, format: 'date-time' })
  proposedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionNote: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(proposal: DeadlineProposal): DeadlineProposalResponse {
    const { id, partner, unit, periodId: period, slotId: slot, state, oldDueAt, newDueAt } = proposal;
    const { dueExplanation, cause, proposedAt, decidedAt, decisionNote, rev } = proposal;
    const about = { id, partner, unit, period, slot, state, oldDueAt, newDueAt };
    return { ...about, dueExplanation, cause, proposedAt, decidedAt, decisionNote, rev };
  }
}

export class DeadlineProposalListResponse {
  @ApiProperty({ type: [DeadlineProposalResponse] })
  data: DeadlineProposalResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<DeadlineProposal>): DeadlineProposalListResponse {
    return { data: data.map((proposal) => DeadlineProposalResponse.from(proposal)), page };
  }
}
