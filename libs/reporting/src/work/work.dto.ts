import { ApiProperty } from '@nestjs/swagger';
import { WORK_KINDS, type WorkItem } from './work-item.js';

export class WorkItemResponse {
  @ApiProperty({ type: String, enum: WORK_KINDS })
  kind: string;

  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, description: 'where it can be done' })
  link: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, nullable: true })
  unit: string | null;

  @ApiProperty({ type: String, nullable: true })
  period: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'null: nobody set a time' })
  dueAt: string | null;

  @ApiProperty({ type: Boolean })
  overdue: boolean;
}

export class WorkResponse {
  @ApiProperty({ type: [WorkItemResponse], description: 'what is due first comes first' })
  data: WorkItemResponse[];

  @ApiProperty({ type: Object, description: 'how many of each kind are in this answer' })
  counts: Record<string, number>;

  @ApiProperty({ type: Boolean, description: 'there is more than one answer holds' })
  hasMore: boolean;

  static of({ items, hasMore }: { items: WorkItem[]; hasMore: boolean }, now: string): WorkResponse {
    const counts: Record<string, number> = {};
    for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
    const data = items.map((item) => ({ ...item, overdue: item.dueAt !== null && item.dueAt < now }));
    return { data, counts, hasMore };
  }
}
