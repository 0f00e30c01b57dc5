import { ApiProperty } from '@nestjs/swagger';
import { entityTag, PageInfo, type Page } from '#platform';
import type { AnsweredAssessment } from './answers.service.js';
import {
  ASSESSMENT_KINDS,
  ASSESSMENT_STATES,
  type Assessment,
  type AssessmentKind,
  type AssessmentState,
} from './assessment.js';
import { stepsOpen } from './assessment.lifecycle.js';
import type { ResultRow } from './results.read-model.js';
import type { AssessmentGap } from './results.service.js';

export class AssessmentResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, enum: ASSESSMENT_KINDS })
  kind: AssessmentKind;

  @ApiProperty({ type: String })
  standard: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  campaignId: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersedes: string | null;

  @ApiProperty({ type: String, enum: ASSESSMENT_STATES })
  state: AssessmentState;

  @ApiProperty({ type: [String], description: 'steps that exist from here' })
  steps: string[];

  @ApiProperty({ type: String, format: 'date', nullable: true })
  plannedOn: string | null;

  @ApiProperty({ type: [String] })
  team: string[];

  @ApiProperty({ type: String, nullable: true })
  lead: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'last day for the country’s answer',
  })
  responseDueOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  response: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finalisedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'per cent; from completion on' })
  score: string | null;

  @ApiProperty({ type: String, nullable: true })
  grade: string | null;

  @ApiProperty({ type: [String], nullable: true, description: 'critical sub-criteria that failed' })
  failedCritical: string[] | null;

  @ApiProperty({ type: String, description: 'for If-Match' })
  etag: string;

  static from(assessment: Assessment): AssessmentResponse {
    const { leadName, finalisedAt, rev } = assessment;
    const { id, partner, unit, kind, standard, version, campaignId, supersedes, state, plannedOn, team } =
      assessment;
    const { responseDueOn, response, score, grade, failedCritical } = assessment;
    return {
      id,
      partner,
      unit,
      kind,
      standard,
      version,
      campaignId,
      supersedes,
      state,
      steps: stepsOpen(assessment),

      plannedOn,
      team,
      lead: leadName,
      responseDueOn,
      response,
      finalisedAt: finalisedAt?.toISOString() ?? null,

      score,
      grade,
      failedCritical,
      etag: entityTag(rev),
    };
  }
}

export class AssessmentsPage {
  @ApiProperty({ type: [AssessmentResponse] })
  data: AssessmentResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<Assessment>): AssessmentsPage {
    return { data: data.map((assessment) => AssessmentResponse.from(assessment)), page };
  }
}

class NodeScoreResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number, enum: [1, 2, 3] })
  level: number;

  @ApiProperty({ type: String, nullable: true, description: 'null while nothing below counts' })
  score: string | null;
}

class ItemResultResponse {
  @ApiProperty({ type: String })
  item: string;

  @ApiProperty({ type: Number, nullable: true })
  value: number | null;

  @ApiProperty({ type: String, nullable: true })
  notApplicable: string | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: [Object], description: 'kind, reference and note of each proof' })
  evidence: object[];

  @ApiProperty({ type: String, format: 'date-time' })
  answeredAt: string;
}

export class AssessmentDetailResponse extends AssessmentResponse {
  @ApiProperty({ type: [ItemResultResponse] })
  items: ItemResultResponse[];

  @ApiProperty({ type: [String], description: 'sub-criteria without an answer' })
  unanswered: string[];

  @ApiProperty({ type: String, nullable: true, description: 'what the answers add up to now' })
  scoreNow: string | null;

  @ApiProperty({ type: String, nullable: true })
  gradeNow: string | null;

  @ApiProperty({ type: [NodeScoreResponse], description: 'parameters, criteria, sub-criteria' })
  nodes: NodeScoreResponse[];

  static of({ assessment, results, scores }: AnsweredAssessment): AssessmentDetailResponse {
    return {
      ...AssessmentResponse.from(assessment),
      items: results.map(({ item, value, naReason, note, evidence, answeredAt }) => ({
        item,
        value,
        notApplicable: naReason,
        note,
        evidence: evidence.map((proof) => ({
          kind: proof.kind,
          reference: proof.reference,
          note: proof.note,
        })),
        answeredAt: answeredAt.toISOString(),
      })),
      unanswered: [...scores.unanswered],
      scoreNow: scores.score,
      gradeNow: scores.grade,
      nodes: [...scores.nodes],
    };
  }
}

class NodeGapResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  level: number;

  @ApiProperty({ type: String, nullable: true })
  self: string | null;

  @ApiProperty({ type: String, nullable: true })
  agency: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'self minus agency in points' })
  gap: string | null;
}

export class AssessmentGapResponse {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  selfAssessment: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  agencyAssessment: string | null;

  @ApiProperty({ type: NodeGapResponse })
  total: NodeGapResponse;

  @ApiProperty({ type: [NodeGapResponse], description: 'parameters and criteria' })
  nodes: NodeGapResponse[];

  static from({ self, agency, total, nodes }: AssessmentGap): AssessmentGapResponse {
    return { selfAssessment: self?.id ?? null, agencyAssessment: agency?.id ?? null, total, nodes };
  }
}

export class ResultsPage {
  @ApiProperty({ type: [Object], description: 'one row for each answer' })
  data: ResultRow[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
