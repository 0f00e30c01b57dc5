import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import {
  BriefAuthority,
  BriefCorrection,
  BriefPartner,
  BriefQuestion,
  BriefSourceFinding,
} from './brief-open-points.js';
import {
  BriefCentre,
  BriefEngagement,
  BriefFigure,
  BriefFocalPoint,
  BriefInstrument,
  BriefLicence,
  BriefObligation,
} from './brief-sections.js';
import type { PartnerBrief, Section } from './partner-brief.js';

export class BriefRequest {
  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

class BriefMeta {
  @ApiProperty({ type: Object, description: 'how many entries each list has, also those left out here' })
  totals: Record<string, number>;

  @ApiProperty({ type: [String], description: 'parts that are absent because you lack the permission' })
  redacted: string[];
}

const OPTIONAL = { required: false, description: 'absent when redacted' };

export class BriefResponse {
  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({ type: [String], description: 'aligned months of the figures, oldest first' })
  months: string[];

  @ApiProperty({ type: BriefPartner })
  partner: BriefPartner;

  @ApiProperty({ type: [BriefAuthority], description: 'that may have been responsible on the day' })
  authorities: BriefAuthority[];

  @ApiProperty({ type: [BriefFocalPoint] })
  focalPoints: BriefFocalPoint[];

  @ApiProperty({ type: [BriefInstrument], ...OPTIONAL })
  instruments?: BriefInstrument[];

  @ApiProperty({ type: [BriefObligation], ...OPTIONAL })
  obligationsDue?: BriefObligation[];

  @ApiProperty({ type: [BriefLicence], ...OPTIONAL })
  licences?: BriefLicence[];

  @ApiProperty({ type: [BriefCentre], ...OPTIONAL })
  centres?: BriefCentre[];

  @ApiProperty({ type: [BriefFigure], ...OPTIONAL })
  figures?: BriefFigure[];

  @ApiProperty({ type: [BriefCorrection], ...OPTIONAL })
  openCorrections?: BriefCorrection[];

  @ApiProperty({ type: [BriefQuestion], ...OPTIONAL })
  openQuestions?: BriefQuestion[];

  @ApiProperty({ type: [BriefSourceFinding], ...OPTIONAL })
  sourceFindings?: BriefSourceFinding[];

  @ApiProperty({ type: [BriefEngagement], ...OPTIONAL })
  engagements?: BriefEngagement[];

  @ApiProperty({ type: BriefMeta })
  meta: BriefMeta;

  static from(brief: PartnerBrief, redacted: readonly Section[]): BriefResponse {
    const totals = totalsOf(brief);
    const response: BriefResponse = {
      asOf: brief.asOf,
      months: [...brief.months],
      partner: BriefPartner.from(brief.partner),
      authorities: brief.authorities.items.map(BriefAuthority.from),
      focalPoints: brief.focalPoints.items.map(BriefFocalPoint.from),
      instruments: brief.instruments.items.map(BriefInstrument.from),
      obligationsDue: brief.obligationsDue.items.map(BriefObligation.from),
      licences: brief.licences.items.map(BriefLicence.from),
      centres: brief.centres.items.map(BriefCentre.from),
      figures: brief.figures.map(BriefFigure.from),
      openCorrections: brief.openCorrections.items,
      openQuestions: brief.openQuestions.items,
      sourceFindings: brief.sourceFindings.items,
      engagements: brief.engagements.items.map(BriefEngagement.from),
      meta: { totals, redacted: [...redacted] },
    };
    for (const section of redacted) {
      delete response[section];
      delete totals[section];
    }
    return response;
  }
}

/** A list that was cut shows by its total that there is more. */
function totalsOf(brief: PartnerBrief): Record<string, number> {
  const lists = Object.entries(brief).flatMap(([name, part]: [string, unknown]) =>
    isExcerpt(part) ? [[name, part.total] as const] : [],
  );
  return Object.fromEntries(lists);
}

function isExcerpt(part: unknown): part is { total: number } {
  return typeof part === 'object' && part !== null && 'items' in part && 'total' in part;
}
