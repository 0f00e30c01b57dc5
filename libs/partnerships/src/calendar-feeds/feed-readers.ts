import { Injectable } from '@nestjs/common';
import { rightsOf, ScopeDirectory, UsersRepository } from '#identity';
import { Clock, NotFoundError, Transactions, type OperationContext } from '#platform';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { feedAddressOf, isFeedToken } from './feed-token.js';

const DAY_LENGTH = 10;
const PERMISSION = 'instruments:read';

/** Finds for whom a feed speaks: its owner with the memberships of this day, and never more than reading instruments. */
@Injectable()
export class FeedReaders {
  constructor(
    private readonly transactions: Transactions,
    private readonly feeds: CalendarFeedsRepository,
    private readonly users: UsersRepository,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError when the token is none, was revoked, or its owner has nothing to read any more. */
  async contextOf(token: string, requestId: string): Promise<OperationContext> {
    const address = feedAddressOf(token);
    if (!address) throw new NotFoundError('calendar');
    const everywhere = await this.scopes.authenticationContext(requestId);
    return this.transactions.read(everywhere, async (tx) => {
      const feed = await this.feeds.find(tx, address.partner, address.id);
      if (!feed || !isFeedToken(token, feed.tokenHash)) throw new NotFoundError('calendar');
      const user = await this.users.findById(tx, feed.owner);
      const today = this.clock.instant().slice(0, DAY_LENGTH);
      const memberships = await this.users.listMemberships(tx, feed.owner, today);
      const scopes = rightsOf(memberships, everywhere.scopes).grants.get(PERMISSION);
      if (!user || user.disabled || !scopes) throw new NotFoundError('calendar');
      const actor = { kind: 'USER' as const, id: user.id, name: user.name };
      const grants = new Map([[PERMISSION, scopes]]);
      return { actor, scopes, units: null, grants, locale: user.locale, requestId };
    });
  }
}
