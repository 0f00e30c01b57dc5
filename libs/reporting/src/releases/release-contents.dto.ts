import { ApiProperty } from '@nestjs/swagger';
import { PageInfo, type Page } from '#platform';
import type { Erratum, ReleasedFigure, ReleaseVerification } from './release.js';

export class ReleasedFigureResponse implements ReleasedFigure {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: Number })
  indicatorVersion: number;

  @ApiProperty({ type: String, example: 'GREGORIAN_MONTH:2026-10' })
  period: string;

  @ApiProperty({ type: String, example: '2026-10' })
  alignedTo: string;

  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: Boolean, description: 'true for invented demo data' })
  synthetic: boolean;
}

export class ReleasedFigureListResponse {
  @ApiProperty({ type: [ReleasedFigureResponse] })
  data: ReleasedFigureResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}

class ReleaseDifferenceResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'as it was published; null: it was not part of it',
  })
  released: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'as the ledger gives it; null: it gives none' })
  recomputed: string | null;
}

export class ReleaseVerificationResponse implements ReleaseVerification {
  @ApiProperty({ type: Boolean, description: 'whether both checksums are the one that was published' })
  equal: boolean;

  @ApiProperty({ type: String })
  checksum: string;

  @ApiProperty({ type: String, description: 'of what the ledger gives for the watermark' })
  recomputedChecksum: string;

  @ApiProperty({ type: String, description: 'of the figures that are kept with the release' })
  keptChecksum: string;

  @ApiProperty({ type: [ReleaseDifferenceResponse], description: 'the first fifty' })
  differences: ReleaseDifferenceResponse[];

  @ApiProperty({ type: String, format: 'date-time' })
  verifiedAt: string;
}

class ErratumSide {
  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;
}

export class ErratumResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({ type: ErratumSide, nullable: true, description: 'what was official; null: nothing was' })
  old: ErratumSide | null;

  @ApiProperty({ type: ErratumSide, nullable: true, description: 'what is official since; null: nothing is' })
  new: ErratumSide | null;

  @ApiProperty({ type: String })
  reasonKind: string;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'the revision that corrects' })
  submission: string;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  static from(erratum: Erratum): ErratumResponse {
    const { id, partner, unit, indicator, period, reasonKind, reason, recordedAt } = erratum;
    return {
      id,
      partner,
      unit,
      indicator,
      period,
      reasonKind,
      reason,
      recordedAt,
      old: sideOf(erratum.oldKind, erratum.oldValue),
      new: sideOf(erratum.newKind, erratum.newValue),
      submission: erratum.submissionId,
    };
  }
}

export class ErratumListResponse {
  @ApiProperty({ type: [ErratumResponse] })
  data: ErratumResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<Erratum>): ErratumListResponse {
    return { data: data.map((erratum) => ErratumResponse.from(erratum)), page };
  }
}

function sideOf(kind: string | null, value: string | null): ErratumSide | null {
  return kind === null ? null : { kind, value };
}
