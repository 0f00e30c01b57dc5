import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsObject, Matches } from 'class-validator';
import {
  CONFIGURATION_STATES,
  CONFIGURATION_STEPS,
  stepsFrom,
  type ConfigurationStep,
} from '../configuration/configuration.lifecycle.js';
import type { DefinitionVersion } from './definition-version.js';

export const DEFINITION_CODE = /^[A-Z][A-Z0-9_]{0,79}$/;

export class DefinitionTransitionRequest {
  @ApiProperty({ type: String, enum: CONFIGURATION_STEPS })
  @IsIn(CONFIGURATION_STEPS)
  name: ConfigurationStep;
}

export class DefinitionDraftRequest {
  @ApiProperty({
    type: Object,
    example: { title: { en: 'Example' } },
    description: 'the whole definition without code and version; see docs/api/indicators.md',
  })
  @IsObject()
  document: Record<string, unknown>;
}

export class NewDefinitionRequest extends DefinitionDraftRequest {
  @ApiProperty({ type: String, example: 'QUEUE_LENGTH_MAX', pattern: DEFINITION_CODE.source })
  @Matches(DEFINITION_CODE, { message: 'code is 1 to 80 capitals, digits or underscores' })
  code: string;
}

export class DefinitionVersionResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String, enum: CONFIGURATION_STATES })
  state: string;

  @ApiProperty({ type: [String], description: 'steps that are open now' })
  steps: string[];

  @ApiProperty({ type: Object, description: 'the definition as it was written' })
  document: object;

  @ApiProperty({
    type: Number,
    description: 'counts the edits of the document; an impact is about one of them',
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

  static from(found: DefinitionVersion): DefinitionVersionResponse {
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

export class DefinitionVersionList {
  @ApiProperty({ type: [DefinitionVersionResponse] })
  data: DefinitionVersionResponse[];

  static from(versions: readonly DefinitionVersion[]): DefinitionVersionList {
    return { data: versions.map(DefinitionVersionResponse.from) };
  }
}

export class DefinitionImpactResponse {
  @ApiProperty({ type: Number, description: 'the draft that was looked at; publishing needs this very one' })
  draftRev: number;

  @ApiProperty({
    type: Object,
    description: 'slots, forms, rules and targets that a publication would touch',
  })
  impact: object;
}
