import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, Matches } from 'class-validator';
import type { DryRun } from './profile-dry-run.js';
import type { ProfileVersion } from './profile-version.js';
import { openSteps, PROFILE_STATES } from './profile-version.lifecycle.js';

const PARTNER = /^[A-Z]{2,10}$/;
const MAX_SHOWN_ROWS = 200;

export class SourceProfilesRequest {
  @ApiProperty({ type: String, required: false, example: 'PK', description: 'with the layouts open to all' })
  @IsOptional()
  @Matches(PARTNER, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner?: string;

  @IsOptional()
  @IsString()
  lang?: string;
}

export class ProfileDraftRequest {
  @ApiProperty({
    type: Object,
    description: 'the whole profile; code, partner and version may be left out',
    example: {
      title: 'A table with a row for each centre',
      format: 'CSV',
      orientation: 'ROWS_ARE_UNITS',
      period: { where: 'column', at: 'month', pattern: 'yyyy-MM', scheme: 'GREGORIAN_MONTH' },
      unit: { column: 'centre' },
      numbers: { digits: ['latin'], thousands: null, decimal: '.' },
      indicators: { visitors: 'VISITORS' },
    },
  })
  @IsObject()
  document: Record<string, unknown>;
}

/** One layout with the version in force. */
export class SourceProfileSummary {
  @ApiProperty({ type: String, example: 'PK-REST' })
  code: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: open to every partner' })
  partner: string | null;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, example: 'JSON' })
  format: string;

  @ApiProperty({ type: Number, nullable: true, description: 'version in force' })
  published: number | null;

  @ApiProperty({ type: [Number], description: 'versions that nobody published yet' })
  drafts: number[];

  /** @param versions all versions of one code, oldest first; at least one. */
  static from(versions: readonly ProfileVersion[]): SourceProfileSummary {
    const inForce = versions.find(({ state }) => state === 'PUBLISHED');
    const { code, document } = inForce ?? versions.at(-1)!;
    const { partner, title, format } = document as Record<'partner' | 'title' | 'format', string>;
    const drafts = versions.filter(({ state }) => state === 'DRAFT').map(({ version }) => version);
    return { code, partner, title, format, published: inForce?.version ?? null, drafts };
  }
}

export class SourceProfileList {
  @ApiProperty({ type: [SourceProfileSummary] })
  data: SourceProfileSummary[];

  static from(versions: readonly ProfileVersion[]): SourceProfileList {
    const codes = [...new Set(versions.map(({ code }) => code))];
    const ofCode = (code: string) => versions.filter((version) => version.code === code);
    return { data: codes.map((code) => SourceProfileSummary.from(ofCode(code))) };
  }
}

export class ProfileVersionResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String, enum: PROFILE_STATES })
  state: string;

  @ApiProperty({ type: [String], description: 'steps that are open now' })
  steps: string[];

  @ApiProperty({ type: Object })
  document: object;

  @ApiProperty({ type: String })
  createdBy: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'null: as it was released' })
  createdAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  publishedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  retiredAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(found: ProfileVersion): ProfileVersionResponse {
    const { code, version, state, document, createdByName, createdAt, publishedAt, retiredAt, rev } = found;
    return {
      code,
      version,
      state,
      steps: openSteps(state),
      document,
      createdBy: createdByName,
      createdAt: createdAt?.toISOString() ?? null,
      publishedAt: publishedAt?.toISOString() ?? null,
      retiredAt: retiredAt?.toISOString() ?? null,
      rev,
    };
  }
}

export class ProfileVersionList {
  @ApiProperty({ type: [ProfileVersionResponse] })
  data: ProfileVersionResponse[];

  static from(versions: readonly ProfileVersion[]): ProfileVersionList {
    return { data: versions.map(ProfileVersionResponse.from) };
  }
}

/** The fields beside the sample. */
export class DryRunFields {
  @ApiProperty({ type: String, required: false, example: 'PK', description: 'for a layout open to all' })
  @IsOptional()
  @Matches(PARTNER, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner?: string;
}

export class DryRunForm extends DryRunFields {
  @ApiProperty({ type: String, format: 'binary' })
  file: unknown;
}

export class DryRunResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, nullable: true, description: 'the period that the sample is about' })
  period: string | null;

  @ApiProperty({ type: Number, description: 'values understood' })
  understood: number;

  @ApiProperty({ type: Number, description: 'places that could not be taken as they stand' })
  rejected: number;

  @ApiProperty({ type: [Object], description: 'the first 200 values with where they stood' })
  rows: object[];

  @ApiProperty({ type: [Object], description: 'the first 1,000 faults with place, given and expected' })
  problems: object[];

  @ApiProperty({ type: Object, nullable: true, description: 'why nothing at all could be taken' })
  fileProblem: object | null;

  @ApiProperty({ type: [String], description: 'columns or members that the layout gives no meaning' })
  unmapped: string[];

  @ApiProperty({ type: [String], description: 'columns or members that the layout looks for in vain' })
  missing: string[];

  static from({ report, unmapped, missing }: DryRun): DryRunResponse {
    const { partner, period, rows, problems, problemsTotal, fileProblem } = report;
    return {
      partner,
      period: period?.id ?? null,
      understood: rows.length,
      rejected: problemsTotal,
      rows: rows.slice(0, MAX_SHOWN_ROWS),
      problems,
      fileProblem: fileProblem ?? null,
      unmapped: [...unmapped],
      missing: [...missing],
    };
  }
}
