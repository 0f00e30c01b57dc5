import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsObject, Matches } from 'class-validator';
import {
  CONFIGURATION_STATES,
  CONFIGURATION_STEPS,
  stepsFrom,
  type ConfigurationStep,
} from '../configuration/configuration.lifecycle.js';
import type { RuleVersion } from './rule-version.js';

const CODE = /^R-[A-Z0-9-]{2,40}$/;
const EXAMPLE = { kind: 'RANGE', severity: 'EXPLAIN', cell: 'WAIT_MINUTES_MEAN', max: '240' };

export class RuleDraftRequest {
  @ApiProperty({
    type: Object,
    example: EXAMPLE,
    description: 'the whole rule without code and version; every kind is described in docs/api/rules.md',
  })
  @IsObject()
  document: Record<string, unknown>;
}

export class NewRuleRequest extends RuleDraftRequest {
  @ApiProperty({ type: String, example: 'R-LONG-WAIT', pattern: CODE.source })
  @Matches(CODE, { message: 'code is R- and 2 to 40 capitals, digits or hyphens' })
  code: string;
}

export class RuleTransitionRequest {
  @ApiProperty({ type: String, enum: CONFIGURATION_STEPS })
  @IsIn(CONFIGURATION_STEPS)
  name: ConfigurationStep;
}

export class RuleVersionResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String, enum: CONFIGURATION_STATES })
  state: string;

  @ApiProperty({ type: [String], description: 'steps that are open now' })
  steps: string[];

  @ApiProperty({ type: Object, description: 'the rule as it was written' })
  document: object;

  @ApiProperty({
    type: Number,
    description: 'counts the edits of the document; a back-test is about one of them',
  })
  draftRev: number;

  @ApiProperty({ type: String })
  createdBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  publishedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  retiredAt: string | null;

  @ApiProperty({ type: Number, description: 'counts every change; also the ETag' })
  rev: number;

  static from(found: RuleVersion): RuleVersionResponse {
    const { code, version, state, document, draftRev, createdByName, rev } = found;
    return {
      code,
      version,
      state,
      steps: stepsFrom(state),
      document,
      draftRev,
      createdBy: createdByName,
      createdAt: found.createdAt.toISOString(),
      publishedAt: found.publishedAt?.toISOString() ?? null,
      retiredAt: found.retiredAt?.toISOString() ?? null,
      rev,
    };
  }
}

export class RuleVersionList {
  @ApiProperty({ type: [RuleVersionResponse] })
  data: RuleVersionResponse[];

  static from(versions: readonly RuleVersion[]): RuleVersionList {
    return { data: versions.map(RuleVersionResponse.from) };
  }
}

export class RuleSummary {
  @ApiProperty({ type: String, example: 'R-SATISFIED' })
  code: string;

  @ApiProperty({ type: Number, nullable: true, description: 'the version in force' })
  published: number | null;

  @ApiProperty({ type: Object, nullable: true, description: 'the rule in force' })
  document: object | null;

  @ApiProperty({ type: [Number], description: 'versions that are being written or examined' })
  drafts: number[];

  static from(code: string, versions: readonly RuleVersion[]): RuleSummary {
    const inForce = versions.find(({ state }) => state === 'PUBLISHED');
    const drafts = versions.filter(isOpen).map(({ version }) => version);
    return { code, published: inForce?.version ?? null, document: inForce?.document ?? null, drafts };
  }
}

export class RuleList {
  @ApiProperty({ type: [RuleSummary] })
  data: RuleSummary[];

  static from(versions: readonly RuleVersion[]): RuleList {
    const codes = [...new Set(versions.map(({ code }) => code))];
    const ofCode = (code: string) => versions.filter((version) => version.code === code);
    return { data: codes.map((code) => RuleSummary.from(code, ofCode(code))) };
  }
}

function isOpen({ state }: RuleVersion): boolean {
  return state === 'DRAFT' || state === 'IN_CHECK';
}
