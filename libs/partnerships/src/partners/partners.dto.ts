import { ApiProperty } from '@nestjs/swagger';
import { DocumentedDateResponse } from '#evidence';
import { PageInfo } from '#platform';
import {
  PARTNER_KINDS,
  PARTNER_STATUSES,
  type PartnerKind,
  type PartnerStatus,
  type RegisteredPartner,
} from './partner.js';

export class AuthorityResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'the authority that it took over from',
  })
  successorOf: string | null;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  role: string;

  @ApiProperty({ type: DocumentedDateResponse })
  from: DocumentedDateResponse;

  @ApiProperty({ type: DocumentedDateResponse })
  until: DocumentedDateResponse;
}

export class PartnerResponse {
  @ApiProperty({ type: String, example: 'PK' })
  code: string;

  @ApiProperty({ type: String, enum: PARTNER_KINDS })
  kind: PartnerKind;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 3166-1 alpha-2' })
  iso3166: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 3166-1 alpha-3' })
  iso3: string | null;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, enum: PARTNER_STATUSES })
  status: PartnerStatus;

  @ApiProperty({ type: String, nullable: true })
  statusReason: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'export' })
  relationKind: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'as documented', example: 'operating' })
  cooperationStatus: string | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: [AuthorityResponse] })
  authorities: AuthorityResponse[];

  @ApiProperty({ type: Number })
  rev: number;

  static from(partner: RegisteredPartner): PartnerResponse {
    return { ...partner };
  }
}

export class PartnersPage {
  @ApiProperty({ type: [PartnerResponse] })
  data: PartnerResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
