import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { IsPlainText } from '#platform';
import { BREAKER_STATES } from './breaker.lifecycle.js';
import { APPROVALS, type Connector } from './connector.js';

const PARTNER = /^[A-Z]{2,10}$/;
const CODE = /^[A-Z0-9][A-Z0-9-]{1,39}$/;
/** What a header may carry; anything else would be a header of the sender's own making. */
const SECRET = /^[\x21-\x7e]+$/;
const MAX_URL = 2_000;
const MAX_SECRET = 4_000;
const MAX_HOUR = 23;
const MAX_DAYS = 60;

export class SourcesOfPartnerRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner?: string;
}

/** What may be changed of a connector. */
export class ConnectorChangeRequest {
  @ApiProperty({ type: String, required: false, example: 'PK-REST', description: 'code of the layout' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(60)
  profile?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'https://kpi.example.org/month?m={month}',
    description: 'https on port 443; {month} stands for the aligned month. Another one needs approval again.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_URL)
  url?: string;

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    writeOnly: true,
    description: 'sent as a bearer token and never shown again; null: none. A new one needs approval again.',
  })
  @ValidateIf(({ secret }: ConnectorChangeRequest) => secret !== undefined && secret !== null)
  @IsString()
  @MaxLength(MAX_SECRET)
  @Matches(SECRET, { message: 'secret holds visible ASCII characters only' })
  secret?: string | null;

  @ApiProperty({ type: Boolean, required: false, description: 'asked on the round; false until switched on' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiProperty({
    type: [Number],
    required: false,
    example: [6, 18],
    description: "hours on the partner's clock in which it is asked; none: every hour",
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(24)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(MAX_HOUR, { each: true })
  hours?: number[];

  @ApiProperty({ type: Number, required: false, example: 2, description: "days after the month's last day" })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_DAYS)
  daysAfterPeriod?: number;
}

export class NewConnectorRequest extends ConnectorChangeRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @IsString()
  @Matches(PARTNER, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner: string;

  @ApiProperty({ type: String, example: 'PK-API' })
  @IsString()
  @Matches(CODE, { message: 'code is written in capitals, digits and hyphens' })
  code: string;

  @ApiProperty({ type: String, example: 'PK-REST', description: 'code of the layout' })
  @IsString()
  @IsPlainText()
  @MaxLength(60)
  declare profile: string;

  @ApiProperty({
    type: String,
    example: 'https://kpi.example.org/month?m={month}',
    description: "https on port 443, on a host of this country's list; {month} stands for the aligned month",
  })
  @IsString()
  @MaxLength(MAX_URL)
  declare url: string;
}

export class TestRunRequest {
  @ApiProperty({ type: String, example: '2026-10', description: 'the aligned month to ask for' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, {
    context: { code: 'invalid-period' },
    message: 'month is written as 2026-10',
  })
  month: string;
}

export class ApprovalResponse {
  @ApiProperty({ type: String, enum: APPROVALS })
  state: string;

  @ApiProperty({ type: String, description: 'id of whoever wrote the address or the secret' })
  requestedBy: string;

  @ApiProperty({ type: String, nullable: true })
  approvedBy: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  approvedAt: string | null;
}

export class BreakerResponse {
  @ApiProperty({
    type: String,
    enum: BREAKER_STATES,
    description: 'OPEN: the partner is left alone until retryAt',
  })
  state: string;

  @ApiProperty({ type: Number, description: 'failures in a row' })
  failures: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  retryAt: string | null;
}

export class ConnectorResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  profile: string;

  @ApiProperty({ type: String })
  url: string;

  @ApiProperty({ type: Boolean, description: 'whether a secret is kept; it is never shown' })
  hasSecret: boolean;

  @ApiProperty({ type: Boolean })
  enabled: boolean;

  @ApiProperty({ type: ApprovalResponse })
  approval: ApprovalResponse;

  @ApiProperty({ type: [Number] })
  hours: number[];

  @ApiProperty({ type: Number })
  daysAfterPeriod: number;

  @ApiProperty({ type: BreakerResponse })
  breaker: BreakerResponse;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  lastAttemptAt: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'code and detail; null after a good attempt' })
  lastProblem: object | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(found: Connector): ConnectorResponse {
    const { id, partner, code, profile, url, enabled, hours, daysAfterPeriod, lastProblem, rev } = found;
    return {
      id,
      partner,
      code,
      profile,
      url,
      hasSecret: found.tokenSealed !== null,
      enabled,
      approval: approvalOf(found),
      hours,
      daysAfterPeriod,
      breaker: breakerOf(found),
      lastAttemptAt: found.lastAttemptAt?.toISOString() ?? null,
      lastProblem,
      rev,
    };
  }
}

export class ConnectorList {
  @ApiProperty({ type: [ConnectorResponse] })
  data: ConnectorResponse[];
}

function approvalOf({ approval, requestedBy, approvedBy, approvedAt }: Connector): ApprovalResponse {
  return { state: approval, requestedBy, approvedBy, approvedAt: approvedAt?.toISOString() ?? null };
}

function breakerOf({ breaker, failures, retryAt }: Connector): BreakerResponse {
  return { state: breaker, failures, retryAt: retryAt?.toISOString() ?? null };
}
