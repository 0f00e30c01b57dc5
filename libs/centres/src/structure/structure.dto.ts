import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
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
import { UNIT_CODE } from '../units/unit-requests.dto.js';
import { UNIT_TYPES, type UnitType } from '../units/unit.js';
import { IsStructure } from './is-structure.js';
import type { SplitOrder } from './network-register.service.js';
import { dayOfStructure, structureOf } from './structure.js';
import type { PlacedUnit } from './unit-tree.js';
import type { UnitTree } from './unit-tree.service.js';

const MAX_CODE = 40;
const MAX_PARTS = 50;
const MAX_MEMBERS = 2_000;

export class MoveUnitRequest {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'REG-ET-OR',
    description: 'null: no part of anything',
  })
  @ValidateIf((_request, value) => value !== null)
  @IsString()
  @MaxLength(MAX_CODE)
  @Matches(UNIT_CODE)
  parent: string | null;

  @ApiProperty({ type: String, format: 'date', description: 'first day at the new place' })
  @IsCalendarDay()
  from: string;
}

export class SplitPartRequest {
  @ApiProperty({ type: String, example: 'REG-ET-OR-1' })
  @IsString()
  @MaxLength(MAX_CODE)
  @Matches(UNIT_CODE)
  code: string;

  @ApiProperty({ type: String, maxLength: 200 })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: [String], description: 'units that were parts of the divided one' })
  @IsArray()
  @ArrayMaxSize(MAX_MEMBERS)
  @IsString({ each: true })
  @Matches(UNIT_CODE, { each: true })
  members: string[];
}

export class SplitUnitRequest {
  @ApiProperty({ type: String, format: 'date', description: 'first day of the new units' })
  @IsCalendarDay()
  from: string;

  @ApiProperty({ type: [SplitPartRequest] })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(MAX_PARTS)
  @ValidateNested({ each: true })
  @Type(() => SplitPartRequest)
  into: SplitPartRequest[];

  order(): SplitOrder {
    return { from: this.from, into: this.into };
  }
}

export class UnitTreeRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;

  @ApiProperty({
    type: String,
    required: false,
    default: 'current',
    example: 'asOf:2026-01-01',
    description:
      'current or asOf:YYYY-MM-DD; asReported has a day for each report and is read as current here',
  })
  @IsOptional()
  @IsStructure()
  structure?: string;

  /** ISO date; null: today. */
  day(): string | null {
    const structure = structureOf(this.structure ?? 'current');
    return structure?.kind === 'asOf' ? dayOfStructure(structure, '') : null;
  }
}

export class TreeUnitResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, enum: UNIT_TYPES })
  type: UnitType;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: no part of another unit' })
  parent: string | null;

  @ApiProperty({ type: Number, description: '0 at the top' })
  depth: number;

  static from(unit: PlacedUnit): TreeUnitResponse {
    return unit;
  }
}

export class UnitTreeResponse {
  @ApiProperty({ type: [TreeUnitResponse], description: 'each unit before its parts' })
  data: TreeUnitResponse[];

  @ApiProperty({ type: Object, description: 'on: the day whose structure this is' })
  meta: object;

  static from({ on, units }: UnitTree): UnitTreeResponse {
    return { data: units.map((unit) => TreeUnitResponse.from(unit)), meta: { on } };
  }
}
