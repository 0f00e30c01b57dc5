import { Injectable } from '@nestjs/common';
import { ForbiddenError, type OperationContext } from '#platform';
import { bodyPeriod } from '#reporting';
import { ImportsService, type ReceivedImport } from '../imports/imports.service.js';
import { SourceProfiles } from '../sources/source-profiles.js';
import type { FeedRequest } from './feeds.dto.js';

/** Takes a pushed month in: the same path as a file, with the pushing client as its author. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly imports: ImportsService,
    private readonly profiles: SourceProfiles,
  ) {}

  /** @throws ForbiddenError for a client that stands for no single partner. */
  async push(ctx: OperationContext, feed: FeedRequest): Promise<ReceivedImport> {
    if (ctx.scopes.length !== 1) throw new ForbiddenError('A feed belongs to one partner.');
    const [partner] = ctx.scopes;
    const period = bodyPeriod(feed.period, '/period');
    const { code, version } = this.profiles.feed(partner);
    const content = Buffer.from(JSON.stringify(feed));
    return this.imports.receive(ctx, {
      partner,
      channel: 'FEED',
      profile: { code, version },
      mode: 'COMMIT',
      atomicity: 'PER_REPORT',
      expectedPeriod: period.id,
      name: feed.source,
      content,
    });
  }
}
