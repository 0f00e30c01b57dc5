import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_KINDS, type Evidence, type EvidenceKind } from '#evidence';
import { GATE_DECISIONS, type GateDecision } from '../rollouts/rollout.lifecycle.js';
import { GATES, STAGES, type Gate, type Stage } from '../templates/template.js';
import {
  CRITERION_STATES,
  isOverdue,
  type CriterionState,
  type GateCondition,
  type GateReview,
  type RolloutCriterion,
} from './gate.js';
import type { GatesOfRollout } from './gates.service.js';

export class CriterionProofResponse {
  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  kind: EvidenceKind;

  @ApiProperty({ type: String })
  reference: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

export class CriterionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: GATES })
  gate: Gate;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: Boolean })
  must: boolean;

  @ApiProperty({ type: String, enum: CRITERION_STATES })
  state: CriterionState;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true })
  judgedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  judgedAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static of({ partner, rolloutId, ...criterion }: RolloutCriterion): CriterionResponse {
    void [partner, rolloutId];
    return criterion;
  }
}

export class CriterionWithProofsResponse extends CriterionResponse {
  @ApiProperty({ type: [CriterionProofResponse] })
  evidence: CriterionProofResponse[];

  static from(criterion: RolloutCriterion & { evidence: Evidence[] }): CriterionWithProofsResponse {
    const { evidence, ...rest } = criterion;
    return {
      ...CriterionResponse.of(rest),
      evidence: evidence.map(({ kind, reference, note }) => ({ kind, reference, note })),
    };
  }
}

export class GateWaiverResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, format: 'date' })
  validUntil: string;

  @ApiProperty({ type: String })
  grantedByName: string;
}

export class GateLegalBasisResponse {
  @ApiProperty({ type: String, format: 'date' })
  on: string;

  @ApiProperty({ type: String })
  component: string;

  @ApiProperty({ type: [String], description: 'codes of the instruments that cover it' })
  instruments: string[];

  @ApiProperty({
    type: GateWaiverResponse,
    nullable: true,
    description: 'what the director let stand in for them',
  })
  waiver: GateWaiverResponse | null;
}

export class GateReviewResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: GATES })
  gate: Gate;

  @ApiProperty({ type: String, enum: GATE_DECISIONS })
  recommendation: GateDecision;

  @ApiProperty({ type: String })
  summary: string;

  @ApiProperty({ type: String })
  preparedByName: string;

  @ApiProperty({ type: String, format: 'date-time' })
  preparedAt: string;

  @ApiProperty({ type: String, enum: GATE_DECISIONS, nullable: true, description: 'null: not decided yet' })
  decision: GateDecision | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, enum: STAGES, nullable: true })
  toStage: Stage | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  reviewOn: string | null;

  @ApiProperty({ type: GateLegalBasisResponse, nullable: true, description: 'at G2' })
  legalBasis: GateLegalBasisResponse | null;

  @ApiProperty({ type: String, nullable: true })
  decidedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  static from({ partner, rolloutId, preparedBy, legalBasis, ...review }: GateReview): GateReviewResponse {
    void [partner, rolloutId, preparedBy];
    return { ...review, legalBasis: legalBasis && basisFrom(legalBasis) };
  }
}

export class GateConditionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: GATES })
  gate: Gate;

  @ApiProperty({ type: String })
  body: string;

  @ApiProperty({ type: String, format: 'date' })
  dueOn: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  metAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static of({ partner, rolloutId, ...condition }: GateCondition): GateConditionResponse {
    void [partner, rolloutId];
    return condition;
  }
}

export class ListedConditionResponse extends GateConditionResponse {
  @ApiProperty({ type: Boolean, description: 'not met and past its day: the rollout is at risk' })
  isOverdue: boolean;
}

export class GatesResponse {
  @ApiProperty({ type: [CriterionWithProofsResponse] })
  criteria: CriterionWithProofsResponse[];

  @ApiProperty({ type: [GateReviewResponse], description: 'what was prepared and decided, oldest first' })
  reviews: GateReviewResponse[];

  @ApiProperty({ type: [ListedConditionResponse] })
  conditions: ListedConditionResponse[];

  @ApiProperty({ type: Boolean, description: 'a condition is past its day' })
  isAtRisk: boolean;

  static from({ criteria, reviews, conditions, today }: GatesOfRollout): GatesResponse {
    return {
      criteria: criteria.map((criterion) => CriterionWithProofsResponse.from(criterion)),
      reviews: reviews.map((review) => GateReviewResponse.from(review)),
      conditions: conditions.map((condition) => ({
        ...GateConditionResponse.of(condition),
        isOverdue: isOverdue(condition, today),
      })),
      isAtRisk: conditions.some((condition) => isOverdue(condition, today)),
    };
  }
}

function basisFrom({ on, component, instruments, waiver }: NonNullable<GateReview['legalBasis']>) {
  const covering = instruments.filter(({ covers }) => covers).map(({ code }) => code);
  if (waiver === null) return { on, component, instruments: covering, waiver };
  const { id, reason, validUntil, grantedByName } = waiver;
  return { on, component, instruments: covering, waiver: { id, reason, validUntil, grantedByName } };
}
