import { Injectable } from '@nestjs/common';
import { ClaimsService } from '#evidence';
import type { OperationContext } from '#platform';
import { InstrumentsService } from '../instruments/instruments.service.js';
import { PartnersService } from '../partners/partners.service.js';
import { TimelineSources } from './timeline-sources.js';
import { timelineOf, type TimelineEntry } from './timeline.js';

/** What happened between a partner and the programme, from everything that the register knows. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly partners: PartnersService,
    private readonly instruments: InstrumentsService,
    private readonly claims: ClaimsService,
    private readonly sources: TimelineSources,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async of(ctx: OperationContext, code: string): Promise<TimelineEntry[]> {
    const { authorities } = await this.partners.get(ctx, code);
    const claims = await this.claims.listAll(ctx, { subjectType: 'PARTNER', subject: code });
    return timelineOf({
      ...(await this.sources.of(ctx, code)),
      authorities,
      instruments: await this.instruments.listAll(ctx, { partner: code }),
      milestones: claims.filter(({ property }) => property.startsWith('milestone.')),
    });
  }
}
