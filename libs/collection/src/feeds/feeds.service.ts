import { Injectable } from '@nestjs/common';
import { ForbiddenError, type OperationContext } from '#platform';
import { bodyPeriod } from '#reporting';
import { ImportsService, type HandIn, type ReceivedImport } from '../imports/imports.service.js';
import type { SourceProfile } from '../profiles/source-profile.js';
import { SourceProfiles } from '../sources/source-profiles.js';
import type { DataValueSetRequest } from './data-value-sets.dto.js';
import { monthOfSet } from './data-value-set-month.js';
import { FeedFreshness } from './feed-freshness.js';
import type { FeedRequest } from './feeds.dto.js';

/** The name under which data value sets stand among the sources of a partner. */
const DHIS2_SOURCE = 'DHIS2';

interface PushedMonth {
  partner: string;
  profile: SourceProfile;
  periodId: string;
  /** The pushing system, as it names itself. */
  source: string;
  /** Instant at which the sender made the report; null when it does not say. */
  asOf: string | null;
  content: Buffer;
}

/** Takes a pushed month in: the same path as a file, with the pushing client as its author. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly imports: ImportsService,
    private readonly profiles: SourceProfiles,
    private readonly freshness: FeedFreshness,
  ) {}

  /**
   * Takes a month in. One that was sent before, or is older than what was taken, changes nothing and is answered
   * with the import that counts.
   *
   * @throws ForbiddenError for a client that stands for no single partner.
   */
  async push(ctx: OperationContext, feed: FeedRequest): Promise<ReceivedImport> {
    const partner = partnerOf(ctx);
    const { asOf = null, ...report } = feed;
    const period = bodyPeriod(feed.period, '/period');
    const profile = await this.profiles.feed(ctx, partner);
    const content = Buffer.from(JSON.stringify(report));
    return this.take(ctx, { partner, profile, periodId: period.id, source: feed.source, asOf, content });
  }

  /** Takes a DHIS2 data value set in, by the code maps of the partner's own layout. @throws InvalidValueError. */
  async pushDataValueSet(ctx: OperationContext, set: DataValueSetRequest): Promise<ReceivedImport> {
    const partner = partnerOf(ctx);
    const profile = await this.profiles.dataValueSets(ctx, partner);
    const periodId = monthOfSet(set, profile);
    const content = Buffer.from(JSON.stringify(set));
    return this.take(ctx, { partner, profile, periodId, source: DHIS2_SOURCE, asOf: null, content });
  }

  private async take(ctx: OperationContext, pushed: PushedMonth): Promise<ReceivedImport> {
    const { partner, profile, periodId, source, asOf, content } = pushed;
    const newer = await this.freshness.newerThan(ctx, pushed);
    if (newer !== null) return { import: (await this.imports.get(ctx, newer)).import, isRepeated: true };
    const handIn: HandIn = {
      partner,
      channel: 'FEED',
      profile: { code: profile.code, version: profile.version },
      mode: 'COMMIT',
      atomicity: 'PER_REPORT',
      expectedPeriod: periodId,
      name: source,
      content,
    };
    return this.imports.receive(ctx, handIn, (tx, importId) =>
      this.freshness.remember(tx, { partner, periodId, source, asOf }, importId),
    );
  }
}

function partnerOf(ctx: OperationContext): string {
  const [partner, ...others] = ctx.scopes;
  if (partner === undefined || others.length > 0) throw new ForbiddenError('A feed belongs to one partner.');
  return partner;
}
