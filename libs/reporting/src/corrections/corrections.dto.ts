import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { CORRECTION_KINDS, type CorrectionKind } from './corrections.service.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export class CorrectionRequest {
  @ApiProperty({ type: String, format: 'uuid', description: 'the accepted submission' })
  @IsString()
  @Matches(UUID, { context: { code: 'invalid-id' } })
  submission: string;

  @ApiProperty({ type: String, enum: CORRECTION_KINDS })
  @IsIn(CORRECTION_KINDS)
  kind: CorrectionKind;

  @ApiProperty({ type: String, minLength: 15 })
  @IsString()
  @IsPlainText()
  @MinLength(15)
  @MaxLength(2_000)
  reason: string;
}

export class CorrectionResponse {
  @ApiProperty({ type: String, format: 'uuid', description: 'the draft in which to correct' })
  revision: string;
}
