import { ApiProperty } from '@nestjs/swagger';
import type { Finding } from './finding.js';

export class FindingResponse {
  @ApiProperty({ type: String, example: 'R-SATISFIED' })
  rule: string;

  @ApiProperty({ type: String })
  cell: string;

  @ApiProperty({ type: String, enum: ['BLOCK', 'EXPLAIN', 'INFO'] })
  severity: string;

  @ApiProperty({ type: String, example: 'rule.part-exceeds-whole' })
  code: string;

  @ApiProperty({ type: String })
  message: string;

  @ApiProperty({ type: Object })
  params: object;

  static from(finding: Finding): FindingResponse {
    return { ...finding };
  }
}
