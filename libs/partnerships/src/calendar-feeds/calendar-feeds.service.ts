import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { UsersRepository } from '#identity';
import {
  BusinessError,
  Clock,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { CalendarFeed } from './calendar-feed.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { hashFeedToken, newFeedToken } from './feed-token.js';

const MAX_FEEDS = 10;

/** One's own feeds: made, listed and revoked by their owner alone. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CalendarFeedsRepository,
    private readonly users: UsersRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a feed; its token is answered here and never again.
   *
   * @throws NotFoundError for callers without an account, BusinessError `too-many-feeds`
   */
  async create(ctx: OperationContext, name: string): Promise<{ feed: CalendarFeed; token: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const user = ctx.actor.kind === 'USER' ? await this.users.findById(tx, ctx.actor.id) : null;
      if (!user) throw new NotFoundError('account');
      const owned = await this.repository.listOf(tx, user.id);
      if (owned.length >= MAX_FEEDS) throw new TooManyFeedsError();
      const feed = { id: uuid(), partner: user.scope, owner: user.id, name, createdAt: this.clock.instant() };
      const token = newFeedToken(feed);
      await this.repository.insert(tx, { ...feed, tokenHash: hashFeedToken(token) });
      this.record(tx, 'calendar-feed.create', feed, { name });
      return { feed, token };
    });
  }

  async list(ctx: OperationContext): Promise<CalendarFeed[]> {
    return this.transactions.read(ctx, (tx) => this.repository.listOf(tx, ctx.actor.id));
  }

  /** @throws NotFoundError when it is not one's own, or was revoked. */
  async revoke(ctx: OperationContext, id: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const revoked = await this.repository.revoke(tx, ctx.actor.id, id, this.clock.instant());
      if (!revoked) throw new NotFoundError('calendar feed');
      this.record(tx, 'calendar-feed.revoke', { id, ...revoked }, null);
    });
  }

  private record(
    tx: Transaction,
    action: string,
    { id, partner }: { id: string; partner: string },
    after: object | null,
  ): void {
    this.audit.record(tx, { partner, action, entity: 'calendar_feed', entityId: id, after });
  }
}

/** More addresses than anybody has calendars: most of them are forgotten, and each of them opens something. */
export class TooManyFeedsError extends BusinessError {
  constructor() {
    super('CONFLICT', 'too-many-feeds', {
      detail: `Revoke one of your ${MAX_FEEDS} feeds first.`,
      params: { max: MAX_FEEDS },
    });
  }
}
