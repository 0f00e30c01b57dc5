import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsString, MaxLength, MinLength } from 'class-validator';
import { entityTag, InvalidValueError, IsPlainText } from '#platform';
import { STANDARD_STATES, type StandardState, type StandardVersion, type Titles } from './standard.js';
import { STANDARD_STEPS, type StandardStep } from './standard.lifecycle.js';
import type { WrittenStandard } from './standards.service.js';
import { TreeReader } from './tree-reader.js';

const TREE_EXAMPLE = {
  parameters: [
    {
      code: 'P1',
      titles: { en: 'Information' },
      weight: '100',
      criteria: [
        { code: 'P1.1', titles: { en: 'Signs' }, items: [{ code: 'P1.1.1', titles: { en: 'Signs exist' } }] },
      ],
    },
  ],
  grades: [
    { grade: 'A', from: '75' },
    { grade: 'B', from: '0' },
  ],
  criticalCap: 'B',
  certificate: { grade: 'A', months: 24 },
};

export class StandardRequest {
  @ApiProperty({ type: Object, description: 'by language, `en` among them', example: { en: 'Index' } })
  @IsObject()
  titles: Record<string, string>;

  @ApiProperty({ type: Boolean, description: 'made up to show the shape, not the agency’s text' })
  @IsBoolean()
  illustrative: boolean;

  @ApiProperty({ type: String, minLength: 5, maxLength: 500, description: 'the document that says so' })
  @IsString()
  @IsPlainText()
  @MinLength(5)
  @MaxLength(500)
  source: string;

  @ApiProperty({ type: Object, description: 'parameters → criteria → items', example: TREE_EXAMPLE })
  @IsObject()
  document: object;

  /** @throws InvalidValueError for titles that are none. */
  static toStandard({ titles, illustrative, source, document }: StandardRequest): WrittenStandard {
    const reader = new TreeReader();
    reader.titles(titles, '/titles');
    const [fault] = reader.faults;
    if (fault) throw new InvalidValueError(fault.code, fault.pointer, fault.message);
    return { titles, illustrative, source, document };
  }
}

export class StandardTransitionRequest {
  @ApiProperty({ type: String, enum: STANDARD_STEPS })
  @IsIn(STANDARD_STEPS)
  name: StandardStep;
}

export class StandardVersionResponse {
  @ApiProperty({ type: String, example: 'ASAN-INDEX' })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String, enum: STANDARD_STATES })
  state: StandardState;

  @ApiProperty({ type: Object, description: 'by language' })
  titles: Titles;

  @ApiProperty({ type: Boolean })
  illustrative: boolean;

  @ApiProperty({ type: String })
  source: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  publishedAt: string | null;

  @ApiProperty({ type: String, description: 'for If-Match' })
  etag: string;

  static from(version: StandardVersion): StandardVersionResponse {
    const { code, state, titles, illustrative, source, createdAt, publishedAt, rev } = version;
    return {
      code,
      version: version.version,
      state,
      titles,
      illustrative,
      source,
      createdAt: createdAt.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
      etag: entityTag(rev),
    };
  }
}

export class StandardListResponse {
  @ApiProperty({ type: [StandardVersionResponse] })
  data: StandardVersionResponse[];

  static from(versions: readonly StandardVersion[]): StandardListResponse {
    return { data: versions.map((version) => StandardVersionResponse.from(version)) };
  }
}

export class StandardTreeResponse extends StandardVersionResponse {
  @ApiProperty({ type: Object, description: 'parameters → criteria → items, grades, cap, certificate' })
  tree: object;

  static override from(version: StandardVersion): StandardTreeResponse {
    return { ...StandardVersionResponse.from(version), tree: version.tree };
  }
}
