import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { WORKBOOK_LANGUAGES, workbookLanguageOf } from './workbook-language.js';
import type { CountryWorkbook } from '../country-workbooks/country-workbook-row.js';

const LANGUAGE_NOTE = `one of ${WORKBOOK_LANGUAGES.join(', ')}; any other is answered in English`;

export class TemplateRequest {
  @ApiProperty({ type: String, required: false, example: 'fa-AF', description: LANGUAGE_NOTE })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class CountryWorkbookRequest {
  @ApiProperty({ type: String, example: 'ET' })
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' }, message: 'partner is a code such as ET' })
  partner: string;

  @ApiProperty({ type: String, example: 'ETHIOPIAN_MONTH:2019-02' })
  @IsString()
  @MaxLength(60)
  period: string;

  @ApiProperty({ type: String, required: false, example: 'am', description: LANGUAGE_NOTE })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;

  language(locale: string): string {
    return workbookLanguageOf(this.lang ?? locale);
  }
}

export class CountryWorkbookResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({ type: String })
  language: string;

  @ApiProperty({ type: Boolean, description: 'the file is there to be fetched' })
  isReady: boolean;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'bytes' })
  size: number | null;

  @ApiProperty({ type: String, nullable: true })
  sha256: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'follow it at /jobs/{id}' })
  job: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: Number })
  rev: number;

  static from(workbook: CountryWorkbook): CountryWorkbookResponse {
    const { id, partner, periodId, language, name, size, sha256, jobId, createdAt, finishedAt, rev } =
      workbook;
    return {
      id,
      partner,
      period: periodId,
      language,
      isReady: finishedAt !== null,
      name,
      size,
      sha256,
      job: jobId,
      createdAt: createdAt.toISOString(),
      rev,
    };
  }
}
