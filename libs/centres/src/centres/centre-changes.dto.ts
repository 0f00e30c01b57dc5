import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import { TOTAL_CLASSES, type NetworkTotal, type TotalClass, type TotalQuestion } from './centre-totals.js';
import {
  CENTRE_TOTALS,
  REPLICATION_CLASSES,
  type CentreChange,
  type CentreTotal,
  type ReplicationClass,
} from './centre.js';

const MAX_BRANDS = 20;
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

export class CentreBrandRequest {
  @ApiProperty({
    type: String,
    example: 'am',
    description: 'BCP 47 language, with its script where it has several',
  })
  @IsString()
  @MaxLength(12)
  @Matches(LANGUAGE)
  language: string;

  @ApiProperty({ type: String, maxLength: 200 })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(200)
  name: string;
}

export class ChangeCentreRequest {
  @ApiProperty({ type: String, enum: REPLICATION_CLASSES, nullable: true, required: false })
  @ValidateIf((_request, value) => value !== undefined && value !== null)
  @IsIn(REPLICATION_CLASSES)
  replicationClass?: ReplicationClass | null;

  @ApiProperty({ type: [String], enum: CENTRE_TOTALS, nullable: true, required: false })
  @ValidateIf((_request, value) => value !== undefined && value !== null)
  @IsArray()
  @ArrayMaxSize(CENTRE_TOTALS.length)
  @ArrayUnique()
  @IsIn(CENTRE_TOTALS, { each: true })
  countsTowards?: CentreTotal[] | null;

  @ApiProperty({
    type: [CentreBrandRequest],
    required: false,
    description: 'replaces the brands known so far',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_BRANDS)
  @ArrayUnique((brand: CentreBrandRequest) => brand.language)
  @ValidateNested({ each: true })
  @Type(() => CentreBrandRequest)
  brands?: CentreBrandRequest[];

  change(): CentreChange {
    const given = Object.entries({ ...this }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given);
  }
}

export class NetworkTotalsRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;

  @ApiProperty({ type: String, enum: CENTRE_TOTALS, required: false, default: 'NETWORK' })
  @IsOptional()
  @IsIn(CENTRE_TOTALS)
  towards?: CentreTotal;

  @ApiProperty({
    type: String,
    enum: TOTAL_CLASSES,
    required: false,
    description: 'one class; absent: every class',
  })
  @IsOptional()
  @IsIn(TOTAL_CLASSES)
  class?: TotalClass;

  question(): TotalQuestion {
    return {
      towards: this.towards ?? 'NETWORK',
      classes: this.class === undefined ? TOTAL_CLASSES : [this.class],
    };
  }
}

export class NetworkTotalResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: Number, description: 'centres that certainly operate on the day' })
  total: number;

  @ApiProperty({ type: Object, example: { SUPPORTED: 1, REPLICATED: 0, INSPIRED: 0, UNDOCUMENTED: 4 } })
  byClass: object;

  @ApiProperty({ type: Number, description: 'further centres that may operate while dates are vague' })
  possible: number;
}

export class NetworkTotalsResponse {
  @ApiProperty({ type: [NetworkTotalResponse] })
  data: NetworkTotalResponse[];

  @ApiProperty({ type: Object, description: 'asOf, towards, and the classes that the totals include' })
  meta: object;

  static from(
    data: NetworkTotal[],
    asOf: string,
    { towards, classes }: TotalQuestion,
  ): NetworkTotalsResponse {
    return { data, meta: { asOf, towards, classes } };
  }
}
