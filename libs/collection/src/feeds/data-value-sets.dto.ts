import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsPlainText } from '#platform';

const MAX_VALUES = 2_000;
const MAX_ID = 80;
const MAX_COMMENT = 2_000;

/** One value as DHIS2 writes it; whatever it does not need here is known and not read. */
export class DataValue {
  @ApiProperty({ type: String, example: 'vIsIt0rs001' })
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_ID)
  dataElement: string;

  @ApiProperty({ type: String, required: false, example: '202610' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  period?: string;

  @ApiProperty({ type: String, required: false, example: 'hOimaRegSUC' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_ID)
  orgUnit?: string;

  @ApiProperty({ type: String, required: false, example: 'HllvX50cXC0' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  categoryOptionCombo?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  attributeOptionCombo?: string;

  @ApiProperty({ type: String, required: false, example: '1200', description: 'decimal as a string' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  value?: string;

  @ApiProperty({ type: String, required: false, description: 'not read' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_COMMENT)
  comment?: string;

  @ApiProperty({ type: String, required: false, description: 'not read' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  storedBy?: string;

  @ApiProperty({ type: String, required: false, description: 'not read' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  created?: string;

  @ApiProperty({ type: String, required: false, description: 'not read' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  lastUpdated?: string;

  @ApiProperty({ type: Boolean, required: false, description: 'not read' })
  @IsOptional()
  @IsBoolean()
  followup?: boolean;

  @ApiProperty({ type: Boolean, required: false, description: 'a deleted value is no value' })
  @IsOptional()
  @IsBoolean()
  deleted?: boolean;
}

/** A DHIS2 data value set about one month; period and organisation unit stand at the set or at each value. */
export class DataValueSetRequest {
  @ApiProperty({ type: String, required: false, description: 'not read' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  dataSet?: string;

  @ApiProperty({ type: String, required: false, description: 'not read' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  completeDate?: string;

  @ApiProperty({ type: String, required: false, example: '202610' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  period?: string;

  @ApiProperty({ type: String, required: false, example: 'hOimaRegSUC' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_ID)
  orgUnit?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ID)
  attributeOptionCombo?: string;

  @ApiProperty({ type: [DataValue] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_VALUES)
  @ValidateNested({ each: true })
  @Type(() => DataValue)
  dataValues: DataValue[];
}
