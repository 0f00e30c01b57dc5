import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsPlainText, PageInfo, PageRequest, type Page } from '#platform';
import {
  CLASSIFICATIONS,
  DOCUMENT_KINDS,
  type Classification,
  type DocumentKind,
  type NewDocument,
} from './document.js';
import type { DocumentWithVersions } from './documents.service.js';
import { DocumentVersionResponse } from './document-version.dto.js';

export class DocumentsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  partner?: string;

  @ApiProperty({ type: String, required: false, enum: DOCUMENT_KINDS })
  @IsOptional()
  @IsIn(DOCUMENT_KINDS)
  kind?: DocumentKind;

  @ApiProperty({ type: String, required: false, enum: CLASSIFICATIONS })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;
}

export class NewDocumentRequest {
  @ApiProperty({
    type: String,
    example: 'PK',
    description: 'whose document it is; HQ: of headquarters alone',
  })
  @IsString()
  @MaxLength(20)
  partner: string;

  @ApiProperty({ type: String, enum: DOCUMENT_KINDS })
  @IsIn(DOCUMENT_KINDS)
  kind: DocumentKind;

  @ApiProperty({ type: String, example: 'Memorandum of understanding' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  @IsPlainText()
  title: string;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @IsPlainText()
  note?: string | null;

  @ApiProperty({
    type: String,
    required: false,
    enum: CLASSIFICATIONS,
    description: 'absent: RESTRICTED for instruments, INTERNAL for headquarters, PARTNER_SHARED for partners',
  })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;

  document(): NewDocument {
    const { partner, kind, title, note = null, classification = null } = this;
    return { partner, kind, title, note, classification };
  }
}

export class DocumentChangeRequest {
  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  @IsPlainText()
  title?: string;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @IsPlainText()
  note?: string | null;

  @ApiProperty({ type: String, required: false, enum: CLASSIFICATIONS })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;
}

export class RemoveVersionRequest {
  @ApiProperty({ type: String, example: 'Uploaded twice by mistake' })
  @IsString()
  @MinLength(5)
  @MaxLength(500)
  @IsPlainText()
  reason: string;
}

export class DocumentResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'PK' })
  partner: string;

  @ApiProperty({ type: String, enum: DOCUMENT_KINDS })
  kind: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, enum: CLASSIFICATIONS })
  classification: string;

  @ApiProperty({ type: String, description: 'id of whoever filed it' })
  createdBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: Number })
  rev: number;

  @ApiProperty({ type: [DocumentVersionResponse], description: 'the oldest first' })
  versions: DocumentVersionResponse[];

  static from({ document, versions }: DocumentWithVersions): DocumentResponse {
    const { id, partner, kind, title, note, classification, createdBy, createdAt, rev } = document;
    const head = { id, partner, kind, title, note, classification, createdBy, createdAt, rev };
    return { ...head, versions: versions.map((version) => DocumentVersionResponse.from(version)) };
  }
}

export class DocumentsPage {
  @ApiProperty({ type: [DocumentResponse] })
  data: DocumentResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<DocumentWithVersions>): DocumentsPage {
    return { data: data.map((each) => DocumentResponse.from(each)), page };
  }
}
