import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DATE_PRECISIONS, type DatePrecision } from '#calendars';
import { PageInfo, PageRequest } from '#platform';
import { CLAIM_STATUSES, SUBJECT_TYPES, type Claim, type ClaimStatus, type SubjectType } from './claim.js';

export class ClaimsRequest extends PageRequest {
  @ApiProperty({ type: String, enum: SUBJECT_TYPES, required: false })
  @IsOptional()
  @IsIn(SUBJECT_TYPES)
  subjectType?: SubjectType;

  @ApiProperty({ type: String, required: false, example: 'CTR-ET-ADD' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subject?: string;

  @ApiProperty({ type: String, required: false, example: 'published.centres' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  property?: string;
}

/** A date as documented: the day lies within [earliest, latest], both inclusive. */
export class DocumentedDateResponse {
  @ApiProperty({ type: String, nullable: true, format: 'date' })
  earliest: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date' })
  latest: string | null;

  @ApiProperty({ type: String, enum: DATE_PRECISIONS })
  precision: DatePrecision;

  @ApiProperty({ type: String, nullable: true, description: 'the wording of the source' })
  text: string | null;
}

export class PublicSourceResponse {
  @ApiProperty({ type: String })
  url: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String })
  publisher: string;

  @ApiProperty({ type: String, nullable: true, description: 'YYYY, YYYY-MM or YYYY-MM-DD as printed' })
  publishedOn: string | null;
}

export class ClaimResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: SUBJECT_TYPES })
  subjectType: SubjectType;

  @ApiProperty({ type: String })
  subjectCode: string;

  @ApiProperty({ type: String })
  property: string;

  @ApiProperty({ type: Object, nullable: true, description: 'decimal string, structure, or null' })
  value: string | object | null;

  @ApiProperty({ type: String, nullable: true, description: 'the wording of the source' })
  valueText: string | null;

  @ApiProperty({ type: String, nullable: true })
  unit: string | null;

  @ApiProperty({ type: DocumentedDateResponse })
  asOf: DocumentedDateResponse;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, enum: CLAIM_STATUSES })
  status: ClaimStatus;

  @ApiProperty({ type: String, nullable: true, description: 'claims of one group contradict each other' })
  conflictGroup: string | null;

  @ApiProperty({ type: [PublicSourceResponse] })
  sources: PublicSourceResponse[];

  @ApiProperty({ type: Number })
  rev: number;

  static from(claim: Claim): ClaimResponse {
    const { origin, ...shown } = claim;
    void origin;
    return { ...shown, sources: [...claim.sources] };
  }
}

export class ClaimsPage {
  @ApiProperty({ type: [ClaimResponse] })
  data: ClaimResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
