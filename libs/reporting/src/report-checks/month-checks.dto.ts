import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class MonthCheckRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner: string;

  @ApiProperty({ type: String, example: '2026-10', description: 'aligned month' })
  @Matches(/^[0-9]{4}-(0[1-9]|1[0-2])$/, { context: { code: 'invalid-period' } })
  period: string;
}

export class MonthCheckResponse {
  @ApiProperty({ type: String, format: 'uuid', description: 'see /jobs/{id}' })
  job: string;
}
