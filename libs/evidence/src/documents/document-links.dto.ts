import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { EVIDENCE_KINDS, type Evidence } from '../links/evidence-link.js';
import { SUBJECT_KINDS, type SubjectKind } from '../links/evidence-subjects.js';
import type { NewDocumentLink } from './document-links.service.js';

const SOME_ID = '01970000-0000-7000-8000-000000000000';

export class EvidenceLinkRequest {
  @ApiProperty({ type: String, enum: SUBJECT_KINDS })
  @IsIn(SUBJECT_KINDS)
  subjectType: SubjectKind;

  @ApiProperty({ type: String, format: 'uuid', example: SOME_ID })
  @IsUUID()
  subject: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    example: SOME_ID,
    description: 'id of a version of a document',
  })
  @IsUUID()
  version: string;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @IsPlainText()
  note?: string | null;

  link(): NewDocumentLink {
    const { subjectType, subject, version, note = null } = this;
    return { subjectType, subject, version, note };
  }
}

export class EvidenceLinksRequest {
  @ApiProperty({ type: String, enum: SUBJECT_KINDS, example: 'instrument' })
  @IsIn(SUBJECT_KINDS)
  subjectType: SubjectKind;

  @ApiProperty({ type: String, format: 'uuid', example: SOME_ID })
  @IsUUID()
  subject: string;

  @ApiProperty({ type: String, required: false, description: 'language of titles and messages' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class EvidenceLinkResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'instrument' })
  subjectType: string;

  @ApiProperty({ type: String, format: 'uuid' })
  subject: string;

  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  kind: string;

  @ApiProperty({ type: String, description: 'with kind DOCUMENT: id of a version' })
  reference: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  addedAt: string;

  static from({
    id,
    subjectType,
    subjectId,
    kind,
    reference,
    note,
    addedAt,
  }: Evidence): EvidenceLinkResponse {
    return { id, subjectType, subject: subjectId, kind, reference, note, addedAt };
  }
}

export class EvidenceLinksResponse {
  @ApiProperty({ type: [EvidenceLinkResponse] })
  data: EvidenceLinkResponse[];

  static from(links: readonly Evidence[]): EvidenceLinksResponse {
    return { data: links.map((link) => EvidenceLinkResponse.from(link)) };
  }
}
