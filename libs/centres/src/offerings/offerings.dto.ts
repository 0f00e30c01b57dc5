import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { LOCAL_CODE } from '../catalogue/services.dto.js';
import type { CentreOfferings } from './centre-offerings.service.js';
import { OFFERING_STATUSES, type OfferingCounts, type OfferingStatus } from './offering.js';

const MAX_OFFERINGS = 500;

export class OfferingsRequest {
  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

export class OfferingCountsRequest extends OfferingsRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;
}

export class OfferingRequest {
  @ApiProperty({ type: String, example: 'PASSPORT-NEW', description: 'local code' })
  @IsString()
  @Matches(LOCAL_CODE)
  service: string;

  @ApiProperty({ type: String, example: 'NADRA' })
  @IsString()
  @Matches(LOCAL_CODE)
  provider: string;

  @ApiProperty({ type: String, enum: OFFERING_STATUSES })
  @IsIn(OFFERING_STATUSES)
  status: OfferingStatus;

  @ApiProperty({ type: String, format: 'date', description: 'first day in it' })
  @IsCalendarDay()
  from: string;
}

export class SaveOfferingsRequest {
  @ApiProperty({ type: [OfferingRequest], description: 'all of them are saved or none' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_OFFERINGS)
  @ArrayUnique(({ service, provider }: OfferingRequest) => `${service} ${provider}`)
  @ValidateNested({ each: true })
  @Type(() => OfferingRequest)
  offerings: OfferingRequest[];
}

export class OfferingResponse {
  @ApiProperty({ type: String })
  service: string;

  @ApiProperty({ type: String })
  serviceName: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: mapped to nothing yet' })
  canonical: string | null;

  @ApiProperty({ type: String })
  provider: string;

  @ApiProperty({ type: String })
  providerName: string;

  @ApiProperty({ type: String, enum: OFFERING_STATUSES })
  status: OfferingStatus;

  @ApiProperty({ type: String, format: 'date' })
  validFrom: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'exclusive; null: it lasts' })
  validUntil: string | null;
}

export class OfferingCountsResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: Number, description: 'services; one that two institutions provide counts once' })
  planned: number;

  @ApiProperty({ type: Number })
  live: number;

  @ApiProperty({ type: Number })
  paused: number;

  @ApiProperty({ type: Number })
  withdrawn: number;

  @ApiProperty({ type: Number, description: 'services that were recorded in any status up to the day' })
  announced: number;

  @ApiProperty({ type: Number, description: 'institutions with a live service' })
  providersLive: number;

  @ApiProperty({ type: Number, description: 'institutions with a service that is not withdrawn' })
  providers: number;
}

export class CentreOfferingsResponse {
  @ApiProperty({ type: [OfferingResponse] })
  data: OfferingResponse[];

  @ApiProperty({ type: OfferingCountsResponse, nullable: true, description: 'null: nothing is recorded' })
  counts: OfferingCountsResponse | null;

  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({ type: Number, description: 'revision of the centre' })
  rev: number;

  static from({ offerings, ...answer }: CentreOfferings): CentreOfferingsResponse {
    return { data: offerings, ...answer };
  }
}

export class OfferingCountsListResponse {
  @ApiProperty({ type: [OfferingCountsResponse] })
  data: OfferingCountsResponse[];

  @ApiProperty({ type: Object, description: 'asOf: the day that was asked about' })
  meta: object;

  static from({ asOf, counts }: { asOf: string; counts: OfferingCounts[] }): OfferingCountsListResponse {
    return { data: counts, meta: { asOf } };
  }
}
