import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedDate } from '#calendars';
import type { Engagement, FocalPoint, InstrumentOnDay, LicenceGrant, Occurrence } from '#partnerships';
import { CoverageResponse } from '../aggregation/aggregate.dto.js';
import type { Aggregate } from '../aggregation/figures.js';
import { ClaimDateResponse } from '../headline/headline.dto.js';
import type { CentreInBrief } from './partner-brief.js';

export class BriefInstrument {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, description: 'what is certain on the day' })
  status: string;

  @ApiProperty({ type: String, description: 'differs while dates are vague' })
  possibleStatus: string;

  @ApiProperty({ type: String, description: 'state of the entry into force' })
  entryIntoForce: string;

  static from({ id, code, kind, title, standing }: InstrumentOnDay): BriefInstrument {
    const { status, possibleStatus, entryIntoForce } = standing;
    return { id, code, kind, title, status, possibleStatus, entryIntoForce: entryIntoForce.state };
  }
}

export class BriefObligation {
  @ApiProperty({ type: String, format: 'uuid', description: 'of the occurrence' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  instrumentCode: string | null;

  @ApiProperty({ type: String })
  clauseRef: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: ['HQ', 'PARTNER'] })
  obligedSide: string;

  @ApiProperty({ type: String, format: 'date' })
  dueOn: string;

  @ApiProperty({ type: String })
  state: string;

  @ApiProperty({ type: String, nullable: true })
  owner: string | null;

  static from(occurrence: Occurrence): BriefObligation {
    const { id, instrumentCode, clauseRef, title, obligedSide, dueOn, state, owner } = occurrence;
    return { id, instrumentCode, clauseRef, title, obligedSide, dueOn, state, owner };
  }
}

export class BriefLicence {
  @ApiProperty({ type: String })
  component: string;

  @ApiProperty({ type: String, nullable: true })
  instrumentCode: string | null;

  @ApiProperty({ type: String, nullable: true })
  conditions: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validUntil: string | null;

  static from({ component, instrumentCode, conditions, validUntil }: LicenceGrant): BriefLicence {
    return { component, instrumentCode, conditions, validUntil };
  }
}

class BriefSize {
  @ApiProperty({ type: String, nullable: true })
  institutions: string | null;

  @ApiProperty({ type: String, nullable: true })
  services: string | null;

  @ApiProperty({ type: ClaimDateResponse })
  asOf: DocumentedDate;
}

export class BriefCentre {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, nullable: true })
  city: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'null when no evidence says any' })
  status: string | null;

  @ApiProperty({ type: String, nullable: true })
  possibleStatus: string | null;

  @ApiProperty({ type: [BriefSize], description: 'as published, oldest first' })
  sizes: BriefSize[];

  static from({ unit, city, status, possibleStatus, sizes }: CentreInBrief): BriefCentre {
    const published = sizes.map(({ institutions, services, asOf }) => ({ institutions, services, asOf }));
    return { code: unit.code, name: unit.name, city, status, possibleStatus, sizes: published };
  }
}

export class BriefFigure {
  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String, description: 'aligned month' })
  period: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: CoverageResponse })
  coverage: CoverageResponse;

  @ApiProperty({ type: String, enum: ['FINAL', 'ESTIMATED', 'PROVISIONAL', 'INCOMPLETE'] })
  status: string;

  @ApiProperty({ type: [String] })
  flags: string[];

  @ApiProperty({ type: String, nullable: true, description: 'why there is no value' })
  reason: string | null;

  static from({ indicator, period, value, coverage, status, flags, reason }: Aggregate): BriefFigure {
    return { indicator, period: period ?? '', value, coverage, status, flags, reason };
  }
}

export class BriefFocalPoint {
  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  role: string;

  @ApiProperty({ type: [String] })
  languages: string[];

  @ApiProperty({ type: String, nullable: true })
  email: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone: string | null;

  static from({ name, role, languages, email, phone }: FocalPoint): BriefFocalPoint {
    return { name, role, languages: [...languages], email, phone };
  }
}

export class BriefEngagement {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: ClaimDateResponse })
  date: DocumentedDate;

  @ApiProperty({ type: String, nullable: true })
  place: string | null;

  @ApiProperty({ type: [String] })
  outcomes: string[];

  static from({ id, kind, title, date, place, outcomes }: Engagement): BriefEngagement {
    return { id, kind, title, date, place, outcomes: [...outcomes] };
  }
}
