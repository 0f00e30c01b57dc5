import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedDate } from '#calendars';
import type { CounterpartAuthority, RegisteredPartner } from '#partnerships';
import { ClaimDateResponse } from '../headline/headline.dto.js';
import type { OpenCorrection, OpenQuestion, OpenSourceFinding } from './partner-brief.js';

export class BriefPartner {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, description: 'of today, whatever day was asked about' })
  status: string;

  @ApiProperty({ type: String, nullable: true })
  statusReason: string | null;

  static from({ code, kind, name, status, statusReason }: RegisteredPartner): BriefPartner {
    return { code, kind, name, status, statusReason };
  }
}

export class BriefAuthority {
  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  role: string;

  @ApiProperty({ type: ClaimDateResponse })
  from: DocumentedDate;

  @ApiProperty({ type: ClaimDateResponse })
  until: DocumentedDate;

  static from({ name, role, from, until }: CounterpartAuthority): BriefAuthority {
    return { name, role, from, until };
  }
}

export class BriefCorrection implements OpenCorrection {
  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, description: 'aligned month' })
  period: string;

  @ApiProperty({ type: String, format: 'date-time' })
  since: string;
}

export class BriefQuestion implements OpenQuestion {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, description: 'aligned month' })
  period: string;

  @ApiProperty({ type: String, nullable: true, description: 'cell that it is about' })
  cell: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  replyBy: string;
}

export class BriefSourceFinding implements OpenSourceFinding {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: ['QUIET', 'SHAPE_CHANGED'] })
  kind: string;

  @ApiProperty({ type: String })
  source: string;

  @ApiProperty({ type: String, description: 'aligned month' })
  period: string;

  @ApiProperty({ type: String, format: 'date-time' })
  since: string;
}
