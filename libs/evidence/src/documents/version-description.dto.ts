import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import {
  AUTHENTICITIES,
  VERSION_FORMS,
  type Authenticity,
  type VersionDescription,
  type VersionForm,
} from './document.js';

/** What comes along with the bytes of a version: fields of a form, or the metadata of a resumable upload. */
export class VersionFields {
  @ApiProperty({ type: String, description: 'SHA-256 of the bytes, 64 hexadecimal digits' })
  @Transform(({ value }) => (typeof value === 'string' ? value.toLowerCase() : (value as unknown)))
  @IsString()
  @Matches(/^[0-9a-f]{64}$/, { message: '$property is not a SHA-256 in hexadecimal digits' })
  sha256: string;

  @ApiProperty({ type: String, required: false, example: 'az', description: 'language of the text, BCP 47' })
  @IsOptional()
  @IsString()
  @Length(2, 35)
  @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language?: string;

  @ApiProperty({ type: String, enum: AUTHENTICITIES, required: false, default: 'UNKNOWN' })
  @IsOptional()
  @IsIn(AUTHENTICITIES)
  authenticity: Authenticity = 'UNKNOWN';

  @ApiProperty({ type: String, enum: VERSION_FORMS, required: false, default: 'WORKING_COPY' })
  @IsOptional()
  @IsIn(VERSION_FORMS)
  form: VersionForm = 'WORKING_COPY';

  describe(fileName: string): VersionDescription {
    const { sha256, language = null, authenticity, form } = this;
    return { fileName, sha256, language, authenticity, form };
  }
}

/** The form of an upload in one request. */
export class VersionUploadForm extends VersionFields {
  @ApiProperty({ type: 'string', format: 'binary' })
  file: unknown;
}
