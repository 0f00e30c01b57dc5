import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { PageInfo } from '#platform';
import { UNIT_STATUSES, type UnitStatus } from '../units/unit.js';
import { UnitResponse, UnitsRequest } from '../units/units.dto.js';
import {
  CENTRE_TOTALS,
  REPLICATION_CLASSES,
  type CentreOnDay,
  type CentreTotal,
  type ReplicationClass,
} from './centre.js';

export class CentresRequest extends UnitsRequest {
  @ApiProperty({ type: String, enum: UNIT_STATUSES, required: false })
  @IsOptional()
  @IsIn(UNIT_STATUSES)
  status?: UnitStatus;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

export class CentreRequest {
  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class CentreBrandResponse {
  @ApiProperty({ type: String, example: 'am', description: 'BCP 47' })
  language: string;

  @ApiProperty({ type: String })
  name: string;
}

export class CentreResponse extends UnitResponse {
  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({ type: String, enum: UNIT_STATUSES, nullable: true, description: 'certain on asOf' })
  status: UnitStatus | null;

  @ApiProperty({ type: String, enum: UNIT_STATUSES, nullable: true, description: 'while dates are vague' })
  possibleStatus: UnitStatus | null;

  @ApiProperty({ type: String, nullable: true, example: 'MESOB' })
  localBrand: string | null;

  @ApiProperty({ type: String, nullable: true })
  city: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'first-level administrative area' })
  admin1: string | null;

  @ApiProperty({
    type: String,
    enum: REPLICATION_CLASSES,
    nullable: true,
    description: 'null: not documented',
  })
  replicationClass: ReplicationClass | null;

  @ApiProperty({ type: String, nullable: true })
  openingHours: string | null;

  @ApiProperty({ type: String, nullable: true })
  operator: string | null;

  @ApiProperty({ type: Boolean, nullable: true })
  firstInNetwork: boolean | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({
    type: [String],
    enum: CENTRE_TOTALS,
    nullable: true,
    description: 'totals that it is part of; null: as its replication class says',
  })
  countsTowards: CentreTotal[] | null;

  @ApiProperty({ type: [CentreBrandResponse], description: 'what people call it, in their own script' })
  brands: CentreBrandResponse[];

  @ApiProperty({ type: Number })
  rev: number;

  static fromCentre({ unit, ...centre }: CentreOnDay): CentreResponse {
    return { ...unit, ...centre };
  }
}

export class CentresPage {
  @ApiProperty({ type: [CentreResponse] })
  data: CentreResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
