import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { isIsoDate } from '#calendars';
import { InvalidValueError, PageInfo, PageRequest, type Page } from '#platform';
import type { AssignmentsFilter } from './assignment-list.service.js';
import type { AssignmentOrder } from './assignment-reference.js';
import type { RegisteredAssignment } from './assignments.repository.js';

const DATE_LENGTH = 10;

export class AssignmentsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z0-9]{1,20}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  filter(): AssignmentsFilter {
    const { partner, limit, cursor } = this;
    return { partner, limit, cursor };
  }
}

export class NewAssignmentRequest {
  @ApiProperty({ type: String, example: 'CTR-ME-PG' })
  @IsString()
  @Matches(/^[A-Z0-9][A-Z0-9-]{1,39}$/)
  unit: string;

  @ApiProperty({ type: String, example: 'MONTHLY', description: 'code of a form' })
  @IsString()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{1,39}$/)
  form: string;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'the first month asked for is the first one that begins on this day or later',
  })
  @IsString()
  @MaxLength(DATE_LENGTH)
  from: string;

  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description: 'the partner declared that these units together make up the unit above',
  })
  @IsOptional()
  @IsBoolean()
  sumsToParent?: boolean;

  /** @throws InvalidValueError `invalid-date`. */
  order(): AssignmentOrder {
    const { unit, form, from, sumsToParent = false } = this;
    assertDate('/from', from);
    return { unit, form, from, sumsToParent };
  }
}

export class AssignmentEndRequest {
  @ApiProperty({
    type: String,
    format: 'date',
    description: 'first day without; months that begin before it stay expected',
  })
  @IsString()
  @MaxLength(DATE_LENGTH)
  until: string;

  /** @throws InvalidValueError `invalid-date`. */
  day(): string {
    assertDate('/until', this.until);
    return this.until;
  }
}

export class AssignmentResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  form: string;

  @ApiProperty({ type: String, format: 'date' })
  from: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'exclusive' })
  until: string | null;

  @ApiProperty({ type: Boolean })
  sumsToParent: boolean;

  @ApiProperty({ type: Boolean, description: 'of the demo set' })
  synthetic: boolean;

  @ApiProperty({ type: Number })
  rev: number;

  static from(assignment: RegisteredAssignment): AssignmentResponse {
    const { id, partner, unit, formCode, validFrom, validUntil, sumsToParent, synthetic, rev } = assignment;
    return {
      id,
      partner,
      unit,
      form: formCode,
      from: validFrom,
      until: validUntil,
      sumsToParent,
      synthetic,
      rev,
    };
  }
}

export class AssignmentListResponse {
  @ApiProperty({ type: [AssignmentResponse] })
  data: AssignmentResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<RegisteredAssignment>): AssignmentListResponse {
    return { data: data.map((assignment) => AssignmentResponse.from(assignment)), page };
  }
}

function assertDate(pointer: string, text: string): void {
  if (!isIsoDate(text)) throw new InvalidValueError('invalid-date', pointer, 'Not a calendar day.');
}
