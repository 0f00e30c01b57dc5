import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageInfo, PageRequest } from '#platform';
import { FINDING_KINDS, type SourceFinding } from './source-finding.js';

export class SourceFindingsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner?: string;

  @ApiProperty({
    type: String,
    required: false,
    enum: ['true', 'false'],
    description: 'default true: only what is not over',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  open: string = 'true';
}

export class SourceFindingResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: FINDING_KINDS })
  kind: string;

  @ApiProperty({ type: String, description: 'connector:<id> or feed:<name of the pushing system>' })
  source: string;

  @ApiProperty({ type: String, description: 'the source as people know it' })
  name: string;

  @ApiProperty({ type: String, example: '2026-10' })
  month: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  dueAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'what the newest attempt failed with' })
  code: string | null;

  @ApiProperty({ type: [String], description: 'columns or members that the layout does not know, or misses' })
  fields: string[];

  @ApiProperty({ type: String, format: 'date-time' })
  openedAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'when the next good month came',
  })
  closedAt: string | null;

  static from(finding: SourceFinding): SourceFindingResponse {
    const { id, partner, kind, source, month, dueAt, detail, openedAt, closedAt } = finding;
    return {
      id,
      partner,
      kind,
      source,
      name: detail.name,
      month,
      dueAt: dueAt?.toISOString() ?? null,
      code: detail.code ?? null,
      fields: [...(detail.fields ?? [])],
      openedAt: openedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    };
  }
}

export class SourceFindingsPage {
  @ApiProperty({ type: [SourceFindingResponse] })
  data: SourceFindingResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
