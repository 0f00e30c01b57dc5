import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { DocumentedDateResponse } from '#evidence';
import { PageInfo, PageRequest } from '#platform';
import { IsStructure } from '../structure/is-structure.js';
import { UNIT_STATUSES, UNIT_TYPES, type RegisteredUnit, type UnitStatus, type UnitType } from './unit.js';

export class UnitsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;
}

export class UnitsListRequest extends UnitsRequest {
  @ApiProperty({
    type: String,
    required: false,
    default: 'asReported',
    example: 'asOf:2026-01-01',
    description:
      'asReported: every place with its time; current, asOf:YYYY-MM-DD: the place on that day alone',
  })
  @IsOptional()
  @IsStructure()
  structure?: string;
}

export class StatusIntervalResponse {
  @ApiProperty({ type: String, enum: UNIT_STATUSES })
  status: UnitStatus;

  @ApiProperty({ type: DocumentedDateResponse })
  from: DocumentedDateResponse;

  @ApiProperty({ type: DocumentedDateResponse })
  until: DocumentedDateResponse;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'first certain day' })
  validFrom: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'exclusive' })
  validUntil: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'known to hold on this day' })
  knownBy: string | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  expectedUntil?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'unit that takes over' })
  successor?: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'instrument in force that covered the opening',
  })
  basisInstrument?: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    required: false,
    description: 'waiver of the director that stood in for a legal basis',
  })
  basisWaiver?: string | null;
}

export class ParentLinkResponse {
  @ApiProperty({ type: String })
  parent: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validFrom: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validUntil: string | null;
}

export class UnitResponse {
  @ApiProperty({ type: String, example: 'CTR-PK-ISB' })
  code: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: UNIT_TYPES })
  type: UnitType;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, example: 'Asia/Karachi' })
  timeZone: string;

  @ApiProperty({ type: [StatusIntervalResponse] })
  intervals: StatusIntervalResponse[];

  @ApiProperty({ type: [ParentLinkResponse] })
  parents: ParentLinkResponse[];

  static from(unit: RegisteredUnit): UnitResponse {
    return { ...unit };
  }
}

export class UnitsPage {
  @ApiProperty({ type: [UnitResponse] })
  data: UnitResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
