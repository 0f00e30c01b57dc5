import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { isIsoDate } from '#calendars';
import { entityTag, InvalidValueError, IsPlainText } from '#platform';
import { ASSESSMENT_STATES, type AssessmentState } from '../assessments/assessment.js';
import { gapBetween } from '../assessments/gap.js';
import type { Campaign, CampaignCentre } from './campaign.js';
import type { PlannedCampaign } from './campaigns.service.js';

const MAX_CENTRES = 600;

export class CampaignRequest {
  @ApiProperty({ type: String, minLength: 3, maxLength: 100, example: 'Index 2026' })
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(100)
  name: string;

  @ApiProperty({ type: String, example: 'ASAN-INDEX' })
  @IsString()
  @MaxLength(80)
  standard: string;

  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  selfDueOn?: string;

  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  siteUntil?: string;

  @ApiProperty({ type: [String], minItems: 1, maxItems: MAX_CENTRES, example: ['CTR-PK-ISB'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_CENTRES)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(80, { each: true })
  centres: string[];

  /** @throws InvalidValueError for a day that is none. */
  static toCampaign(body: CampaignRequest): PlannedCampaign {
    const { name, standard, selfDueOn = null, siteUntil = null, centres } = body;
    for (const [member, day] of Object.entries({ selfDueOn, siteUntil }))
      if (day !== null && !isIsoDate(day))
        throw new InvalidValueError('invalid-date', `/${member}`, 'Not a calendar day.');
    return { name, standard, selfDueOn, siteUntil, centres };
  }
}

export class CampaignTransitionRequest {
  @ApiProperty({ type: String, enum: ['publish'] })
  @IsIn(['publish'])
  name: 'publish';
}

export class CampaignResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  standard: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  selfDueOn: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  siteUntil: string | null;

  @ApiProperty({ type: String, enum: ['RUNNING', 'PUBLISHED'] })
  state: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  publishedAt: string | null;

  @ApiProperty({ type: String, description: 'for If-Match' })
  etag: string;

  static from(campaign: Campaign): CampaignResponse {
    const { id, name, standard, version, selfDueOn, siteUntil, state, publishedAt, rev } = campaign;
    return {
      id,
      name,
      standard,
      version,
      selfDueOn,
      siteUntil,
      state,
      publishedAt: publishedAt?.toISOString() ?? null,
      etag: entityTag(rev),
    };
  }
}

export class CampaignListResponse {
  @ApiProperty({ type: [CampaignResponse] })
  data: CampaignResponse[];

  static from(campaigns: readonly Campaign[]): CampaignListResponse {
    return { data: campaigns.map((campaign) => CampaignResponse.from(campaign)) };
  }
}

class CampaignCentreResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, format: 'uuid' })
  selfId: string;

  @ApiProperty({ type: String, enum: ASSESSMENT_STATES })
  selfState: AssessmentState;

  @ApiProperty({ type: String, nullable: true })
  selfScore: string | null;

  @ApiProperty({ type: String, format: 'uuid' })
  siteId: string;

  @ApiProperty({ type: String, enum: ASSESSMENT_STATES })
  siteState: AssessmentState;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null until the report is shared, to the country',
  })
  siteScore: string | null;

  @ApiProperty({ type: String, nullable: true })
  siteGrade: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'self minus site in points' })
  gap: string | null;

  @ApiProperty({ type: Number })
  openFindings: number;

  @ApiProperty({ type: Number })
  closedFindings: number;

  @ApiProperty({ type: String, nullable: true, description: 'code by which anybody can verify it' })
  certificate: string | null;
}

export class CampaignDetailResponse extends CampaignResponse {
  @ApiProperty({ type: [CampaignCentreResponse] })
  centres: CampaignCentreResponse[];

  static of({
    campaign,
    centres,
  }: {
    campaign: Campaign;
    centres: CampaignCentre[];
  }): CampaignDetailResponse {
    return {
      ...CampaignResponse.from(campaign),
      centres: centres.map((centre) => ({ ...centre, gap: gapOf(centre) })),
    };
  }
}

function gapOf({ selfScore, siteScore }: CampaignCentre): string | null {
  return gapBetween({ score: selfScore, nodes: [] }, { score: siteScore, nodes: [] }).total.gap;
}
