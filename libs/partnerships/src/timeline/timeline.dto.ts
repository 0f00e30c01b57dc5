import { ApiProperty } from '@nestjs/swagger';
import { DocumentedDateResponse, PublicSourceResponse } from '#evidence';
import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from './timeline.js';

export class TimelineEntryResponse {
  @ApiProperty({ type: DocumentedDateResponse })
  date: DocumentedDateResponse;

  @ApiProperty({ type: String, enum: TIMELINE_KINDS })
  kind: TimelineKind;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, nullable: true, description: 'id or code of what it is about' })
  reference: string | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: [PublicSourceResponse] })
  sources: PublicSourceResponse[];
}

export class TimelineResponse {
  @ApiProperty({ type: [TimelineEntryResponse], description: 'oldest first; what has no date comes last' })
  data: TimelineEntryResponse[];

  static from(entries: TimelineEntry[]): TimelineResponse {
    return { data: entries.map((each) => ({ ...each, sources: [...each.sources] })) };
  }
}
