import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText, PageInfo, PageRequest, type Page } from '#platform';
import {
  CERTIFICATE_ACTS,
  statusOn,
  type Certificate,
  type CertificateActKind,
  type CertificateStatus,
} from './certificate.js';

const PARTNER = /^[A-Z0-9]{1,20}$/;
const STATUSES = ['VALID', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED'];

export class CertificatesRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER)
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  unit?: string;
}

export class CertificateRequest {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  assessmentId: string;

  @ApiProperty({ type: String, minLength: 3, maxLength: 500, example: 'all services of the centre' })
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(500)
  scope: string;
}

export class CertificateActRequest {
  @ApiProperty({ type: String, enum: CERTIFICATE_ACTS })
  @IsIn(CERTIFICATE_ACTS)
  act: CertificateActKind;

  @ApiProperty({ type: String, minLength: 15, maxLength: 2_000 })
  @IsString()
  @IsPlainText()
  @MinLength(15)
  @MaxLength(2_000)
  reason: string;
}

/** What anybody may know who holds the code. */
export class VerifiedCertificateResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, enum: STATUSES })
  status: CertificateStatus;

  @ApiProperty({ type: String, example: 'PK' })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  unitName: string;

  @ApiProperty({ type: String })
  standard: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: Boolean, description: 'by a standard that was made up to show the shape' })
  illustrative: boolean;

  @ApiProperty({ type: String })
  grade: string;

  @ApiProperty({ type: String })
  scope: string;

  @ApiProperty({ type: String, format: 'date' })
  validFrom: string;

  @ApiProperty({ type: String, format: 'date', description: 'first day on which it no longer holds' })
  validUntil: string;

  static of(certificate: Certificate, today: string): VerifiedCertificateResponse {
    const { code, partner, unit, unitName, standard, version, illustrative, grade, scope } = certificate;
    const { validFrom, validUntil } = certificate;
    const status = statusOn(certificate, today);
    return {
      code,
      status,
      partner,
      unit,
      unitName,
      standard,
      version,
      illustrative,
      grade,
      scope,

      validFrom,
      validUntil,
    };
  }
}

class CertificateActResponse {
  @ApiProperty({ type: String, enum: CERTIFICATE_ACTS })
  act: CertificateActKind;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  actedAt: string;
}

export class CertificateResponse extends VerifiedCertificateResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  assessmentId: string;

  @ApiProperty({ type: [CertificateActResponse] })
  acts: CertificateActResponse[];

  static override of(certificate: Certificate, today: string): CertificateResponse {
    const { id, assessmentId, acts } = certificate;
    return {
      ...VerifiedCertificateResponse.of(certificate, today),
      id,
      assessmentId,
      acts: acts.map(({ act, reason, actedAt }) => ({ act, reason, actedAt: actedAt.toISOString() })),
    };
  }
}

export class CertificatesPage {
  @ApiProperty({ type: [CertificateResponse] })
  data: CertificateResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<Certificate>, today: string): CertificatesPage {
    return { data: data.map((certificate) => CertificateResponse.of(certificate, today)), page };
  }
}
