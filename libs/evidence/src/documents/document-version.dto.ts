import { ApiProperty } from '@nestjs/swagger';
import { AUTHENTICITIES, SCAN_STATES, VERSION_FORMS, type DocumentVersion } from './document.js';

export class DocumentVersionResponse {
  @ApiProperty({ type: String, format: 'uuid', description: 'what evidence of kind DOCUMENT refers to' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  document: string;

  @ApiProperty({ type: Number, minimum: 1 })
  version: number;

  @ApiProperty({ type: String, description: 'SHA-256 of the bytes, hexadecimal' })
  sha256: string;

  @ApiProperty({ type: Number, description: 'bytes' })
  size: number;

  @ApiProperty({ type: String, example: 'application/pdf', description: 'decided by the content' })
  mediaType: string;

  @ApiProperty({ type: String })
  fileName: string;

  @ApiProperty({ type: String, nullable: true, example: 'az' })
  language: string | null;

  @ApiProperty({ type: String, enum: AUTHENTICITIES })
  authenticity: string;

  @ApiProperty({ type: String, enum: VERSION_FORMS })
  form: string;

  @ApiProperty({ type: String, enum: SCAN_STATES })
  scan: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'what a scanner found, or why it could not look',
  })
  threat: string | null;

  @ApiProperty({ type: String })
  uploadedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  uploadedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  removedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  removalReason: string | null;

  static from(version: DocumentVersion): DocumentVersionResponse {
    const { id, documentId, version: number, sha256, size, mediaType, fileName, language } = version;
    const { authenticity, form, scan, threat, uploadedBy, uploadedAt, removedAt, removalReason } = version;
    return {
      id,
      document: documentId,
      version: number,
      sha256,
      size,
      mediaType,
      fileName,
      language,
      authenticity,
      form,
      scan,
      threat,
      uploadedBy,
      uploadedAt,
      removedAt,
      removalReason,
    };
  }
}
