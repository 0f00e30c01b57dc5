import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, Matches } from 'class-validator';
import { GuardResponse } from '../review/review.dto.js';
import { BULK_OUTCOMES, MAX_BULK, type BulkAcceptance, type BulkItem } from './bulk-acceptance.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export class BulkAcceptanceRequest {
  @ApiProperty({ type: [String], format: 'uuid', description: `at most ${MAX_BULK}` })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BULK)
  @ArrayUnique()
  @Matches(UUID, { each: true, context: { code: 'invalid-id' } })
  submissions: string[];
}

export class BulkAcceptanceResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'see /jobs/{id}' })
  job: string | null;

  @ApiProperty({ type: String })
  orderedByName: string;

  @ApiProperty({ type: String, format: 'date-time' })
  orderedAt: string;

  static of(bulk: BulkAcceptance): BulkAcceptanceResponse {
    const { id, jobId: job, orderedByName } = bulk;
    return { id, job, orderedByName, orderedAt: bulk.orderedAt.toISOString() };
  }
}

export class BulkItemResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({
    type: String,
    enum: BULK_OUTCOMES,
    nullable: true,
    description: 'null: its turn has not come',
  })
  outcome: string | null;

  @ApiProperty({ type: [GuardResponse], description: 'why it was skipped' })
  reasons: GuardResponse[];
}

export class BulkAcceptanceDetail extends BulkAcceptanceResponse {
  @ApiProperty({ type: Object, description: 'how many were accepted, skipped, and are waiting' })
  counts: { accepted: number; skipped: number; waiting: number };

  @ApiProperty({ type: [BulkItemResponse] })
  items: BulkItemResponse[];

  static from({ bulk, items }: { bulk: BulkAcceptance; items: BulkItem[] }): BulkAcceptanceDetail {
    const count = (wanted: BulkItem['outcome']): number =>
      items.filter(({ outcome }) => outcome === wanted).length;
    return {
      ...BulkAcceptanceResponse.of(bulk),
      counts: { accepted: count('ACCEPTED'), skipped: count('SKIPPED'), waiting: count(null) },
      items: items.map(({ submissionId: submission, partner, outcome, reasons }) => ({
        submission,
        partner,
        outcome,
        reasons: [...reasons],
      })),
    };
  }
}
