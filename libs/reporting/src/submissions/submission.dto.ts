import { ApiProperty } from '@nestjs/swagger';
import { cellsOf, disaggregationOf, type DisaggregationCompleteness } from '#indicators';
import { FindingResponse } from '../validation/finding.dto.js';
import { explains } from '../validation/finding.js';
import type { Cell } from './submission.js';
import { standingOf, SubmissionStanding } from './submission-standing.dto.js';
import type { SubmissionView } from './submission-view.js';

export class CellResponse {
  @ApiProperty({ type: String })
  cell: string;

  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  @ApiProperty({ type: String, nullable: true })
  draftText: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true })
  explanation: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'FORM, UPLOAD, PULL, FEED, SUGGESTION; null while never filled',
  })
  source: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  at: string | null;

  static from(code: string, cell: Cell | undefined): CellResponse {
    return {
      cell: code,
      kind: cell?.kind ?? 'MISSING',
      value: cell?.value ?? null,
      rev: cell?.rev ?? 0,
      draftText: cell?.draftText ?? null,
      reason: cell?.reason ?? null,
      explanation: cell?.explanation ?? null,
      source: cell?.source ?? null,
      at: cell?.enteredAt.toISOString() ?? null,
    };
  }
}

export class CellWithFindings extends CellResponse {
  @ApiProperty({ type: Boolean })
  required: boolean;

  @ApiProperty({ type: [FindingResponse] })
  findings: FindingResponse[];
}

export class SubmissionResponse extends SubmissionStanding {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  slot: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({ type: Number })
  revision: number;

  @ApiProperty({ type: String })
  state: string;

  @ApiProperty({ type: Number, description: 'counts every change; also the ETag' })
  rev: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  submittedAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: "headquarters' own deadline",
  })
  reviewDueAt: string | null;

  @ApiProperty({ type: Boolean })
  synthetic: boolean;

  @ApiProperty({ type: [CellWithFindings] })
  cells: CellWithFindings[];

  @ApiProperty({ type: Object, description: 'how many cells are filled, blank, and what the rules ask' })
  summary: { filled: number; blank: number; blocking: number; unexplained: number };

  @ApiProperty({
    type: Object,
    description:
      'expected parts of broken-down figures that are filled or explained; apart from completeness',
  })
  disaggregationCompleteness: DisaggregationCompleteness;

  static from({ submission, slot, form, cells, findings }: SubmissionView, now: string): SubmissionResponse {
    const codes = cellsOf(form);
    const filled = codes.filter((code) => (cells.get(code)?.kind ?? 'MISSING') !== 'MISSING').length;
    const unexplained = findings.filter(
      (finding) => finding.severity === 'EXPLAIN' && !explains(cells.get(finding.cell)?.explanation),
    );
    return {
      id: submission.id,
      slot: slot.id,
      partner: slot.partner,
      unit: slot.unit,
      period: slot.period.id,
      revision: submission.revisionNo,
      state: submission.state,
      rev: submission.rev,
      submittedAt: submission.submittedAt?.toISOString() ?? null,
      reviewDueAt: submission.reviewDueAt?.toISOString() ?? null,
      ...standingOf(slot, submission, now),
      synthetic: slot.synthetic,
      cells: codes.map((code) => ({
        ...CellResponse.from(code, cells.get(code)),
        required: form.core.includes(code),
        findings: findings.filter((finding) => finding.cell === code).map(FindingResponse.from),
      })),
      summary: {
        filled,
        blank: codes.length - filled,
        blocking: findings.filter((finding) => finding.severity === 'BLOCK').length,
        unexplained: unexplained.length,
      },
      disaggregationCompleteness: disaggregationOf(form, (cell) => isAnswered(cells.get(cell))),
    };
  }
}

/** Holds a number, or says why there is none. */
function isAnswered(cell: Cell | undefined): boolean {
  if (!cell || cell.kind === 'MISSING' || cell.kind === 'INVALID') return false;
  return cell.kind === 'NUMBER' || Boolean(cell.reason ?? cell.explanation) || cell.kind === 'SUPPRESSED';
}
