import { ApiProperty } from '@nestjs/swagger';
import { DocumentedDateResponse, PublicSourceResponse } from '#evidence';
import { PageInfo } from '#platform';
import {
  ENGAGEMENT_KINDS,
  PARTICIPANT_SIDES,
  type Engagement,
  type EngagementKind,
  type ParticipantSide,
} from './engagement.js';

export class ParticipantResponse {
  @ApiProperty({ type: String, nullable: true })
  name: string | null;

  @ApiProperty({ type: String })
  role: string;

  @ApiProperty({ type: String, enum: PARTICIPANT_SIDES })
  side: ParticipantSide;
}

export class EngagementResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: ENGAGEMENT_KINDS })
  kind: EngagementKind;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: DocumentedDateResponse })
  date: DocumentedDateResponse;

  @ApiProperty({
    type: DocumentedDateResponse,
    description: 'last of several days; unknown where there was one',
  })
  until: DocumentedDateResponse;

  @ApiProperty({ type: String, nullable: true })
  place: string | null;

  @ApiProperty({ type: [ParticipantResponse] })
  participants: ParticipantResponse[];

  @ApiProperty({ type: [String] })
  outcomes: string[];

  @ApiProperty({ type: [PublicSourceResponse] })
  sources: PublicSourceResponse[];

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  static from({ origin, participants, outcomes, sources, ...engagement }: Engagement): EngagementResponse {
    void origin;
    return {
      ...engagement,
      participants: [...participants],
      outcomes: [...outcomes],
      sources: [...sources],
    };
  }
}

export class EngagementsPage {
  @ApiProperty({ type: [EngagementResponse] })
  data: EngagementResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
