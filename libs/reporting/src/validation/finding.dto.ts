import { ApiProperty } from '@nestjs/swagger';
import type { Finding } from './finding.js';

export class FindingResponse {
  @ApiProperty({ type: String, description: 'the same wherever this rule version speaks about this cell' })
  id: string;

  @ApiProperty({ type: String, example: 'R-SATISFIED' })
  rule: string;

  @ApiProperty({ type: Number, description: 'of the rule' })
  version: number;

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

  static from({ texts: _texts, ...finding }: Finding): FindingResponse {
    return finding;
  }
}
